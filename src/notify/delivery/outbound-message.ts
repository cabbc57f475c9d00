import type { PushAddress, PushMessage } from "../../channels/push.ts";
import type { DeliveryState } from "../../db/tables/delivery-tables.ts";
import type { IneligibilityReason, RecipientContacts } from "./channel-fallback.ts";

/** A message to one person that this replica has claimed, with the history of its tries. */
export interface OutboundMessage {
  readonly id: number;
  readonly tries: number;
  /** How many of the tries got no answer, so that the message may have arrived. */
  readonly unknowns: number;
  /** The routes that refused it. */
  readonly refused: readonly string[];
  readonly lastRoute: string | null;
  /** The recipient's chat. */
  readonly to: PushAddress;
  readonly contacts: RecipientContacts;
  /** Renders the text from the present data. Rejects if the database fails. */
  render(now: Date): Promise<RenderResult>;
}

export type RenderResult =
  | { readonly type: "message"; readonly message: PushMessage }
  /** Not to be sent any more. */
  | { readonly type: "dropped"; readonly reason: string; readonly why: NotSentReason }
  /** Not to be sent now: it goes back to the queue. */
  | { readonly type: "held"; readonly reason: string };

/** Why nothing was sent, as a word that can be counted. The values are stored. */
export type NotSentReason =
  | IneligibilityReason
  | "gone"
  | "stopped"
  | "missing-value"
  | "cancelled";

export interface DeliveryOutcome {
  readonly id: number;
  readonly state: DeliveryState;
  readonly dueAt: Date;
  readonly tries: number;
  readonly unknowns: number;
  readonly refused: readonly string[];
  readonly route: string | null;
  /** For operators. */
  readonly reason: string;
  readonly why: NotSentReason | null;
  readonly platformId: string | null;
}

/** Where messages wait for the deliverer, and where it stores their outcomes. */
export interface MessageQueue {
  /** Claims up to `limit` due messages for this replica, for `claimMs`. */
  claim(limit: number, now: Date): Promise<readonly OutboundMessage[]>;
  saveOutcomes(outcomes: readonly DeliveryOutcome[], now: Date): Promise<void>;
}

/** Longer than the slowest send. The messages of a replica that died can be claimed again after this time. */
export const claimMs = 12_000;

/** Reads the `refused` column. */
export function parseRefused(refused: string): string[] {
  return refused === "" ? [] : refused.split(" ");
}
