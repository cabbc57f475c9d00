import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ChannelEvent } from "../../channels/event.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import { residentName } from "../store/keys.ts";
import { eraseDeadLetterEvents, writeDeadLetterEvent } from "./dead-letters.ts";
import { decodeEvent, encodeEvent } from "./event-codec.ts";
import { type JournalIssue, recoverSegments } from "./recovery.ts";
import { unfinishedEnding } from "./replace-file.ts";
import { Segments } from "./segments.ts";
import { type JournalRecord, WaitingRecords } from "./waiting-records.ts";

const defaultMaxBytes = 128 * 1024 * 1024;
export const eventSealedFor = "journal";
const ownerOnlyFolder = 0o700;
const ownerOnly = 0o600;
/** One block of the usual file systems. */
const probeBytes = 4_096;

/** The journal is full: the event is not stored, and the platform must send it again. */
export class JournalFullError extends Error {
  readonly code = "JOURNAL_FULL";
  readonly statusCode = 503;

  constructor(maxBytes: number) {
    super(`the journal may hold no more than ${maxBytes} bytes`);
    this.name = "JournalFullError";
  }
}

export interface JournalOptions {
  /** The journal's own folder, created if it is missing. Only one process may use it at a time. */
  readonly folder: string;
  readonly box: SecretBox;
  readonly now: () => Date;
  /** Limits all files of the journal together. */
  readonly maxBytes?: number;
  readonly onIssue: (issue: JournalIssue) => void;
}

interface JournalStats {
  /** Events that wait, and bytes on disk. */
  readonly waiting: number;
  readonly bytes: number;
  /** Counts since this process started. */
  readonly appended: number;
  readonly drained: number;
  readonly parked: number;
}

/** Keeps events on disk while they cannot be applied, each resident's in the order of the platform's time. */
export interface Journal {
  /** Whether events of this resident (`residentName`) wait here: later ones must be appended behind them. */
  hasWaiting(resident: string): boolean;
  /** Resolves once the event is on disk. Rejects with JournalFullError, or with the error of the disk. */
  append(event: ChannelEvent): Promise<void>;
  /** Stores an event that cannot be applied. Rejects as `append` does. */
  moveToDeadLetters(event: ChannelEvent, error: unknown): Promise<void>;
  /** Erases the dead letters of this resident (`residentName`). Events that wait stay: they happened before the erasure. */
  erase(resident: string): Promise<void>;

  residents(): readonly string[];
  /** Returns the oldest record of a resident. */
  first(resident: string): JournalRecord | undefined;
  read(record: JournalRecord): Promise<ChannelEvent>;
  /** Removes a record whose event was applied or became a dead letter. */
  acknowledge(resident: string, record: JournalRecord, event: ChannelEvent): Promise<void>;

  stats(): JournalStats;
  /** Writes as much as an event may take, and removes it. Rejects with the error of the disk. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the journal and recovers what an earlier process left in it. */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { folder, box, now, maxBytes = defaultMaxBytes, onIssue } = options;
  await mkdir(folder, { recursive: true, mode: ownerOnlyFolder });

  const openLine = (text: string) => decodeEvent(box.open(text, eventSealedFor));
  const openLineOrNull = (text: string) => {
    try {
      return openLine(text);
    } catch {
      // Sealed with another key, or damaged: recovery quarantines the line and reports it.
      return null;
    }
  };
  const recovered = await recoverSegments(folder, openLineOrNull, onIssue);
  const segments = new Segments(folder, now, recovered.segments);
  const waiting = new WaitingRecords();
  for (const { event, record } of recovered.waiting) waiting.add(residentName(event), record);
  let otherBytes = recovered.otherBytes;
  const counts = { appended: 0, drained: 0, parked: 0 };

  const requireRoom = (bytes: number) => {
    if (segments.bytes + otherBytes + bytes > maxBytes) throw new JournalFullError(maxBytes);
  };

  return {
    hasWaiting: (resident) => waiting.has(resident),
    append: async (event) => {
      const text = box.seal(encodeEvent(event), eventSealedFor);
      requireRoom(text.length + 1);
      const resident = residentName(event);
      waiting.announce(resident);
      try {
        const written = await segments.append(text);
        waiting.put(resident, { ...written, atMs: event.at.getTime() });
        counts.appended += 1;
      } catch (error) {
        waiting.withdraw(resident);
        throw error;
      }
    },
    moveToDeadLetters: async (event, error) => {
      requireRoom(0);
      otherBytes += await writeDeadLetterEvent(folder, box, event, { error, now: now() });
      counts.parked += 1;
    },
    erase: async (resident) => {
      const isTheirs = (event: ChannelEvent) => residentName(event) === resident;
      otherBytes -= await eraseDeadLetterEvents(folder, box, isTheirs);
    },
    residents: () => waiting.residents(),
    first: (resident) => waiting.first(resident),
    read: async ({ segment, line }) => openLine(await segment.read(line)),
    acknowledge: async (resident, record, { payload }) => {
      try {
        // Synced, because an erasure that is applied again would delete what the resident said since.
        await segments.acknowledge(record, payload.type === "withdrawn");
      } catch (error) {
        onIssue({ type: "unacknowledged", error });
      }
      waiting.remove(resident, record);
      counts.drained += 1;
    },
    stats: () => ({ waiting: waiting.size, bytes: segments.bytes + otherBytes, ...counts }),
    probe: () => probeDisk(join(folder, `probe${unfinishedEnding}`)),
    close: () => segments.close(),
  };
}

/** A full disk often still creates a file: only its content shows whether there is room. */
async function probeDisk(path: string): Promise<void> {
  const file = await open(path, "w", ownerOnly);
  try {
    await file.writeFile(Buffer.alloc(probeBytes));
    await file.datasync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}
