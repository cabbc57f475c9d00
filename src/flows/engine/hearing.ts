import type { Misunderstanding, MisunderstoodSentence } from "./misunderstood.ts";
import type { ConversationState } from "./state.ts";

/** A wish in words, and what the service took it for. */
type Heard = Omit<MisunderstoodSentence, "kind">;

const msPerMinute = 60_000;
/** A wish is kept for so many further turns, and so long: after that nobody comes back to it. */
const maxTurns = 3;
const maxMinutes = 60;
/** More are never offered at once. */
const maxProcedures = 4;

/** Remembers the latest wish for a few turns, because only what follows shows whether it was understood. */
export class Hearing {
  readonly #minute: number;
  readonly #before: ConversationState["heard"];
  readonly #reported: MisunderstoodSentence[] = [];
  #isReported = false;
  #latest: Heard | null = null;
  #isForgotten = false;
  /** Whether the resident has answered the waiting question in this turn. */
  hasAnswered = false;
  /** Whether the message of this turn was not understood. */
  isUnmatched = false;

  constructor(stored: ConversationState["heard"], now: Date) {
    this.#minute = Math.floor(now.getTime() / msPerMinute);
    const isRecent = stored !== undefined && this.#minute - stored.at <= maxMinutes;
    this.#before = isRecent ? stored : undefined;
  }

  /** The wish of an earlier turn, with the turns since; null if there is none, or if it was reported. */
  get before(): (Heard & { readonly turns: number }) | null {
    if (this.#before === undefined || this.#isReported) return null;
    return { ...this.#before, words: this.#before.words.split(" ") };
  }

  /** Reports that the earlier wish was misunderstood: once. */
  report(kind: Misunderstanding): void {
    const { before } = this;
    if (before === null) return;
    const { words, intent, procedures } = before;
    this.#reported.push({ kind, words, intent, procedures });
    this.#isReported = true;
  }

  /** Remembers the wish of this turn. If nothing of it may be stored, there is nothing to remember. */
  hear({ words, intent, procedures }: Heard, { waits }: { readonly waits: boolean }): void {
    this.forget();
    if (words.length === 0) return;
    this.#latest = { words, intent, procedures: procedures.slice(0, maxProcedures) };
    if (waits) this.#reported.push({ kind: "offered", ...this.#latest });
  }

  forget(): void {
    this.#isForgotten = true;
  }

  get misunderstood(): readonly MisunderstoodSentence[] {
    return this.#reported;
  }

  get state(): Pick<ConversationState, "heard"> {
    if (this.#latest !== null) {
      const { words, intent, procedures } = this.#latest;
      return {
        heard: {
          words: words.join(" "),
          intent,
          procedures: [...procedures],
          at: this.#minute,
          turns: 0,
        },
      };
    }
    if (this.#isForgotten || this.#isReported || this.#before === undefined) return {};
    const turns = this.#before.turns + 1;
    return turns > maxTurns ? {} : { heard: { ...this.#before, turns } };
  }
}
