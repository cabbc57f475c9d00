import { useChatLink } from "../db/queries/links.ts";
import type { StartInput } from "../flows/engine/input.ts";
import { linkState } from "./chat-links.ts";
import { type LinkDependencies, type LinkOpener, lookUpCode } from "./look-up-code.ts";

const lost: StartInput = { type: "start", lost: true };

/**
 * Returns where a link leads this resident; null if no link has this code. A link to a dossier works for
 * the first resident, and for the same one again, because an event may arrive twice. Rejects if the database fails.
 */
export async function openLink(
  dependencies: LinkDependencies,
  code: string,
  opener: LinkOpener,
): Promise<StartInput | null> {
  const { link, retryAfterMs } = await lookUpCode(dependencies, code, opener);
  if (retryAfterMs !== null) return { type: "start", lost: "refused" };
  if (link === null) return null;
  const at = dependencies.now();
  const state = linkState(link, at);
  if (state === "revoked" || state === "expired") return lost;
  const { point, procedure, dossier } = link;
  if (dossier === null) {
    return { type: "start", point, ...(procedure !== null && { procedure }) };
  }
  const { resident } = opener;
  const usedBy = await useChatLink(dependencies.db, link.id, { residentHash: resident, now: at });
  return usedBy === resident ? { type: "start", point, dossier } : { type: "start", lost: "used" };
}
