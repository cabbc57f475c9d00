import type { Line, Segment } from "./segment.ts";

/** An event on disk that waits to be applied. */
export interface JournalRecord {
  readonly segment: Segment;
  readonly line: Line;
  /** When the event happened, by the platform's clock: milliseconds since 1970. */
  readonly atMs: number;
}

interface Waiting {
  /** Records announced and not yet removed: those on disk, and those being written. */
  expected: number;
  /** The records on disk, the oldest first by the platform's clock. */
  readonly records: JournalRecord[];
}

/** The records that wait in the journal, by resident. */
export class WaitingRecords {
  readonly #residents = new Map<string, Waiting>();

  get size(): number {
    let size = 0;
    for (const { records } of this.#residents.values()) size += records.length;
    return size;
  }

  has(resident: string): boolean {
    return this.#residents.has(resident);
  }

  residents(): readonly string[] {
    return [...this.#residents.keys()];
  }

  first(resident: string): JournalRecord | undefined {
    return this.#residents.get(resident)?.records[0];
  }

  /** A record is about to be written: from now on the resident's other events must follow it. */
  announce(resident: string): void {
    const waiting = this.#residents.get(resident) ?? { expected: 0, records: [] };
    waiting.expected += 1;
    this.#residents.set(resident, waiting);
  }

  /** An announced record could not be written. */
  withdraw(resident: string): void {
    const waiting = this.#residents.get(resident);
    if (waiting === undefined) return;
    waiting.expected -= 1;
    if (waiting.expected === 0) this.#residents.delete(resident);
  }

  /** An announced record is on disk. */
  put(resident: string, record: JournalRecord): void {
    const records = this.#residents.get(resident)?.records;
    const after = records?.findLastIndex(({ atMs }) => atMs <= record.atMs) ?? -1;
    records?.splice(after + 1, 0, record);
  }

  add(resident: string, record: JournalRecord): void {
    this.announce(resident);
    this.put(resident, record);
  }

  remove(resident: string, record: JournalRecord): void {
    const records = this.#residents.get(resident)?.records;
    const index = records?.indexOf(record) ?? -1;
    if (index < 0) return;
    records?.splice(index, 1);
    this.withdraw(resident);
  }
}
