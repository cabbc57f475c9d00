import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { openSite } from "./site.ts";

test("welcomes a first visitor on the page itself", async () => {
  const site = await openSite();
  const response = await site.visit().open();
  expect(response.statusCode).toBe(200);
  expect(response.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(response.body).toContain("1: bắt đầu");
  expect(response.body).toContain("Hướng Dẫn");
});

test("continues the conversation on a second visit without a new message", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  await browser.say("khai sinh");
  const response = await browser.open();
  expect(response.body).toContain("2: khai sinh");
  expect(await browser.lines()).toEqual(["1: bắt đầu", "khai sinh", "2: khai sinh"]);
});

test("starts at the help point or procedure of a link, also during a conversation", async () => {
  const browser = (await openSite()).visit();
  await browser.open("/?point=nha-van-hoa");
  await browser.open("/?procedure=khai-sinh");
  expect(await browser.lines()).toEqual(["1: bắt đầu  khai-sinh"]);
});

test.each(["/?point=%3Cscript%3E", "/?point=a&point=b", "/?procedure=", "/?kiosk=yes", "/?x=1"])(
  "%s opens the plain page",
  async (url) => {
    const browser = (await openSite()).visit();
    expect((await browser.open(url)).statusCode).toBe(200);
    expect(await browser.lines()).toEqual(["1: bắt đầu"]);
  },
);

test("shows every message as text, whatever it holds", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  await browser.say("<script>alert(1)</script>");
  const { body } = await browser.open();
  expect(body).not.toContain("<script>alert");
  expect(body).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("turns addresses and phone numbers in a message into links", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  await browser.say("xem https://dichvucong.gov.vn. Gọi 0236 3881 888");
  const { body } = await browser.open();
  expect(body).toContain('href="https://dichvucong.gov.vn"');
  expect(body).toContain('href="tel:02363881888"');
});

test("offers buttons only for the latest question, until it is answered", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  await browser.say("hỏi");
  await browser.say("hỏi");
  const asked = (await browser.open()).body;
  expect(asked).toContain('name="question" value="q3"');
  expect(asked.match(/name="value"/g)).toHaveLength(2);
  await browser.say("khác");
  expect((await browser.open()).body).not.toContain('name="value"');
});

test("protects the visitor's cookie from scripts and from other sites", async () => {
  const response = await (await openSite()).visit().open();
  const cookie = String(response.headers["set-cookie"]);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).toMatch(/Max-Age=604800/);
  expect(cookie).not.toMatch(/Secure/);
});

test("sends the cookie only over https if residents come over https", async () => {
  const site = await openSite({ publicUrl: "https://huongdan.example.vn" });
  expect(String((await site.visit().open()).headers["set-cookie"])).toMatch(/Secure/);
});

test("treats a forged cookie as a new visitor", async () => {
  const site = await openSite();
  const owner = site.visit();
  await owner.open();
  await owner.say("bí mật");
  const thief = site.visit();
  thief.setCookie(`${owner.cookie().split(".")[0]}.${"A".repeat(43)}`);
  const response = await thief.open();
  expect(response.body).not.toContain("bí mật");
  expect(response.headers["set-cookie"]).toBeDefined();
  expect(thief.cookie()).not.toBe(owner.cookie());
});

test("lets browsers cache the page's files until they change", async () => {
  const site = await openSite();
  const { body } = await site.visit().open();
  const address = /href="([^"]+chat\.css)"/.exec(body)?.[1] ?? "";
  const current = await site.app.inject(address);
  expect(current.statusCode).toBe(200);
  expect(current.headers["content-type"]).toMatch(/text\/css/);
  expect(current.headers["cache-control"]).toMatch(/immutable/);
  // What is said about pages would be most of a small file.
  expect(current.headers).not.toHaveProperty("content-security-policy");
  expect(current.headers).not.toHaveProperty("x-ratelimit-limit");
  expect(current.headers["x-content-type-options"]).toBe("nosniff");
  const former = await site.app.inject("/web/assets/0123456789ab/style.css");
  expect(former.statusCode).toBe(200);
  expect(former.headers["cache-control"]).toBe("no-cache");
  expect((await site.app.inject("/web/assets/x/..%2Fweb.ts")).statusCode).toBe(404);
});

