import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { dossier } from "../../sandbox/dossier.ts";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { readUntil } from "./event-stream.ts";

describe("the sandbox's server", () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await openSandbox({ port: 0, environment: { LOG_LEVEL: "silent" } });
  }, 60_000);
  afterAll(() => sandbox.close(), 30_000);

  const post = (phone: string, body: string, type = "application/json") =>
    fetch(`${sandbox.url}/phones/${phone}`, {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
  const act = (phone: string, command: object) => post(phone, JSON.stringify(command));

  test("serves a page that allows no foreign or inline script", async () => {
    const page = await fetch(sandbox.url);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    const html = await page.text();
    expect(html).toContain('data-platform="zalo"');
    expect(html).toContain('data-platform="messenger"');
    expect(html).not.toMatch(/<script(?![^>]* src=)|style="|\son\w+="/);
  });

  test("shows webhooks and calls only to those who ask in the address", async () => {
    const plain = await (await fetch(sandbox.url)).text();
    expect(plain).toContain('<body class="plain-view">');
    expect(plain).toContain('<a href="/?chi-tiet=hien">Hiện chi tiết kỹ thuật</a>');
    const technical = await (await fetch(`${sandbox.url}/?chi-tiet=hien`)).text();
    expect(technical).toContain('<body class="technical">');
    expect(technical).toContain('<a href="/">Ẩn chi tiết kỹ thuật</a>');
  });

  test.each<[string, string, object, number]>([
    ["an unknown phone", "viber", { do: "sticker" }, 404],
    ["an unknown command", "zalo", { do: "dance" }, 400],
    ["an empty text", "zalo", { do: "text", text: "  " }, 400],
    ["a text that is too long", "zalo", { do: "text", text: "a".repeat(2_001) }, 400],
    ["an unknown field", "zalo", { do: "sticker", size: 3 }, 400],
    ["an unknown fault", "zalo", { do: "fault", fault: "flood" }, 400],
    ["a negative button number", "zalo", { do: "tap", line: 1, button: -1 }, 400],
    ["a button that does not exist", "messenger", { do: "tap", line: 999, button: 0 }, 409],
    ["a place that does not exist", "messenger", { do: "location", place: "ward:x" }, 409],
    ["a menu item that does not exist", "messenger", { do: "menu", item: 99 }, 409],
    ["a menu item in an app without a menu", "zalo", { do: "menu", item: 0 }, 409],
    ["a redelivery before any webhook", "messenger", { do: "redeliver" }, 409],
    ["a body that is too large", "zalo", { do: "text", text: "a".repeat(20_000) }, 413],
  ])("rejects %s with a problem document", async (_case, phone, command, status) => {
    const answer = await act(phone, command);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(await answer.json()).toMatchObject({ status });
  });

  test("rejects a body that is not JSON, as a form of a foreign page would send", async () => {
    expect((await post("zalo", "{")).status).toBe(400);
    expect((await post("zalo", "do=sticker", "application/x-www-form-urlencoded")).status).toBe(
      415,
    );
    expect((await post("zalo", '{"do":"sticker"}', "text/plain")).status).toBe(400);
  });

  test("finds places without diacritics, suggests some, and finds nothing for nonsense", async () => {
    const find = async (words: string) =>
      (await fetch(`${sandbox.url}/places?q=${encodeURIComponent(words)}`)).json();
    expect(await find("")).toMatchObject({ places: { length: 10 } });
    expect(await find("hai chau da nang")).toMatchObject({
      places: expect.arrayContaining([
        { id: "ward:20242", name: "Phường Hải Châu", detail: "Thành phố Đà Nẵng" },
      ]),
    });
    expect(await find("khong co noi nao nhu vay")).toEqual({ places: [] });
    expect((await fetch(`${sandbox.url}/places?q=${"a".repeat(201)}`)).status).toBe(400);
  });

  test("shows messages as escaped text, and no secret even when tokens are refreshed", async () => {
    await act("zalo", { do: "fault", fault: "token" });
    await act("zalo", { do: "text", text: "<img src=x> menu" });
    await readUntil(sandbox.url, "Xin mã truy cập mới");
    const stream = await readUntil(sandbox.url, "Bác cần làm giấy tờ gì ạ");
    expect(stream).toContain("&lt;img src=x&gt; menu");
    expect(stream).not.toContain("<img src=x>");
    const { account } = sandbox.zalo;
    const { page } = sandbox.meta;
    for (const secret of [
      account.appSecret,
      account.oaSecretKey,
      account.refreshToken,
      page.appSecret,
      page.pageToken,
      page.verifyToken,
      "access-token-1",
      "access-token-2",
      "refresh-token-1",
      "refresh-token-2",
    ]) {
      expect(stream).not.toContain(secret);
    }
  });

  test("notifies the followers of the dossier at any hour", async () => {
    const { code, lastDigits } = dossier;
    for (const phone of ["zalo", "messenger"]) {
      await act(phone, { do: "restart" });
      await act(phone, { do: "text", text: `theo doi ho so ${code}` });
      await readUntil(sandbox.url, "4 số cuối");
      await act(phone, { do: "text", text: lastDigits });
      await act(phone, { do: "text", text: "dong y" });
      await act(phone, { do: "text", text: "khong" });
    }
    const report = (status: object) =>
      fetch(`${sandbox.url}/dossier`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(status),
      });
    expect((await report({ news: "lost" })).status).toBe(400);
    expect((await report({ news: "supplement" })).status).toBe(204);
    const stream = await readUntil(sandbox.url, "Yêu cầu bổ sung giấy tờ", 2);
    expect(stream).toContain("Thiếu bản chính giấy chứng sinh");
  });

  test("shows everything that the service sends to the phone's user, including pushes", async () => {
    await act("messenger", { do: "restart" });
    const stream = await readUntil(sandbox.url, '"platform":"messenger","user":"');
    const user = /"platform":"messenger","user":"(\d+)"/.exec(stream)?.[1] ?? "";
    sandbox.meta.approve("dossier_status");
    const send = await sendAsService(sandbox, {
      recipient: { id: user },
      messaging_type: "UTILITY",
      message: {
        template: {
          name: "dossier_status",
          language: { code: "vi" },
          components: [{ type: "body", parameters: [{ type: "text", text: "Đã có kết quả" }] }],
        },
      },
    });
    expect(send.status).toBe(200);
    const withPush = await readUntil(sandbox.url, "Đã có kết quả</li>");
    expect(withPush).toContain("dossier_status");
    await sendAsService(sandbox, { recipient: { id: user }, sender_action: "typing_on" });
    await readUntil(sandbox.url, "Đang soạn tin");
    await sendAsService(sandbox, {
      recipient: { id: "somebody-else" },
      message: { text: "Không phải của máy này" },
    });
    const others = await readUntil(sandbox.url, "Không phải của máy này");
    expect(others).not.toContain("Không phải của máy này</p>");
  });
});

/** Sends a message as the service's own client does. */
function sendAsService({ meta }: Sandbox, body: object): Promise<Response> {
  const { pageId, pageToken, appSecret } = meta.page;
  const proof = createHmac("sha256", appSecret).update(pageToken).digest("hex");
  return fetch(`${meta.url}/${pageId}/messages?appsecret_proof=${proof}`, {
    method: "POST",
    headers: { authorization: `Bearer ${pageToken}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
