import type { DbHandle } from "../db/schema.ts";
import type { StartInput } from "../flows/engine/input.ts";
import { findLink, stateOf, useLink } from "./chat-links.ts";

export interface LinkDependencies {
  readonly db: DbHandle;
  /** Signs what opens a dossier. */
  readonly key: string;
  readonly now: () => Date;
}

const lost: StartInput = { type: "start", lost: true };

/**
 * Where the link of a code leads the resident of that hash; null where no link has it. One that opens a dossier is used with it. Rejects
 * with what the database does.
 */
export async function openLink(
  { db, key, now }: LinkDependencies,
  code: string,
  residentHash: string,
): Promise<StartInput | null> {
  const link = await findLink(db, code, key);
  if (link === null) return null;
  const at = now();
  const state = stateOf(link, at);
  if (state === "revoked" || state === "expired") return lost;
  const { point, procedure, dossier } = link;
  if (dossier === null) {
    return { type: "start", point, ...(procedure !== null && { procedure }) };
  }
  const isTheirs = await useLink(db, link.id, { residentHash, now: at });
  return isTheirs ? { type: "start", point, dossier } : { type: "start", lost: "used" };
}
