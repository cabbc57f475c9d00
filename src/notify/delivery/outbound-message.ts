import type { PushAddress, PushMessage } from "../../channels/push.ts";
import type { Obstacle } from "./channel-fallback.ts";
import type { Reach } from "./recipient-contacts.ts";

/** A message to one person that this replica sends now, with what was tried before. */
export interface Errand {
  readonly id: number;
  readonly tries: number;
  /** Of those, the ones that may have arrived. */
  readonly unknowns: number;
  /** The routes that won't carry it. */
  readonly refused: readonly string[];
  readonly lastRoute: string | null;
  /** In the chat. */
  readonly to: PushAddress;
  readonly reach: Reach;
  /** What is said, as things are at this moment. Rejects where the database does. */
  compose(now: Date): Promise<Composed>;
}

export type Composed =
  | { readonly type: "message"; readonly message: PushMessage }
  /** Not to be sent any more. */
  | { readonly type: "dropped"; readonly reason: string; readonly why: Why }
  /** Not to be sent now: it goes back to where it waits. */
  | { readonly type: "held"; readonly reason: string };

/** Why nothing was sent, by a word that can be counted. */
export type Why = Obstacle | "gone" | "stopped" | "missing-value" | "cancelled";

/** What became of an errand. */
export interface Outcome {
  readonly id: number;
  readonly state: "waiting" | "sent" | "parked" | "dropped";
  readonly dueAt: Date;
  readonly tries: number;
  readonly unknowns: number;
  readonly refused: readonly string[];
  readonly route: string | null;
  /** For operators. */
  readonly reason: string;
  readonly why: Why | null;
  readonly platformId: string | null;
}

/** Where messages wait for the deliverer, and where it writes what became of them. */
export interface MessageQueue {
  /** Takes up to so many that are due for this replica, for `claimMs`. */
  claim(limit: number, now: Date): Promise<readonly Errand[]>;
  settle(outcomes: readonly Outcome[], now: Date): Promise<void>;
}

/** Outlives the slowest send; who died in between leaves its errands for this long. */
export const claimMs = 12_000;
