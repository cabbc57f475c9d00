import { afterEach, expect, test } from "@jest/globals";
import { createZaloTemplateRoutes } from "../../../src/channels/zalo/templates.ts";
import { type Reply, startHttpStandIn } from "../../platforms/http-stand-in.ts";
import { pushMessage } from "../push-message.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const code = { name: "ma_ho_so", require: true, type: "STRING", maxLength: 30, minLength: 1 };
const state = { name: "trang_thai", require: true, maxLength: 8, minLength: 0 };
const note = { name: "ghi_chu", require: false, maxLength: 90, acceptNull: true };
const foreign = { name: "ma_giam_gia", require: true, maxLength: 30 };

/** Opens an OA with these templates, which gives these answers to the sends. */
async function zalo(templates: Record<string, object[]>, answers: (number | Reply | null)[] = [0]) {
  const sends = answers.values();
  const standIn = await startHttpStandIn(({ route }) => {
    if (route.startsWith("GET /template/all")) {
      return {
        body: { error: 0, data: Object.keys(templates).map((templateId) => ({ templateId })) },
      };
    }
    if (route.startsWith("GET /template/info")) {
      const id = new URL(route.slice(4), "http://zalo").searchParams.get("template_id") ?? "";
      return { body: { error: 0, data: { templateId: id, listParams: templates[id] } } };
    }
    const { value: answer = 0 } = sends.next();
    if (typeof answer !== "number") return answer;
    return {
      body: { error: answer, message: "", data: answer === 0 ? { msg_id: "m-1" } : undefined },
    };
  });
  closing.push(standIn.close);
  const refused: string[] = [];
  const routes = createZaloTemplateRoutes({
    znsUrl: standIn.url,
    openapiUrl: standIn.url,
    tokens: {
      current: async () => ({ status: "ready", accessToken: "token" }),
      refused: async (token) => {
        refused.push(token);
        return { status: "ready", accessToken: "another" };
      },
    },
    now: () => new Date("2026-11-25T03:00:00Z"),
  });
  const sent = () => standIn.received.filter(({ route }) => route.startsWith("POST"));
  return { ...standIn, ...routes, sent, refused };
}

const user = { account: "oa", to: "1234567890123456789" };
const phone = { account: "oa", to: "0912345678" };

test("uses the template that we can fill, and reads it once", async () => {
  const { toUser, toPhone, sent, received } = await zalo({
    1: [code, foreign],
    2: [state],
    3: [code, state, note],
  });
  expect(await toUser.send(user, pushMessage)).toEqual({ outcome: "sent", platformId: "m-1" });
  expect(await toPhone.send(phone, pushMessage)).toEqual({ outcome: "sent", platformId: "m-1" });
  expect(sent()).toMatchObject([
    {
      route: "POST /v3.0/oa/message/template",
      headers: { access_token: "token" },
      body: {
        user_id: user.to,
        template_id: "3",
        template_data: { ma_ho_so: "H26-1", trang_thai: "Đang xử…" },
        tracking_id: "hd-7",
      },
    },
    { route: "POST /message/template", body: { phone: "84912345678", template_id: "3" } },
  ]);
  expect(received.filter(({ route }) => route.startsWith("GET"))).toHaveLength(4);
});

test("treats refused templates as none, and retries if Zalo cannot be reached", async () => {
  const standIn = await startHttpStandIn(() => ({ body: { error: -117, message: "no right" } }));
  const options = {
    znsUrl: standIn.url,
    openapiUrl: standIn.url,
    tokens: {
      current: async () => ({ status: "ready", accessToken: "token" }) as const,
      refused: async () => ({ status: "ready", accessToken: "token" }) as const,
    },
    now: () => new Date("2026-11-25T03:00:00Z"),
  };
  const refused = createZaloTemplateRoutes(options);
  expect(await refused.toUser.send(user, pushMessage)).toMatchObject({ outcome: "rejected" });
  await standIn.close();
  const unreachable = createZaloTemplateRoutes(options);
  expect(await unreachable.toUser.send(user, pushMessage)).toMatchObject({ outcome: "retry" });
});

test("sends a template to a person without a chat only if it holds the link to unsubscribe", async () => {
  const stop = { ...note, name: "ngung_nhan", maxLength: 100 };
  const parameters = { ...pushMessage.parameters, ngung_nhan: "https://a.vn/stop/1" };
  const message = { ...pushMessage, parameters, requiredParameter: "ngung_nhan" };
  const without = await zalo({ 1: [code] });
  expect(await without.toPhone.send(phone, message)).toEqual({
    outcome: "rejected",
    reason: "the template has no ngung_nhan",
  });
  expect(without.sent()).toEqual([]);
  const having = await zalo({ 1: [code, stop] });
  expect(await having.toPhone.send(phone, message)).toMatchObject({ outcome: "sent" });
  expect(having.sent()).toMatchObject([
    { body: { template_data: { ngung_nhan: "https://a.vn/stop/1" } } },
  ]);
});

test("sends nothing without a template that fits or without a required value", async () => {
  const none = await zalo({ 1: [code, foreign] });
  expect(await none.toUser.send(user, pushMessage)).toMatchObject({ outcome: "rejected" });
  const wanting = await zalo({ 1: [code, { ...note, require: true, acceptNull: false }] });
  expect(await wanting.toUser.send(user, pushMessage)).toEqual({
    outcome: "rejected",
    reason: "the template wants ghi_chu",
  });
  expect(await none.toPhone.send({ account: "oa", to: "113" }, pushMessage)).toMatchObject({
    outcome: "rejected",
  });
  expect([...none.sent(), ...wanting.sent()]).toEqual([]);
});

test.each<[number | Reply | null, string]>([
  [-114, "rejected"],
  [-141, "rejected"],
  [-144, "rejected"],
  [-32, "rate-limited"],
  [-234, "retry"],
  [-137, "account-blocked"],
  [-124, "retry"],
  [{ status: 429 }, "rate-limited"],
  [{ status: 502 }, "retry"],
  [null, "unknown"],
])("reports the answer %j as %s", async (answer, outcome) => {
  const { toPhone, refused } = await zalo({ 1: [code] }, [answer]);
  expect(await toPhone.send(phone, pushMessage)).toMatchObject({ outcome });
  expect(refused).toEqual(answer === -124 ? ["token"] : []);
});

test.each<[string, object, object | undefined]>([
  ["of a day", { dailyQuota: "500", remainingQuota: "0" }, { name: "daily", remaining: 0 }],
  ["as numbers", { dailyQuota: 500, remainingQuota: 499 }, { name: "daily", remaining: 499 }],
  ["of the OA", { quota_type: "sub_quota", remain: "3" }, { name: "sub_quota", remaining: 3 }],
  ["that makes no sense", { remainingQuota: "many" }, undefined],
  ["below nothing", { remainingQuota: -1 }, undefined],
])("reads what is left of a quota %s", async (_what, quota, left) => {
  const answer = { body: { error: 0, data: { msg_id: "m-1", quota } } };
  const { toPhone } = await zalo({ 1: [code] }, [answer]);
  expect(await toPhone.send(phone, pushMessage)).toEqual({
    outcome: "sent",
    platformId: "m-1",
    ...(left && { quota: left }),
  });
});

test.each([-115, -144])("reports the quota as used up after a refusal with %d", async (refusal) => {
  const { toPhone } = await zalo({ 1: [code] }, [refusal]);
  expect(await toPhone.send(phone, pushMessage)).toMatchObject({
    outcome: "rejected",
    isQuotaUsedUp: true,
  });
});
