import { createHmac } from "node:crypto";
import { z } from "zod";
import { type HttpResult, sendRequest } from "../http-client.ts";
import type { GraphError } from "./errors.ts";

interface GraphSettings {
  /** Meta's server with its version. */
  readonly graphUrl: string;
  readonly pageToken: string;
  readonly appSecret: string;
}

export interface GraphCall {
  readonly method: "GET" | "POST" | "DELETE";
  /** The path after the version, with its leading slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly timeoutMs: number;
}

/** What came back. `waitMs` is how long Meta asks to wait; null if it does not say. */
export type GraphAnswer =
  | { readonly kind: "ok"; readonly data: unknown }
  | {
      readonly kind: "refused";
      readonly error: GraphError;
      /** A trace id for Meta's support. */
      readonly trace: string | null;
      readonly waitMs: number | null;
    }
  /** An HTTP status of failure, without an error of Meta's. */
  | { readonly kind: "status"; readonly status: number; readonly waitMs: number | null }
  /** An HTTP status of success, but not an answer in Meta's form. */
  | { readonly kind: "garbled" }
  | Exclude<HttpResult, { kind: "answer" }>;

export type GraphClient = (call: GraphCall) => Promise<GraphAnswer>;

const errorSchema = z.object({
  error: z.object({
    code: z.int(),
    error_subcode: z.int().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
    fbtrace_id: z.string().max(100).optional().catch(undefined),
  }),
});
const firstStatusOfFailure = 400;
const msPerMinute = 60_000;

/**
 * Creates a thin client of the Graph API, which maps no errors. The token goes in a header, so that no proxy logs it;
 * its `appsecret_proof` goes in the query. Never rejects.
 */
export function createGraphClient({ graphUrl, pageToken, appSecret }: GraphSettings): GraphClient {
  const proof = createHmac("sha256", appSecret).update(pageToken).digest("hex");
  return async ({ method, path, query, body, timeoutMs }) => {
    const more = query === undefined ? "" : `&${new URLSearchParams(query)}`;
    const result = await sendRequest({
      url: `${graphUrl}${path}?appsecret_proof=${proof}${more}`,
      method,
      headers: {
        authorization: `Bearer ${pageToken}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      timeoutMs,
    });
    return answerOf(result);
  };
}

const sentSchema = z.object({ message_id: z.string().min(1) });

/** Reads the id that Meta gave to a sent message. */
export function readMessengerMessageId(data: unknown): string | null {
  return sentSchema.safeParse(data).data?.message_id ?? null;
}

function answerOf(result: HttpResult): GraphAnswer {
  if (result.kind !== "answer") return result;
  const { status, headers } = result;
  const data = parseJson(result.text);
  const failed = errorSchema.safeParse(data).data?.error;
  const waitMs = retryAfterOf(headers["retry-after"]) ?? usageWaitOf(headers[usageHeader]);
  if (failed !== undefined) {
    const error = {
      code: failed.code,
      subcode: failed.error_subcode ?? null,
      isAboutProof: failed.message?.includes("appsecret_proof") ?? false,
    };
    return { kind: "refused", error, trace: failed.fbtrace_id ?? null, waitMs };
  }
  if (status >= firstStatusOfFailure) return { kind: "status", status, waitMs };
  return typeof data === "object" && data !== null ? { kind: "ok", data } : { kind: "garbled" };
}

/** Returns null for a text that is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function retryAfterOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}

const usageHeader = "x-business-use-case-usage";
/** By object id; only a throttled object has minutes above 0. */
const usageSchema = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().nonnegative().catch(0) })),
);

function usageWaitOf(header: string | string[] | undefined): number | null {
  if (typeof header !== "string") return null;
  const usage = usageSchema.safeParse(parseJson(header)).data ?? {};
  const minutes = Object.values(usage)
    .flat()
    .map((one) => one.estimated_time_to_regain_access);
  const longest = Math.max(0, ...minutes);
  return longest > 0 ? longest * msPerMinute : null;
}