test("shows a kind page if the conversation cannot be loaded", async () => {
  const site = await openSite({}, (conversations) => ({
    ...conversations,
    preview: async () => {
      throw Object.assign(new Error("down"), { statusCode: 503 });
    },
  }));
  const response = await site.visit().open();
  expect(response.statusCode).toBe(503);
  expect(response.headers["content-type"]).toMatch(/text\/html/);
  expect(response.body).toContain("thử lại sau ít phút");
});

test("marks the visitor's last line, behind which the newest answer begins", async () => {
  const browser = (await openSite()).visit();
  expect((await browser.open()).body).not.toContain('id="moi"');
  await browser.say("một");
  await browser.say("hai");
  const { body } = await browser.open();
  expect(body.match(/id="moi"/g)).toHaveLength(1);
  expect(body).toMatch(/id="moi" tabindex="-1"[^>]*>.*?>hai</s);
});

test.each([
  ["en-US,en;q=0.9", true],
  ["en", true],
  ["vi-VN,vi;q=0.9,en-US;q=0.8", false],
  ["en-US,en;q=0.9,vi;q=0.8", false],
  ["fr", false],
  ["", false],
])("to a browser that asks for %j English is offered at once: %p", async (asked, isOffered) => {
  const browser = (await openSite()).visit();
  const headers = { accept: "text/html", "accept-language": asked };
  const { body } = await browser.request({ url: "/", headers });
  expect(body.includes("Continue in English")).toBe(isOffered);
  expect(body).toContain('value="English" lang="en"');
  await browser.say("một");
  expect((await browser.request({ url: "/", headers })).body).not.toContain("Continue in English");
});

test("only the page may listen, and nothing may use the camera", async () => {
  const response = await (await openSite()).visit().open();
  expect(response.headers["permissions-policy"]).toBe(
    "geolocation=(self), camera=(), microphone=(self)",
  );
});

test("the page's files are small on the wire, and the reader of QR codes is not among the first", async () => {
  const { app, visit } = await openSite();
  const { body } = await visit().open();
  const addresses = [...body.matchAll(/(?:href|src)="(\/web\/assets\/[^"]+)"/g)].map(
    ([, address = ""]) => address,
  );
  expect(addresses.some((address) => address.endsWith("/chat.js"))).toBe(true);
  expect(addresses.some((address) => address.endsWith("/jsqr.js"))).toBe(false);
  const headers = { "accept-encoding": "gzip, br" };
  const files = await Promise.all(
    [...new Set(addresses)].map((url) => app.inject({ url, headers })),
  );
  expect(files.map(({ statusCode }) => statusCode).filter((status) => status !== 200)).toEqual([]);
  const bytes = files.reduce((sum, { rawPayload }) => sum + rawPayload.length, 0);
  expect(bytes + Buffer.byteLength(body)).toBeLessThan(30_000);
  const decoder = addresses[0]?.replace(/[^/]+$/, "jsqr.js") ?? "";
  expect((await app.inject({ url: decoder, headers })).headers["content-encoding"]).toBe("br");
  expect((await app.inject(decoder)).body).toContain("jsQR");
});

test.each([
  ["gzip, deflate, br", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["identity", undefined],
])("the page is packed for a browser that takes %s", async (accepted, encoding) => {
  const { app } = await openSite();
  const { headers, rawPayload } = await app.inject({
    url: "/",
    headers: { "accept-encoding": accepted },
  });
  expect(headers["content-encoding"]).toBe(encoding);
  expect(headers["vary"]).toContain("accept-encoding");
  expect(Number(headers["content-length"])).toBe(rawPayload.length);
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ""];
  const html = unpack === undefined ? rawPayload : unpack(rawPayload);
  expect(html.toString()).toContain('<form id="composer"');
});
