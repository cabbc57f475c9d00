import type { GraphAnswer } from "./client.ts";
import { messengerErrorOf } from "./errors.ts";

/** So many residents who are refused, with nobody reached in between, are no coincidence. */
const minRefusedResidents = 3;

/**
 * Tells a refusal of one resident from a block of the whole Page. Meta answers 10 and 200 for both, so such a refusal
 * counts for its resident alone until several residents were refused and nobody was reached in between.
 */
export class PageBlockDetector {
  readonly #refusedResidents = new Set<string>();

  /** Records Meta's answer to a send, and returns whether it shows that the whole Page is blocked. */
  isPageBlocked(user: string, answer: GraphAnswer): boolean {
    if (answer.kind === "ok") this.#refusedResidents.clear();
    if (answer.kind !== "refused") return false;
    if (messengerErrorOf(answer.error).action !== "resident-or-page") return false;
    if (this.#refusedResidents.size < minRefusedResidents) this.#refusedResidents.add(user);
    return this.#refusedResidents.size >= minRefusedResidents;
  }
}
