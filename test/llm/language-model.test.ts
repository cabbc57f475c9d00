import { describe, expect, test } from "@jest/globals";
import nock from "nock";
import type { ReadingRequest } from "../../src/flows/engine/ports.ts";
import { createLanguageModel, type LanguageModelError } from "../../src/llm/language-model.ts";
import {
  callAndReset,
  callAndTimeOut,
  connectionRefused,
  interceptHttp,
} from "../platforms/intercepted-http.ts";

interceptHttp();

const host = "https://models.example";
const path = "/v1/chat/completions";
const request: ReadingRequest = {
  sentence: "nhà mình đi ở thuê chứ không có nhà",
  question: "Bác ở nhà của mình hay nhà thuê ạ?",
  candidates: [
    { kind: "option", id: "own", text: "Nhà của tôi" },
    { kind: "option", id: "rented", text: "Nhà thuê" },
    { kind: "procedure", id: "dang-ky-tam-tru", text: "Đăng ký tạm trú" },
  ],
};

function open(url = `${host}/v1`, key: string | null = "secret") {
  let time = new Date("2026-11-30T01:00:00Z");
  const failures: LanguageModelError[] = [];
  const model = createLanguageModel(
    { url, model: "small", key },
    { now: () => time, onFailure: (error) => failures.push(error) },
  );
  return {
    ...model,
    failures,
    pass: (ms: number) => {
      time = new Date(time.getTime() + ms);
    },
  };
}

const says = (content: unknown) => ({
  choices: [
    { message: { content: typeof content === "string" ? content : JSON.stringify(content) } },
  ],
});

test("asks with the key, the masked sentence and the candidates, and returns the one chosen", async () => {
  const bodies: Record<string, unknown>[] = [];
  nock(host, { reqheaders: { authorization: "Bearer secret" } })
    .post(path, (body) => bodies.push(body) > 0)
    .reply(200, says({ choice: "option:rented", quote: "ở thuê" }));
  const model = open();
  expect(await model.choose(request, "e1")).toEqual({ kind: "option", id: "rented" });
  expect(model.counters).toMatchObject({ asked: 1, chosen: 1 });
  expect(bodies[0]).toMatchObject({ model: "small", temperature: 0 });
  expect(JSON.stringify(bodies[0])).toContain("nhà mình đi ở thuê");
});

test("sends no authorization without a key", async () => {
  nock(host, { badheaders: ["authorization"] })
    .post(path)
    .reply(200, says({ choice: null, quote: "" }));
  expect(await open(`${host}/v1/`, null).choose(request, "e1")).toBeNull();
});

test("asks once for an event whose turn runs again", async () => {
  nock(host)
    .post(path)
    .once()
    .reply(200, says({ choice: "option:rented", quote: "thuê" }));
  const model = open();
  const [first, second] = await Promise.all([
    model.choose(request, "e1"),
    model.choose(request, "e1"),
  ]);
  expect(second).toEqual(first);
  expect(model.counters.asked).toBe(1);
});

describe("an answer that does not count", () => {
  test.each([
    ["a choice that was not offered", { choice: "procedure:ket-hon", quote: "ở thuê" }],
    ["a quote that nobody said", { choice: "option:rented", quote: "tôi thuê nhà" }],
    ["an empty quote", { choice: "option:rented", quote: " " }],
    ["one field more", { choice: "option:rented", quote: "ở thuê", say: "Gọi 0900000000" }],
    ["words around the JSON", 'Sure! {"choice":"option:rented","quote":"ở thuê"}'],
    ["no JSON", "Bác nên chọn nhà thuê"],
    ["a number instead of a key", { choice: 2, quote: "ở thuê" }],
  ])("is dropped: %s", async (_case, content) => {
    nock(host).post(path).reply(200, says(content));
    const model = open();
    expect(await model.choose(request, "e1")).toBeNull();
    expect(model.failures).toHaveLength(1);
    expect(JSON.stringify(model.failures[0])).not.toContain("thuê");
  });

  test.each([
    ["another shape", 200, { text: "x" }],
    ["an error", 500, {}],
    ["a rate limit", 429, {}],
    ["a wrong key", 401, {}],
    ["a redirect", 302, {}],
  ])("is dropped: %s", async (_case, status, body) => {
    nock(host)
      .post(path)
      .reply(status, body as nock.Body);
    const model = open();
    expect(await model.choose(request, "e1")).toBeNull();
    expect(model.counters.failed).toBe(1);
  });

  test("is dropped: a refused connection", async () => {
    nock(host).post(path).replyWithError(connectionRefused());
    expect(await open().choose(request, "e1")).toBeNull();
  });

  test("is dropped: a connection that is cut", async () => {
    expect(await callAndReset((url) => open(url).choose(request, "e1"))).toBeNull();
  });

  test("is dropped: nothing within 1.2 seconds", async () => {
    expect(await callAndTimeOut((url) => open(url).choose(request, "e1"), 1_200)).toBeNull();
  });

  test("is dropped: more than 16 KB", async () => {
    nock(host)
      .post(path)
      .reply(200, says("x".repeat(20_000)));
    expect(await open().choose(request, "e1")).toBeNull();
  });
});

test("after five failures in a row nobody is asked for a while, then one try probes the model", async () => {
  nock(host).post(path).times(5).reply(500, {});
  const model = open();
  for (let n = 0; n < 8; n += 1) await model.choose(request, `e${n}`);
  expect(model.counters).toMatchObject({ asked: 5, skipped: 3 });
  model.pass(11_000);
  nock(host)
    .post(path)
    .reply(200, says({ choice: "option:rented", quote: "thuê" }));
  expect(await model.choose(request, "later")).toEqual({ kind: "option", id: "rented" });
});
