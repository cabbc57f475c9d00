import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Line, Segment, segmentEnding } from "./segment.ts";

const maxSegmentBytes = 4 * 1024 * 1024;
/** Digits of milliseconds since 1970, so that names sort by age. */
const timeDigits = 15;

interface Appending {
  readonly text: string;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: unknown) => void;
}

export interface Written {
  readonly segment: Segment;
  readonly line: Line;
}

/** The segments of a journal: lines are written to the newest, and a segment goes once all of it is settled. */
export class Segments {
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #segments: Set<Segment>;
  #active: Segment | null = null;
  #queue: Appending[] = [];
  #queuedBytes = 0;
  #flushing: Promise<void> | undefined;

  constructor(folder: string, now: () => Date, existing: readonly Segment[]) {
    this.#folder = folder;
    this.#now = now;
    this.#segments = new Set(existing);
  }

  get bytes(): number {
    let bytes = this.#queuedBytes;
    for (const segment of this.#segments) bytes += segment.bytes;
    return bytes;
  }

  /** Returns once the line is on disk: one write and one wait for the disk, however many came together. */
  append(text: string): Promise<Written> {
    const { promise, resolve, reject } = Promise.withResolvers<Written>();
    this.#queue.push({ text, resolve, reject });
    this.#queuedBytes += text.length + 1;
    this.#flushing ??= this.#flush();
    return promise;
  }

  async settle({ segment, line }: Written, sync: boolean): Promise<void> {
    await segment.settle(line, sync);
    await this.#removeIfSettled(segment);
  }

  async close(): Promise<void> {
    await this.#flushing;
    await Promise.all([...this.#segments].map((segment) => segment.close()));
  }

  async #flush(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        const segment = await this.#writable().finally(() => {
          this.#queuedBytes -= sizeOf(batch);
        });
        const lines = await this.#write(segment, batch);
        for (const [index, line] of lines.entries()) batch[index]?.resolve({ segment, line });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#flushing = undefined;
  }

  async #write(segment: Segment, batch: readonly Appending[]): Promise<Line[]> {
    try {
      return await segment.append(batch.map(({ text }) => text));
    } catch (error) {
      // Half a line may stand at its end: nothing may follow it.
      this.#active = null;
      segment.unsettled -= batch.length;
      await this.#removeIfSettled(segment).catch(ignore);
      throw error;
    }
  }

  /** May take a moment: the bytes of what waits count meanwhile. */
  async #writable(): Promise<Segment> {
    if (this.#active !== null && this.#active.bytes < maxSegmentBytes) return this.#active;
    const time = String(this.#now().getTime()).padStart(timeDigits, "0");
    const name = `${time}-${randomBytes(6).toString("hex")}${segmentEnding}`;
    const segment = await Segment.create(join(this.#folder, name));
    this.#segments.add(segment);
    this.#active = segment;
    return segment;
  }

  async #removeIfSettled(segment: Segment): Promise<void> {
    if (segment.unsettled > 0 || !this.#segments.delete(segment)) return;
    if (this.#active === segment) this.#active = null;
    await segment.remove();
  }
}

/** With their line ends. */
function sizeOf(batch: readonly Appending[]): number {
  return batch.reduce((bytes, { text }) => bytes + text.length + 1, 0);
}

/** The disk already said what is wrong: the caller hears that. */
function ignore(): void {}
