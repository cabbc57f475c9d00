import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { loadCatalog } from "../../src/catalog/load.ts";
import { buildApi } from "./api-app.ts";

let app: FastifyInstance;

beforeAll(async () => {
  app = await buildApi(await loadCatalog("data"), "2026-11-26T09:30:00+07:00");
});
afterAll(() => app.close());

const answerSchema = z.strictObject({
  intent: z.string(),
  asks: z.array(z.string()),
  why: z.string(),
  facts: z.record(z.string(), z.string()),
  results: z.array(z.strictObject({ id: z.string(), name: z.string(), score: z.number() })),
  time: z.strictObject({ from: z.string(), to: z.string(), words: z.string() }).optional(),
  place: z
    .array(
      z.strictObject({
        ward: z.string(),
        name: z.string(),
        province: z.string(),
        matched: z.string(),
      }),
    )
    .optional(),
  dossier_code: z.string().optional(),
});

const ask = (query: Record<string, string>) => app.inject({ url: "/api/v1/search", query });

async function understand(query: Record<string, string>) {
  const response = await ask(query);
  expect([response.statusCode, response.body]).toEqual([200, expect.anything()]);
  return answerSchema.parse(response.json());
}

test.each(["đăng ký khai sinh", "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH"])(
  "“%s” is understood as the steps of one procedure",
  async (q) => {
    const answer = await understand({ q });
    expect(answer.intent).toBe("steps");
    expect(answer.results[0]?.id).toBe("dang-ky-khai-sinh");
  },
);

test("a word that several procedures share needs clarification", async () => {
  const answer = await understand({ q: "đăng ký" });
  expect(answer.intent).toBe("clarify");
  expect(answer.results.length).toBeGreaterThan(1);
});

test.each(["👵🏽🌾🎉", "   ", "qwrtp zxcvb"])("%j needs clarification", async (q) => {
  const nothing = { intent: "clarify", asks: ["clarify"], why: "rules", results: [], facts: {} };
  expect(await understand({ q })).toEqual(nothing);
});

test("the time and the place of a sentence are both returned", async () => {
  expect(await understand({ q: "toi nay phuong 9 phu nhuan co lam khong" })).toMatchObject({
    intent: "hours",
    time: {
      from: "2026-11-26T18:00:00+07:00",
      to: "2026-11-26T22:00:00+07:00",
      words: "tối nay (thứ Năm 26/11)",
    },
    place: [{ name: "Phường Đức Nhuận", matched: "Phường 9 (quận Phú Nhuận)" }],
  });
});

test("a dossier code is returned, and so is its tail", async () => {
  expect(await understand({ q: "hồ sơ h26.16-250815-0012 xong chưa" })).toMatchObject({
    intent: "dossier_status",
    dossier_code: "H26.16-250815-0012",
  });
  expect(await understand({ q: "ho so 0012 toi dau roi" })).toMatchObject({ dossier_code: "0012" });
});

test("the facts that a sentence tells are answers to questions of the best procedure", async () => {
  const { results, facts } = await understand({
    q: "làm khai sinh cho bé, bé sinh hôm 2/9 ở bệnh viện Từ Dũ, mẹ đơn thân",
  });
  expect(results[0]?.id).toBe("dang-ky-khai-sinh");
  expect(facts).toEqual({ noi_sinh: "co_so_y_te", tre_han: "roi", hon_nhan: "me_don" });
});

test("a sentence that only asks or supposes tells no facts", async () => {
  expect(await understand({ q: "nếu sinh ở nhà thì làm khai sinh cần gì" })).toMatchObject({
    facts: {},
  });
});

test("an ambiguous place is returned as several wards", async () => {
  const { place } = await understand({ q: "phường 9" });
  expect(place?.length).toBeGreaterThan(1);
});

test("a sentence out of scope gives no procedures", async () => {
  const answer = await understand({ q: "tối nay đội tuyển việt nam đá bóng với ai" });
  expect(answer).toMatchObject({ intent: "out_of_scope", results: [] });
});

test("the limit does not change the intent", async () => {
  const all = await understand({ q: "đăng ký" });
  const one = await understand({ q: "đăng ký", limit: "1" });
  expect(one).toEqual({ ...all, results: all.results.slice(0, 1) });
});

test("at most ten results are returned, best first", async () => {
  const { results } = await understand({ q: "đăng ký" });
  expect(results.length).toBeLessThanOrEqual(10);
  const scores = results.map((each) => each.score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test("responses to what residents type must not be cached", async () => {
  const response = await ask({ q: "khai sinh" });
  expect(response.headers["cache-control"]).toBe("no-store");
  expect(response.headers["access-control-allow-origin"]).toBe("*");
});

test.each([
  ["1,000 letters", "ố".repeat(1000)],
  ["1,000 letters whose marks are written apart", "ố".repeat(1000).normalize("NFD")],
  ["1,000 emoji, which are 2,000 UTF-16 units", "👵".repeat(1000)],
])("%s are accepted", async (_what, q) => {
  expect((await ask({ q })).statusCode).toBe(200);
});

test.each([
  ["no q", {}, ["q"]],
  ["an empty q", { q: "" }, ["q"]],
  ["1,001 letters", { q: "a".repeat(1001) }, ["q"]],
  ["1,001 emoji", { q: "👵".repeat(1001) }, ["q"]],
  ["limit 0", { q: "khai sinh", limit: "0" }, ["limit"]],
  ["limit 101", { q: "khai sinh", limit: "101" }, ["limit"]],
  ["an invalid limit without q", { limit: "x" }, ["q", "limit"]],
])("%s is refused, naming the parameter", async (_what, query, parameters) => {
  const response = await ask(query);
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({
    errors: parameters.map((parameter) => ({ parameter, reason: expect.any(String) })),
  });
});

test("two values of q are refused", async () => {
  const response = await app.inject("/api/v1/search?q=a&q=b");
  expect(response.json()).toMatchObject({ status: 400, errors: [{ parameter: "q" }] });
});

test.each([
  ["ba tôi mất rồi", "death"],
  ["rớt bóp mất hết giấy tờ", "lost_papers"],
  ["mất căn cước", "loss"],
  ["đăng ký tạm trú", "rules"],
])("what happened is told in why: %s", async (q, why) => {
  expect((await understand({ q })).why).toBe(why);
});

test.each([
  ["cháy nhà rồi cứu với", "danger"],
  ["chồng đánh tôi", "violence"],
  ["tôi không muốn sống nữa", "self_harm"],
])("an emergency has no results: %s", async (q, why) => {
  expect(await understand({ q })).toMatchObject({ intent: "emergency", why, results: [] });
});

test("everything that is asked is listed in its order, with the finer kind", async () => {
  const several = await understand({ q: "khai sinh cần giấy tờ gì, nộp ở đâu, mất bao lâu" });
  expect(several).toMatchObject({
    intent: "documents",
    asks: ["documents", "where", "time"],
    why: "birth",
  });
  const penalty = await understand({ q: "khai sinh trễ hạn có bị phạt không" });
  expect(penalty).toMatchObject({ intent: "eligibility", asks: ["eligibility"], why: "penalty" });
});

test.each(["ở đâu", "bao nhiêu tiền", "nop o dau", "mấy ngày", "phường 1 quận 6 giờ là phường gì"])(
  "“%s” names no procedure",
  async (q) => {
    expect((await understand({ q })).results).toEqual([]);
  },
);
