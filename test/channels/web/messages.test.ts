import { randomUUID } from "node:crypto";
import { expect, test } from "@jest/globals";
import { openSite } from "./site.ts";

const id = "0d2c1f7e-6a51-4c37-9a52-1f0b7b1c2d3e";

test("stores a message and returns it with its reply", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  const response = await browser.say("khai sinh", id);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({ id });
  expect(await browser.lines()).toEqual(["1: bắt đầu", "khai sinh", "2: khai sinh"]);
});

test("answers a message that is sent twice at once only once, and confirms it to both senders", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  const responses = await Promise.all([browser.say("một", id), browser.say("một", id)]);
  expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(await browser.lines()).toEqual(["1: bắt đầu", "một", "2: một"]);
});

test("shows the button's label as the visitor's line", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  await browser.say("hỏi");
  await browser.post({ id, choice: { question: "q2", value: "v1" } });
  expect((await browser.lines()).slice(-2)).toEqual(["không", "3: q2=v1"]);
});

test("answers a shared location without storing its coordinates in the conversation", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  await browser.post({ id, location: { lat: 16.05, lon: 108.2 } });
  expect((await browser.lines()).slice(-2)).toEqual(["Vị trí của tôi", "2: 16.05 108.2"]);
});

test("creates a visitor for a message without a cookie", async () => {
  const browser = (await openSite()).visit();
  const response = await browser.say("xin chào");
  expect(response.headers["set-cookie"]).toBeDefined();
  expect(await browser.lines()).toEqual(["xin chào", "1: xin chào"]);
});

test("accepts the form's message without scripts and shows the page again", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  const response = await browser.submit("/web/messages", { id, text: "khai sinh" });
  expect(response.statusCode).toBe(303);
  expect(response.headers.location).toBe("/#moi");
  expect((await browser.open()).body).toContain("2: khai sinh");
});

test("accepts a button of the question without scripts", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  await browser.say("hỏi");
  await browser.submit("/web/messages", { id, question: "q2", value: "v0" });
  expect((await browser.lines()).slice(-2)).toEqual(["có", "3: q2=v0"]);
});

test.each([
  ["no id", { text: "x" }, "id"],
  ["an id that is no uuid", { id: "1", text: "x" }, "id"],
  ["an empty text", { id, text: "  " }, "text"],
  ["a text of more than 1,000 characters", { id, text: "x".repeat(1001) }, "text"],
  ["a latitude beyond the pole", { id, location: { lat: 91, lon: 0 } }, "location.lat"],
  ["a choice without a value", { id, choice: { question: "q1" } }, "choice.value"],
])("rejects a message with %s and names the field", async (_, payload, parameter) => {
  const browser = (await openSite()).visit();
  await browser.open();
  const response = await browser.post(payload);
  expect(response.statusCode).toBe(400);
  expect(response.headers["content-type"]).toMatch("application/problem+json");
  expect(response.json()).toMatchObject({ status: 400, errors: [{ parameter }] });
  expect(await browser.lines()).toEqual(["1: bắt đầu"]);
});

test("rejects a text that is too long in Vietnamese, also without scripts", async () => {
  const browser = (await openSite()).visit();
  const response = await browser.submit("/web/messages", { id, text: "x".repeat(1001) });
  expect(response.statusCode).toBe(400);
  expect(response.body).toContain("Tin nhắn dài hơn 1.000 chữ");
});

test.each([
  ["a number for its text", { id, text: 5 }],
  ["nothing at all", { id }],
])("rejects a message with %s in Vietnamese", async (_, payload) => {
  const browser = (await openSite()).visit();
  await browser.open();
  const response = await browser.post(payload);
  expect(response.statusCode).toBe(400);
  expect(response.json().detail).toMatch(/^Cháu chưa nhận được tin nhắn này/);
});

test("accepts a text of 1,000 characters with diacritics", async () => {
  const browser = (await openSite()).visit();
  expect((await browser.say("ệ".repeat(1000))).statusCode).toBe(200);
});

test.each([
  ["JSON", { payload: { id, text: "x".repeat(17_000) } }],
  [
    "a form",
    {
      payload: `id=${id}&text=${"x".repeat(17_000)}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    },
  ],
])("rejects %s of more than 16 KB before reading it", async (_, request) => {
  const { app } = await openSite();
  const response = await app.inject({ method: "POST", url: "/web/messages", ...request });
  expect(response.statusCode).toBe(413);
  expect(response.body).toContain("Tin nhắn dài quá");
});

test("rejects a body that is no JSON without repeating it", async () => {
  const { app } = await openSite();
  const response = await app.inject({
    method: "POST",
    url: "/web/messages",
    payload: '{"text": "Nguyễn Văn A"',
    headers: { "content-type": "application/json" },
  });
  expect(response.statusCode).toBe(400);
  expect(response.body).not.toContain("Nguyễn");
});

test.each(["https://evil.example", "null"])("rejects a post from a page of %s", async (origin) => {
  const browser = (await openSite()).visit();
  await browser.open();
  const payload = { id, text: "xin chào" };
  for (const url of ["/web/messages", "/web/reset"]) {
    const response = await browser.request({
      method: "POST",
      url,
      payload,
      headers: { origin },
    });
    expect(response.statusCode).toBe(403);
  }
  expect(await browser.lines()).toEqual(["1: bắt đầu"]);
});

test.each([
  ["the public address", { origin: "http://localhost:3000", host: "10.0.0.1:3000" }],
  ["the address that the browser used", { origin: "http://192.168.1.5", host: "192.168.1.5" }],
])("accepts a post from a page of %s", async (_, headers) => {
  const browser = (await openSite()).visit();
  const payload = { id, text: "xin chào" };
  const response = await browser.request({
    method: "POST",
    url: "/web/messages",
    payload,
    headers,
  });
  expect(response.statusCode).toBe(200);
});

test("limits a visitor who sends too many messages, and nobody else", async () => {
  const site = await openSite({ messagesPerMinute: 3 });
  const [flood, calm] = [site.visit(), site.visit()];
  await flood.open();
  await calm.open();
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) {
    statuses.push((await flood.say("a", randomUUID())).statusCode);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
  const refused = await flood.say("a");
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect((await calm.say("a")).statusCode).toBe(200);
});

test("limits an address that sends too many requests", async () => {
  const site = await openSite({ requestsPerMinute: 2 });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    statuses.push((await site.visit().open()).statusCode);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

test("tells the browser under which id it sent each of the visitor's lines", async () => {
  const browser = (await openSite()).visit();
  await browser.open();
  await browser.say("khai sinh", id);
  const { entries } = (await browser.request({ url: "/web/messages" })).json();
  expect(entries.map(({ sentAs }: { sentAs?: string }) => sentAs ?? null)).toEqual([
    null,
    id,
    null,
  ]);
  expect((await browser.open()).body).toContain(`data-sent-as="${id}"`);
});
