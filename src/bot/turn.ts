import type { Catalog } from "../catalog/catalog.ts";
import type { Input } from "../flows/input.ts";
import type { ConversationState } from "../flows/state.ts";
import type { Context, Turn } from "../flows/turn.ts";
import { divideMessage } from "../wording/divide-message.ts";
import type { Message } from "../wording/message.ts";
import type { LoadedTurn, Resident, TurnFact, TurnStore } from "./state/turn-store.ts";

/** Something that a resident did, on any channel. */
export interface TurnEvent {
  readonly resident: Resident;
  /** The platform's id: the same one again is the same event, and is answered once. */
  readonly messageId: string;
  readonly input: Input;
  /** The resident's own line as the conversation keeps it; null where nothing was said. */
  readonly said: Message | null;
}

export type TurnOutcome =
  | { readonly status: "committed"; readonly fact: TurnFact }
  | { readonly status: "seen" };

export interface TurnDependencies {
  readonly store: Pick<TurnStore, "load" | "commit">;
  readonly converse: (state: ConversationState | null, input: Input, context: Context) => Turn;
  /** The catalogue of this moment; one turn sees one. */
  readonly catalog: () => Catalog;
  readonly now: () => Date;
  /** Keyed, so that the durable record can count residents without knowing one. */
  readonly hashResident: (resident: Resident) => string;
  readonly contactPhone: string | null;
  /** How long the service keeps quiet after a person answered by hand. */
  readonly muteMinutes: number;
}

/** A race is lost to a turn that was kept, so this many in a row mean that something floods us. */
const maxAttempts = 10;

/** Outcome of a turn whose kept state was damaged, oversized or of another version: it began afresh. */
export const stateDiscarded = "state-discarded";

/** Other turns of the same resident won every time. Nothing of this one is kept; it may come again. */
export class TurnContendedError extends Error {
  readonly code = "TURN_CONTENDED";
  readonly statusCode = 503;

  constructor() {
    super(`a turn lost the race for its conversation ${maxAttempts} times`);
    this.name = "TurnContendedError";
  }
}

/**
 * Load, converse, commit: everything of a turn is kept together or not at all.
 * Rejects with TurnContendedError, StateTooLargeError, or what the store rejects with.
 */
export function createTurn(
  dependencies: TurnDependencies,
): (event: TurnEvent) => Promise<TurnOutcome> {
  const { store, converse, catalog, now, contactPhone, muteMinutes } = dependencies;

  return async (event) => {
    const { resident, messageId, said } = event;
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const loaded = await store.load(resident, messageId);
      if (loaded.seen) return { status: "seen" };

      const at = now();
      const context = { catalog: catalog(), now: at, contactPhone, muteMinutes };
      const { state, messages, fact: told } = converse(loaded.state, event.input, context);
      const residentHash = dependencies.hashResident(resident);
      const fact: TurnFact = {
        ...told,
        id: `${residentHash}:${messageId}`,
        at,
        channel: resident.channel,
        residentHash,
        outcome: isDiscarded(loaded) ? stateDiscarded : told.outcome,
      };
      const { version } = loaded;
      const replies = repliesFor(resident, messages);
      const turn = { resident, messageId, version, state, at, said, replies, fact };
      const result = await store.commit(turn);
      if (result === "committed") return { status: "committed", fact };
      if (result === "seen") return { status: "seen" };
    }
    throw new TurnContendedError();
  };
}

/** The page shows messages of any length; a platform takes each in one send, and each is kept as one. */
function repliesFor({ channel }: Resident, messages: readonly Message[]): readonly Message[] {
  return channel === "web" ? messages : messages.flatMap((message) => divideMessage(message));
}

/** Something was kept, but not in a form that can be read. */
function isDiscarded({ state, version }: LoadedTurn): boolean {
  return state === null && version > 0;
}
