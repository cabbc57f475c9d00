import { z } from "zod";
import { sendRequest } from "../http-client.ts";
import { optionalField } from "../json-fields.ts";

/** Both tokens are as secret as a password. */
export interface TokenPair {
  /** null if only a refresh token was given. */
  readonly accessToken: string | null;
  readonly refreshToken: string;
}

export type RefreshResult =
  | {
      readonly kind: "new";
      readonly pair: TokenPair & { readonly accessToken: string };
      readonly livesMs: number;
    }
  /** Zalo's token server refused, with an error code of its own. */
  | { readonly kind: "refused"; readonly reason: string }
  /** No answer shows whether the refresh token was spent. */
  | { readonly kind: "unclear"; readonly reason: string };

export interface OauthSettings {
  readonly oauthUrl: string;
  readonly appId: string;
  readonly appSecret: string;
}

/** The lease on a refresh must be longer. */
export const refreshTimeoutMs = 10_000;
/** The documented life of an access token, 25 hours, for an answer that does not state it. */
const defaultLifeSeconds = 90_000;

const tokenSchema = z.string().min(1).max(8_192);
const newPair = z.object({
  access_token: tokenSchema,
  refresh_token: tokenSchema,
  expires_in: z
    .union([
      z.int().positive(),
      z
        .string()
        .regex(/^[1-9]\d{0,8}$/)
        .transform(Number),
    ])
    .catch(defaultLifeSeconds),
});
const maxReasonLength = 200;
const reasonSchema = z.union([z.int(), z.string().min(1).max(maxReasonLength)]);
/** Zalo names a refusal in any of these fields, most telling first. */
const refusalFields = ["error", "error_name", "error_reason", "error_description"] as const;
const refusal = z.object({
  error: optionalField(reasonSchema),
  error_name: optionalField(reasonSchema),
  error_reason: optionalField(reasonSchema),
  error_description: optionalField(reasonSchema),
});

/** Exchanges the refresh token, which works once, for a new pair (docs/platforms/zalo.md, "Tokens"). Never rejects. */
export async function refreshPair(
  { oauthUrl, appId, appSecret }: OauthSettings,
  refreshToken: string,
): Promise<RefreshResult> {
  const result = await sendRequest({
    url: `${oauthUrl}/v4/oa/access_token`,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", secret_key: appSecret },
    body: new URLSearchParams({
      app_id: appId,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    }).toString(),
    timeoutMs: refreshTimeoutMs,
  });
  if (result.kind !== "answer") return { kind: "unclear", reason: result.reason };
  const body = parseJson(result.text);
  const granted = newPair.safeParse(body).data;
  if (granted !== undefined) {
    const { access_token: accessToken, refresh_token, expires_in } = granted;
    const pair = { accessToken, refreshToken: refresh_token };
    return { kind: "new", pair, livesMs: expires_in * 1000 };
  }
  // Errors come with HTTP 200.
  const reason = readRefusal(body);
  if (reason === null || result.status >= 500 || result.status === 429) {
    return { kind: "unclear", reason: `HTTP ${result.status}` };
  }
  return { kind: "refused", reason };
}

/** Returns the first field that names a refusal, for operators; null if there is none. */
function readRefusal(body: unknown): string | null {
  const fields = refusal.safeParse(body).data;
  const field = refusalFields.find((name) => fields?.[name] !== undefined);
  return field === undefined ? null : `${field.replace("_", " ")} ${fields?.[field]}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
