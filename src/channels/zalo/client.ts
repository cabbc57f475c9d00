import { createHmac } from "node:crypto";
import { z } from "zod";
import { type HttpRequest, type HttpResult, sendRequest } from "../http-client.ts";
import { maxAnswerBytes } from "./limits.ts";
import type { ZaloMessage } from "./render.ts";

export type Recipient =
  | { readonly user_id: string }
  | { readonly anonymous_id: string; readonly conversation_id: string };

export interface ZaloClientSettings {
  readonly openapiUrl: string;
  /** Sends `appsecret_proof` with each call, where the app demands it. */
  readonly proofSecret?: string;
}

export interface ZaloClient {
  /** One reply; anonymous visitors have an address of their own. */
  send(ask: SendCall): Promise<ZaloAnswer>;
  /** Who we are to Zalo. */
  readAccount(accessToken: string, timeoutMs: number): Promise<ZaloAnswer>;
}

export interface SendCall {
  readonly accessToken: string;
  readonly recipient: Recipient;
  readonly message: ZaloMessage;
  readonly timeoutMs: number;
}

/** What came back. Zalo says 200 to what it refuses too: only `error` 0 is a success. */
export type ZaloAnswer =
  | { readonly kind: "ok"; readonly data: unknown; readonly rateLimit: number | null }
  | { readonly kind: "refused"; readonly code: number }
  /** An HTTP status that is no success, without an error code of Zalo's. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfterMs: number | null }
  /** Success by its status, and not in Zalo's form. */
  | { readonly kind: "garbled" }
  | Exclude<HttpResult, { kind: "answer" }>;

const body = z.object({
  error: z.union([
    z.int(),
    z
      .string()
      .regex(/^-?\d{1,9}$/)
      .transform(Number),
  ]),
  data: z.unknown().optional(),
});
const sentData = z.object({ message_id: z.string().min(1) });
const firstStatusOfFailure = 400;

/** A thin client of the Official Account API: it maps no errors and keeps no token. Never rejects. */
export function createZaloClient({ openapiUrl, proofSecret }: ZaloClientSettings): ZaloClient {
  const headers = (accessToken: string) => ({
    access_token: accessToken,
    ...(proofSecret !== undefined && {
      appsecret_proof: createHmac("sha256", proofSecret).update(accessToken).digest("hex"),
    }),
  });
  const ask = async (options: Omit<HttpRequest, "maxAnswerBytes">) =>
    answerOf(await sendRequest({ ...options, maxAnswerBytes }));

  return {
    send: ({ accessToken, recipient, message, timeoutMs }) =>
      ask({
        url: `${openapiUrl}${"user_id" in recipient ? "/v3.0/oa/message/cs" : "/v2.0/oa/message"}`,
        method: "POST",
        headers: { ...headers(accessToken), "content-type": "application/json" },
        body: JSON.stringify({ recipient, message }),
        timeoutMs,
      }),
    readAccount: (accessToken, timeoutMs) =>
      ask({
        url: `${openapiUrl}/v2.0/oa/getoa`,
        method: "GET",
        headers: headers(accessToken),
        timeoutMs,
      }),
  };
}

/** The id that Zalo gave to what was sent. */
export function sentIdOf(data: unknown): string | null {
  return sentData.safeParse(data).data?.message_id ?? null;
}

function answerOf(result: HttpResult): ZaloAnswer {
  if (result.kind !== "answer") return result;
  const { status, headers } = result;
  const parsed = parseBody(result.text);
  if (parsed !== null && parsed.error !== 0) return { kind: "refused", code: parsed.error };
  if (status >= firstStatusOfFailure) {
    return { kind: "status", status, retryAfterMs: retryAfterOf(headers["retry-after"]) };
  }
  if (parsed === null) return { kind: "garbled" };
  const limit = Number(headers["x-ratelimit-limit"] ?? Number.NaN);
  return { kind: "ok", data: parsed.data, rateLimit: limit > 0 ? limit : null };
}

function parseBody(text: string): z.infer<typeof body> | null {
  try {
    return body.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Seconds only: Zalo documents neither form. */
function retryAfterOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}
