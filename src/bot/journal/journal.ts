import { mkdir } from "node:fs/promises";
import type { ChannelEvent } from "../../channels/event.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import { residentKey } from "../store/keys.ts";
import { eraseParked, parkEvent } from "./dead-letters.ts";
import { decodeEvent, encodeEvent } from "./event-codec.ts";
import { type JournalIssue, takeUp } from "./recovery.ts";
import { Segments } from "./segments.ts";
import { type JournalRecord, WaitingRecords } from "./waiting-records.ts";

/** All of the journal's files together; beyond it the platform is asked to come again. */
export const maxJournalBytes = 128 * 1024 * 1024;
const sealedFor = "journal";

/** The journal holds as much as it may: the event is not kept. */
export class JournalFullError extends Error {
  readonly code = "JOURNAL_FULL";
  readonly statusCode = 503;

  constructor(maxBytes: number) {
    super(`the journal may hold no more than ${maxBytes} bytes`);
    this.name = "JournalFullError";
  }
}

export interface JournalOptions {
  /** The journal's own, made where it is missing. One process at a time. */
  readonly folder: string;
  readonly box: SecretBox;
  readonly now: () => Date;
  readonly maxBytes?: number;
  readonly onTrouble: (trouble: JournalIssue) => void;
}

export interface JournalStats {
  /** Events that wait, and bytes on disk. */
  readonly waiting: number;
  readonly bytes: number;
  /** Since this process began. */
  readonly appended: number;
  readonly drained: number;
  readonly parked: number;
}

/** Events on disk while they can't be applied, in platform-time order for each resident. */
export interface Journal {
  /** Events of this resident (see `residentKey`) wait here: later ones must follow them. */
  holds(resident: string): boolean;
  /** Returns once the event is on disk. Rejects with JournalFullError, or what the disk said. */
  append(event: ChannelEvent): Promise<void>;
  /** Keeps an event aside that cannot be applied. Rejects likewise. */
  park(event: ChannelEvent, error: unknown): Promise<void>;
  /** Removes what was parked of this resident (see `residentKey`). What waits is not touched: it comes before. */
  erase(resident: string): Promise<void>;

  residents(): readonly string[];
  /** The oldest record of a resident. */
  first(resident: string): JournalRecord | undefined;
  read(record: JournalRecord): Promise<ChannelEvent>;
  /** The record's event was applied, or parked. */
  settle(resident: string, record: JournalRecord, event: ChannelEvent): Promise<void>;

  stats(): JournalStats;
  close(): Promise<void>;
}

/** Opens the journal and takes up what an earlier process left in it. */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { folder, box, now, maxBytes = maxJournalBytes, onTrouble } = options;
  await mkdir(folder, { recursive: true });

  const open = (text: string) => decodeEvent(box.open(text, sealedFor));
  const openOrNull = (text: string) => {
    try {
      return open(text);
    } catch {
      return null;
    }
  };
  const left = await takeUp(folder, openOrNull, onTrouble);
  const segments = new Segments(folder, now, left.segments);
  const waiting = new WaitingRecords();
  for (const { event, record } of left.waiting) waiting.add(residentKey(event), record);
  let asideBytes = left.asideBytes;
  const counts = { appended: 0, drained: 0, parked: 0 };

  const makeRoom = (added: number) => {
    if (segments.bytes + asideBytes + added > maxBytes) throw new JournalFullError(maxBytes);
  };

  return {
    holds: (resident) => waiting.holds(resident),
    append: async (event) => {
      const text = box.seal(encodeEvent(event), sealedFor);
      makeRoom(text.length + 1);
      const resident = residentKey(event);
      waiting.announce(resident);
      try {
        const written = await segments.append(text);
        waiting.put(resident, { ...written, at: event.at.getTime() });
        counts.appended += 1;
      } catch (error) {
        waiting.withdraw(resident);
        throw error;
      }
    },
    park: async (event, error) => {
      makeRoom(0);
      asideBytes += await parkEvent(folder, box, event, { error, now: now() });
      counts.parked += 1;
    },
    erase: async (resident) => {
      asideBytes -= await eraseParked(folder, box, (event) => residentKey(event) === resident);
    },
    residents: () => waiting.residents(),
    first: (resident) => waiting.first(resident),
    read: async ({ segment, line }) => open(await segment.read(line)),
    settle: async (resident, record, { payload }) => {
      try {
        // An erasure applied again would take with it what the resident said since.
        await segments.settle(record, payload.type === "withdrawn");
      } catch (error) {
        onTrouble({ type: "unmarked", error });
      }
      waiting.remove(resident, record);
      counts.drained += 1;
    },
    stats: () => ({ waiting: waiting.size, bytes: segments.bytes + asideBytes, ...counts }),
    close: () => segments.close(),
  };
}
