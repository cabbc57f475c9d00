import type { Catalog } from "../catalog/catalog.ts";
import type { Message } from "../wording/message.ts";
import type { ConversationState } from "./state.ts";

/** All that a turn may know of the world. */
export interface Context {
  readonly catalog: Catalog;
  readonly now: Date;
  /** The line to call where a help point has no phone; null where none is set. */
  readonly contactPhone: string | null;
  /** How long to keep quiet after a person answered by hand. */
  readonly muteMinutes: number;
}

export interface Turn {
  readonly state: ConversationState;
  readonly messages: readonly Message[];
  readonly fact: TurnFact;
}

/** What the turn came to, for the figures: nothing that was said, nobody who said it. */
export interface TurnFact {
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly point: string | null;
}
