import { z } from "zod";
import { createSecretBox, type SecretBox, SecretBoxError } from "../../security/secret-box.ts";
import type { TokenPair } from "./oauth.ts";

const pairSchema = z.object({ accessToken: z.string().nullable(), refreshToken: z.string() });

/** Seals token pairs, with a key of its own. */
export function createTokenBox(secretKey: string): SecretBox {
  return createSecretBox(secretKey, "platform tokens");
}

/** Seals a pair for its account: it does not open for another one, even if the row is copied. */
export function sealPair(box: SecretBox, account: string, pair: TokenPair): string {
  return box.seal(JSON.stringify(pair), contextOf(account));
}

/** Returns null if another key sealed the pair. */
export function openPair(box: SecretBox, account: string, sealed: string): TokenPair | null {
  try {
    return pairSchema.parse(JSON.parse(box.open(sealed, contextOf(account))));
  } catch (error) {
    if (error instanceof SecretBoxError) return null;
    throw error;
  }
}

function contextOf(account: string): string {
  return `zalo ${account}`;
}
