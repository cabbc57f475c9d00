import { z } from "zod";
import { toVietnameseMobile } from "../../phone/phone-number.ts";
import { type HttpRequest, type HttpResult, sendRequest } from "../http-client.ts";
import type { PushMessage, PushRoute } from "../push.ts";
import { type SendResult, sendTimeoutMs } from "../sender.ts";
import { readQuotaLeft } from "./quota.ts";
import type { TokenManager } from "./token-manager.ts";

interface TemplateOptions {
  readonly znsUrl: string;
  /** Templates to an account go through the OA's server. */
  readonly openapiUrl: string;
  readonly tokens: Pick<TokenManager, "current" | "refused">;
  readonly now: () => Date;
}

/** How long the template that was found is used before it is looked up again. */
const templateLifeMs = 3_600_000;
const defaultWaitMs = 60_000;
const maxParameterLength = 200;

const parameter = z.object({
  name: z.string(),
  require: z.boolean().default(true),
  maxLength: z.number().int().positive().default(maxParameterLength),
  minLength: z.number().int().nonnegative().default(0),
  acceptNull: z.boolean().default(false),
});
const list = z.object({ data: z.array(z.object({ templateId: z.coerce.string() })) });
const info = z.object({ data: z.object({ listParams: z.array(parameter) }) });
const sent = z.object({
  data: z.object({ msg_id: z.string().optional(), message_id: z.string().optional() }),
});
const answeredData = z.object({ data: z.unknown() });
const answered = z.object({ error: z.coerce.number() });

type AuthorizedResult =
  | { readonly token: "pending" | "blocked"; readonly reason: string }
  | (HttpResult & { readonly accessToken: string });

interface Template {
  readonly id: string;
  readonly parameters: readonly z.infer<typeof parameter>[];
}

/** Error codes (docs/platforms/zalo.md, "Template messages") that need another access token. */
const tokenCodes = new Set([-124, -216, -220]);
/** The OA's balance or its quota is used up. */
const quotaCodes = new Set([-115, -144, -211]);
/** Could not be sent just now, or may not be sent at night. */
const laterCodes = new Set([-200, -234, -133]);
/** Nothing can be sent before a person has acted. */
const blockedCodes = new Set([
  -101, -102, -103, -104, -105, -117, -120, -131, -135, -1351, -136, -137, -138, -320, -321,
]);

/**
 * Sends ZBS template messages, to an account or to a phone. The template is the OA's own: the first enabled one that has
 * the dossier's code (`ma_ho_so`) and no parameter that we cannot fill (`trang_thai`, …). Each parameter is checked
 * against `template/info` before anything is sent.
 */
