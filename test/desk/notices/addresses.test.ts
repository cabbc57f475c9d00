import { createECDH, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { PushRoute } from "../../../src/channels/push.ts";
import { createRouteSender } from "../../../src/notify/colleagues/senders.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";

/** A push service that takes what it is sent, or answers that a browser is gone. */
const pushed: IncomingMessage[] = [];
let status = 201;
const pushServer = createServer((request, response) => {
  pushed.push(request);
  request.resume();
  response.writeHead(status).end();
});
await new Promise<void>((listening) => pushServer.listen(0, "127.0.0.1", listening));
const { port } = pushServer.address() as AddressInfo;
afterAll(() => {
  pushServer.close();
});

/** What a browser gives when it subscribes. */
function subscribe(endpoint: string) {
  const browser = createECDH("prime256v1");
  const p256dh = browser.generateKeys("base64url");
  return { endpoint, keys: { p256dh, auth: randomBytes(16).toString("base64url") } };
}

describe.each(await openTestDesks())("where colleagues are told, on $name", ({ desk }) => {
  const { database } = desk;
  let lan: Visitor;
  let lanId = 0;
  const path = "/desk/account/notices";

  beforeAll(async () => {
    lan = await desk.person("staff", { username: "lan" });
    const { id } = await database.db
      .selectFrom("desk_account")
      .select("id")
      .where("username", "=", "lan")
      .executeTakeFirstOrThrow();
    lanId = id;
  }, 120_000);

  test("an e-mail address is used once the code that was mailed there is typed", async () => {
    await lan.submit(`${path}/email`, { email: "lan@example.gov.vn" });
    expect(await desk.addresses.emailAddresses(lanId)).toEqual([]);
    const code = /\d{6}/.exec(desk.mails.at(-1)?.text ?? "")?.[0] ?? "";
    const wrong = code === "000000" ? "000001" : "000000";
    expect((await lan.submit(`${path}/email/verify`, { code: wrong })).statusCode).toBe(422);
    expect(await desk.addresses.emailAddresses(lanId)).toEqual([]);
    expect((await lan.submit(`${path}/email/verify`, { code })).statusCode).toBe(303);
    expect(await desk.addresses.emailAddresses(lanId)).toEqual([
      { route: "email", account: "", to: "lan@example.gov.vn" },
    ]);
    const stored = await database.db.selectFrom("colleague_email").selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain("lan@");
  });

  test("another address has to be verified again, and nobody mails many codes", async () => {
    await lan.submit(`${path}/email`, { email: "khac@example.gov.vn" });
    expect(await desk.addresses.emailAddresses(lanId)).toEqual([]);
    let last = 0;
    for (let time = 0; time < 10; time++) {
      last = (await lan.submit(`${path}/email`, { email: "la@example.gov.vn" })).statusCode;
    }
    expect(last).toBe(429);
  });

  test("a chat is linked by the code that its owner sends from there, and gets notices", async () => {
    const { body } = await lan.submit(`${path}/chat`);
    const code = /mã thử (\d{8})/.exec(body)?.[1] ?? "";
    const chat = { channel: "zalo", account: "oa", user: "lan-zalo" } as const;
    const { testRecipients } = desk.broadcasts;
    expect(
      await database.transaction((tx) => testRecipients.pair(tx, code, chat, desk.now())),
    ).toBe(true);
    const sent: string[] = [];
    const route: PushRoute = {
      paceKey: null,
      send: async ({ to }, { text }) => {
        sent.push(`${to}: ${text}`);
        return { outcome: "rejected", reason: "window closed" };
      },
    };
    const send = createRouteSender({ "zalo-chat": route }, desk.addresses.chatAddresses);
    const message = { id: "notice-1-chat", subject: "Có việc", text: "Có việc", url: "https://a" };
    expect(await send(lanId, message)).toBe("failed");
    expect(sent).toEqual(["lan-zalo: Có việc"]);
  });

  test("a browser that is switched on is pushed a sealed message; one that is gone is forgotten", async () => {
    const subscription = subscribe(`http://127.0.0.1:${port}/first`);
    const added = await lan.json("POST", `${path}/devices`, { subscription });
    expect(added.statusCode).toBe(200);
    const message = { id: "notice-1-push", subject: "Có việc", text: "Có việc", url: "https://a" };
    expect(await desk.webPush.send(lanId, message)).toBe("sent");
    expect(pushed.at(-1)?.headers.authorization).toMatch(/^vapid /);
    expect(pushed.at(-1)?.headers["content-encoding"]).toBe("aes128gcm");
    status = 503;
    expect(await desk.webPush.send(lanId, message)).toBe("retry");
    status = 410;
    expect(await desk.webPush.send(lanId, message)).toBe("failed");
    status = 201;
    expect(await desk.webPush.devices(lanId)).toEqual([]);
  });

  test("no other address than a push service's is called", async () => {
    const subscription = subscribe("http://10.0.0.1/inside");
    const answer = await lan.json("POST", `${path}/devices`, { subscription });
    expect(answer.statusCode).toBe(422);
    expect(await desk.webPush.devices(lanId)).toEqual([]);
  });
});
