import type { PaceLimits, Pacer } from "../../channels/pacing.ts";
import type { Resident } from "../../channels/resident.ts";
import type { WebEntries } from "../../channels/web/conversations.ts";
import type { MisunderstoodSentence } from "../../flows/engine/misunderstood.ts";
import type { ConversationState } from "../../flows/engine/state.ts";
import type { Message } from "../../wording/message.ts";
import type { OutboxStore } from "./outbox-store.ts";

/** The record of one turn in the database: no text, and a keyed hash instead of a user id. */
export interface TurnFact {
  /** The resident's hash and the platform's message id, so that a turn recorded twice is one fact. */
  readonly id: string;
  readonly at: Date;
  readonly channel: Resident["channel"];
  readonly residentHash: string;
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly point: string | null;
  /** If a sentence was not understood, those of its words that every resident might use; otherwise empty. */
  readonly missedWords: readonly string[];
  /** Sentences of earlier turns that were taken for something else. Absent: none. */
  readonly misunderstood?: readonly MisunderstoodSentence[];
}

/** Facts that are deleted together. */
export interface FactBatch {
  /** Identifies the batch to the store. */
  readonly key: string;
  /** The oldest first. */
  readonly facts: readonly TurnFact[];
}

export interface LoadedTurn {
  /** null if nothing is stored, or if what is stored cannot be read. */
  readonly state: ConversationState | null;
  /** 0 if nothing is stored. Pass it to `commit`, which refuses a stale one. No two states of a resident share one. */
  readonly version: number;
  /** Whether this message id was committed before. */
  readonly isSeen: boolean;
}

export interface TurnCommit {
  readonly resident: Resident;
  readonly messageId: string;
  readonly version: number;
  /** The version of the state that is stored now. */
  readonly nextVersion: number;
  readonly state: ConversationState;
  readonly at: Date;
  /** Stored for the web only: a platform shows the resident's own line itself. */
  readonly said: Message | null;
  /** Each is one send, or one line of the web page. */
  readonly replies: readonly Message[];
  readonly fact: TurnFact;
}

/** "stale": another turn was committed since the load, run the turn again. "seen": another copy of the event was faster. */
export type CommitResult = "committed" | "stale" | "seen";

/**
 * State, seen-mark, replies and fact of a turn, stored together: `commit` stores all of them or none. Replies on the
 * web go to the visitor's stream, on platforms to the resident's queue in the outbox.
 */
export interface TurnStore {
  readonly outbox: OutboxStore;
  /** Creates a pacer that all replicas on this store share. */
  pacer(limits: PaceLimits): Pacer;

  load(resident: Resident, messageId: string): Promise<LoadedTurn>;
  commit(turn: TurnCommit): Promise<CommitResult>;

  /** Marks an event as seen that had no turn. */
  markSeen(resident: Resident, messageId: string): Promise<void>;

  /** Returns the visitor's entries after `lastId`, or all that are stored if it is absent or unknown. */
  readWeb(visitor: Resident, lastId?: string): Promise<WebEntries>;
  /**
   * Calls back after each commit or erasure for this visitor, until the returned function is called. A call means
   * "read again" and may come once too often.
   */
  watchWeb(visitor: Resident, onCommit: () => void): () => void;

  /** Whether the visitor's conversation is watched on any replica: the page is open. */
  isWatched(visitor: Resident): Promise<boolean>;

  /** Yields the facts in batches of up to `limit`, each read when it is asked for. They stay until they are deleted. */
  readFacts(limit: number): AsyncIterable<FactBatch>;
  /** Deletes the facts of a batch once they are recorded in the database. */
  deleteFacts(batch: FactBatch): Promise<void>;

  /** Erases everything stored of this resident but the seen-marks: also unsent replies and dead letters. */
  forget(resident: Resident): Promise<void>;
  /**
   * Rewrites what the store keeps on disk, so that what was erased or has expired is gone there too. Rejects with
   * FileRewriteError if a server refuses.
   */
  rewriteFiles(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Limits of a visitor's stream and of the seen-marks. */
export const maxWebEntries = 200;
export const seenMarkHours = 48;
