import { createHmac } from "node:crypto";
import { z } from "zod";
import { type HttpRequest, type HttpResult, sendRequest } from "../http-client.ts";
import type { ZaloMessage } from "./render.ts";

export type ZaloRecipient =
  | { readonly user_id: string }
  | { readonly anonymous_id: string; readonly conversation_id: string };

interface ZaloClientSettings {
  readonly openapiUrl: string;
  /** If given, each call carries `appsecret_proof`, which an app may demand. */
  readonly proofSecret?: string;
}

export interface ZaloClient {
  /** Sends one message; the endpoint for anonymous visitors is another one. */
  send(call: SendCall): Promise<ZaloAnswer>;
  /** Reads the Official Account that the token belongs to. */
  readAccount(accessToken: string, timeoutMs: number): Promise<ZaloAnswer>;
}

interface SendCall {
  readonly accessToken: string;
  readonly recipient: ZaloRecipient;
  readonly message: ZaloMessage;
  readonly timeoutMs: number;
}

/** What came back. Zalo answers 200 to refused calls as well: only `error` 0 is a success. */
export type ZaloAnswer =
  | { readonly kind: "ok"; readonly data: unknown; readonly rateLimit: number | null }
  | { readonly kind: "refused"; readonly code: number }
  /** An HTTP status of failure, without an error code of Zalo's. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfterMs: number | null }
  /** An HTTP status of success, but not an answer in Zalo's form. */
  | { readonly kind: "garbled" }
  | Exclude<HttpResult, { kind: "answer" }>;

const bodySchema = z.object({
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

/** A thin client of the Official Account API: it maps no errors and stores no token. Never rejects. */
export function createZaloClient({ openapiUrl, proofSecret }: ZaloClientSettings): ZaloClient {
  const headers = (accessToken: string) => ({
    access_token: accessToken,
    ...(proofSecret !== undefined && {
      appsecret_proof: createHmac("sha256", proofSecret).update(accessToken).digest("hex"),
    }),
  });
  const request = async (options: HttpRequest) => answerOf(await sendRequest(options));

  return {
    send: ({ accessToken, recipient, message, timeoutMs }) =>
      request({
        url: `${openapiUrl}${"user_id" in recipient ? "/v3.0/oa/message/cs" : "/v2.0/oa/message"}`,
        method: "POST",
        headers: { ...headers(accessToken), "content-type": "application/json" },
        body: JSON.stringify({ recipient, message }),
        timeoutMs,
      }),
    readAccount: (accessToken, timeoutMs) =>
      request({
        url: `${openapiUrl}/v2.0/oa/getoa`,
        method: "GET",
        headers: headers(accessToken),
        timeoutMs,
      }),
  };
}

/** Reads the id that Zalo gave to a sent message. */
export function readZaloMessageId(data: unknown): string | null {
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

function parseBody(text: string): z.infer<typeof bodySchema> | null {
  try {
    return bodySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Reads seconds only: Zalo documents neither form of the header. */
function retryAfterOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}
