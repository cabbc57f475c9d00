import type { DbHandle } from "../db/schema.ts";
import type { AttemptCounter } from "../security/attempt-counter.ts";
import { countSparingOwners } from "../security/count-sparing-owners.ts";
import { type ChatLink, findLink } from "./chat-links.ts";

export interface LinkDependencies {
  readonly db: DbHandle;
  /** Signs links that open a dossier. */
  readonly key: string;
  readonly now: () => Date;
  readonly attempts: AttemptCounter;
}

/** Who opens a link, to count wrong codes by. */
export interface LinkOpener {
  /** The hash of a resident. */
  readonly resident: string;
  /** null on a platform. */
  readonly address: string | null;
}

/** `link` is null if no link has the code; `retryAfterMs` is null unless too many wrong codes came before it. */
interface LookUp {
  readonly link: ChatLink | null;
  readonly retryAfterMs: number | null;
}

/**
 * Looks up a code that somebody typed or opened, and counts it as a guess. A link that leads to no dossier is printed on posters:
 * it is no secret, is not counted, and opens whatever else came from the same address.
 */
export async function lookUpCode(
  { db, key, now, attempts }: LinkDependencies,
  code: string,
  { resident, address }: Pick<LinkOpener, "address"> & { readonly resident: string | null },
): Promise<LookUp> {
  const link = await findLink(db, code, key);
  if (link !== null && link.dossier === null) return { link, retryAfterMs: null };
  const subjects = { resident, address };
  const attempt = await countSparingOwners(attempts, "chat link", subjects, now());
  if (!attempt.isAllowed) return { link: null, retryAfterMs: attempt.retryAfterMs };
  if (link !== null) await attempt.takeBack();
  return { link, retryAfterMs: null };
}
