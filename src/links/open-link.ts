import { useChatLink } from "../db/queries/links.ts";
import type { DbHandle } from "../db/schema.ts";
import type { StartInput } from "../flows/engine/input.ts";
import { findLink, linkState } from "./chat-links.ts";

export interface LinkDependencies {
  readonly db: DbHandle;
  /** Signs links that open a dossier. */
  readonly key: string;
  readonly now: () => Date;
}

const lost: StartInput = { type: "start", lost: true };

/**
 * Returns where a link leads the resident with this hash; null if no link has this code. A link to a dossier works for
 * the first resident, and for the same one again, because an event may arrive twice. Rejects if the database fails.
 */
export async function openLink(
  { db, key, now }: LinkDependencies,
  code: string,
  residentHash: string,
): Promise<StartInput | null> {
  const link = await findLink(db, code, key);
  if (link === null) return null;
  const at = now();
  const state = linkState(link, at);
  if (state === "revoked" || state === "expired") return lost;
  const { point, procedure, dossier } = link;
  if (dossier === null) {
    return { type: "start", point, ...(procedure !== null && { procedure }) };
  }
  const usedBy = await useChatLink(db, link.id, { residentHash, now: at });
  return usedBy === residentHash
    ? { type: "start", point, dossier }
    : { type: "start", lost: "used" };
}
