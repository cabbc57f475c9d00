import { z } from "zod";
import type { ZaloClient } from "./client.ts";
import type { TokenManager } from "./token-manager.ts";

const timeoutMs = 5_000;
const accountSchema = z.object({ name: z.string().trim().min(1).max(200) });

/** Reads what Zalo calls the Official Account; null if it does not say. Never rejects. */
export async function readOaName(
  client: Pick<ZaloClient, "readAccount">,
  tokens: Pick<TokenManager, "current">,
): Promise<string | null> {
  const token = await tokens.current(0).catch(() => null);
  if (token?.status !== "ready") return null;
  const answer = await client.readAccount(token.accessToken, timeoutMs);
  return answer.kind === "ok" ? (accountSchema.safeParse(answer.data).data?.name ?? null) : null;
}