export function createZaloTemplateRoutes(options: TemplateOptions) {
  const { znsUrl, openapiUrl, tokens, now } = options;
  let known: { readonly template: Template | null; readonly until: number } | null = null;

  const request = async (
    call: Pick<HttpRequest, "url" | "method" | "body">,
  ): Promise<AuthorizedResult> => {
    const token = await tokens.current(sendTimeoutMs);
    if (token.status !== "ready") return { token: token.status, reason: token.reason };
    const { accessToken } = token;
    const headers = { access_token: accessToken, "content-type": "application/json" };
    const answer = await sendRequest({ ...call, headers, timeoutMs: sendTimeoutMs });
    return { ...answer, accessToken };
  };

  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T | null | "unreachable"> => {
    const answer = await request({ url: `${znsUrl}${path}`, method: "GET" });
    if ("token" in answer || answer.kind !== "answer") return "unreachable";
    return schema.safeParse(parseJson(answer.text)).data ?? null;
  };

  const findTemplate = async (names: ReadonlySet<string>): Promise<Template | null | "unknown"> => {
    if (known !== null && known.until > now().getTime()) return known.template;
    const all = await read("/template/all?offset=0&limit=100&status=1", list);
    if (all === "unreachable") return "unknown";
    let template: Template | null = null;
    // Zalo refuses the list to an OA without ZBS: it has no template, so the next route is tried.
    for (const { templateId: id } of all?.data ?? []) {
      const described = await read(`/template/info/v2?template_id=${encodeURIComponent(id)}`, info);
      if (described === "unreachable") return "unknown";
      const parameters = described?.data.listParams ?? [];
      const isOurs = parameters.some(({ name }) => name === "ma_ho_so");
      if (!isOurs || !parameters.every(({ name }) => names.has(name))) continue;
      template = { id, parameters };
      break;
    }
    known = { template, until: now().getTime() + templateLifeMs };
    return template;
  };

  const send = async (
    url: string,
    recipient: Readonly<Record<string, string>>,
    message: PushMessage,
  ): Promise<SendResult> => {
    const template = await findTemplate(new Set(Object.keys(message.parameters)));
    if (template === "unknown") return { outcome: "retry", reason: "the templates cannot be read" };
    if (template === null) return { outcome: "rejected", reason: "no template that fits" };
    const { requiredParameter: needed } = message;
    if (needed !== undefined && !template.parameters.some(({ name }) => name === needed)) {
      return { outcome: "rejected", reason: `the template has no ${needed}` };
    }
    const data = fill(template, message.parameters);
    if (typeof data === "string") return { outcome: "rejected", reason: data };
    const body = {
      ...recipient,
      template_id: template.id,
      template_data: data,
      tracking_id: message.id,
    };
    const answer = await request({ url, method: "POST", body: JSON.stringify(body) });
    if ("token" in answer) {
      return {
        outcome: answer.token === "blocked" ? "account-blocked" : "retry",
        reason: answer.reason,
      };
    }
    if (answer.kind === "unsent") return { outcome: "retry", reason: "Zalo cannot be reached" };
    if (answer.kind === "unknown") return { outcome: "unknown", reason: "Zalo did not answer" };
    const code = answered.safeParse(parseJson(answer.text)).data?.error;
    if (code !== undefined && tokenCodes.has(code)) {
      await tokens.refused(answer.accessToken, sendTimeoutMs);
    }
    return toSendResult(code, answer.status, answer.text);
  };

  const toUser: PushRoute = {
    paceKey: null,
    send: ({ to }, message) =>
      send(`${openapiUrl}/v3.0/oa/message/template`, { user_id: to }, message),
  };
  const toPhone: PushRoute = {
    paceKey: null,
    send: async ({ to }, message) => {
      const phone = toVietnameseMobile(to);
      if (phone === null) return { outcome: "rejected", reason: "not a Vietnamese mobile number" };
      return send(`${znsUrl}/message/template`, { phone }, message);
    },
  };
  return { toUser, toPhone };
}

/** Returns the parameters as the template requires them, or the reason why that is impossible. */
function fill(
  { parameters }: Template,
  values: Readonly<Record<string, string>>,
): Record<string, string> | string {
  const filled: Record<string, string> = {};
  for (const { name, require, minLength, maxLength, acceptNull } of parameters) {
    const value = (values[name] ?? "").normalize("NFC");
    const text = value.length > maxLength ? `${value.slice(0, maxLength - 1)}…` : value;
    const isEmpty = text === "" && (!require || acceptNull);
    if (isEmpty) continue;
    if (text === "" || text.length < minLength) return `the template wants ${name}`;
    filled[name] = text;
  }
  return filled;
}

function toSendResult(code: number | undefined, status: number, text: string): SendResult {
  if (code === undefined) {
    const reason = `Zalo answered HTTP ${status}`;
    if (status === 429) return { outcome: "rate-limited", reason, ms: defaultWaitMs };
    return { outcome: status >= 400 ? "retry" : "unknown", reason };
  }
  const reason = `Zalo answered ${code}`;
  if (code === 0) {
    const body = parseJson(text);
    const data = sent.safeParse(body).data?.data;
    const quota = readQuotaLeft(answeredData.safeParse(body).data?.data);
    const platformId = data?.msg_id ?? data?.message_id ?? null;
    return { outcome: "sent", platformId, ...(quota !== null && { quota }) };
  }
  if (tokenCodes.has(code)) return { outcome: "retry", reason };
  if (code === -32) return { outcome: "rate-limited", reason, ms: defaultWaitMs };
  if (blockedCodes.has(code)) return { outcome: "account-blocked", reason };
  if (laterCodes.has(code)) return { outcome: "retry", reason };
  if (quotaCodes.has(code)) return { outcome: "rejected", reason, isQuotaUsedUp: true };
  // The person refused, the person's own quota, or a parameter: another route is quicker than waiting.
  return { outcome: "rejected", reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
