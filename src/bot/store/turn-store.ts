import type { PaceLimits, Pacer } from "../../channels/pacing.ts";
import type { Resident } from "../../channels/resident.ts";
import type { WebEntries } from "../../channels/web/conversations.ts";
import type { ConversationState } from "../../flows/engine/state.ts";
import type { Message } from "../../wording/message.ts";
import type { OutboxStore } from "./outbox-store.ts";

/** What one turn leaves in the durable record: no text, and no user id but a keyed hash. */
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
}

/** Facts that are deleted together. */
export interface FactBatch {
  /** Identifies the batch to the store. */
  readonly key: string;
  /** The oldest first. */
  readonly facts: readonly TurnFact[];
}

export interface LoadedTurn {
  /** null where nothing is kept, or where what is kept cannot be read. */
  readonly state: ConversationState | null;
  /** 0 where nothing is kept. Hand back to `commit`, which refuses a stale one. No two states of a resident share one. */
  readonly version: number;
  /** This message id was already committed. */
  readonly seen: boolean;
}

export interface TurnCommit {
  readonly resident: Resident;
  readonly messageId: string;
  readonly version: number;
  /** What the kept state is known by from here on. */
  readonly nextVersion: number;
  readonly state: ConversationState;
  readonly at: Date;
  /** Kept on the web only: a platform shows the resident's own line itself. */
  readonly said: Message | null;
  /** Each is one send, or one line of the web page. */
  readonly replies: readonly Message[];
  readonly fact: TurnFact;
}

/**
 * State, seen-mark, replies and fact of a turn, kept together: `commit` takes all or none.
 * `stale` asks the caller to load and run the turn again; `seen` means another copy of the event won.
 * Replies on the web go to the visitor's stream, on platforms to the resident's queue in the outbox.
 */
export interface TurnStore {
  readonly outbox: OutboxStore;
  /** Paces sends together with all who share this store. */
  pacer(limits: PaceLimits): Pacer;

  load(resident: Resident, messageId: string): Promise<LoadedTurn>;
  commit(turn: TurnCommit): Promise<"committed" | "stale" | "seen">;

  /** The visitor's lines after `lastId`; all that is kept where it is absent or unknown. */
  readWeb(visitor: Resident, lastId?: string): Promise<WebEntries>;
  /**
   * Calls back after each commit or erasure for this visitor, until the returned function is called.
   * A call says "look again", and may come once too often.
   */
  watchWeb(visitor: Resident, onCommit: () => void): () => void;

  /** Yields the facts in batches of up to `limit`, each read when it is asked for. They stay until they are deleted. */
  readFacts(limit: number): AsyncIterable<FactBatch>;
  /** Deletes the facts of a batch once they are recorded in the database. */
  deleteFacts(batch: FactBatch): Promise<void>;

  /** Erases everything kept of this resident but the seen-marks: unsent and parked replies too. */
  forget(resident: Resident): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Limits of the web stream and of the marks. */
export const keptWebEntries = 200;
export const seenMarkHours = 48;
