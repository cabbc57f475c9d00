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

interface Written {
  readonly segment: Segment;
  readonly line: Line;
}

/** The segments of a journal. Lines are written to the newest; a segment is removed once all of it is acknowledged. */
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

  /** Resolves once the line is on disk: one write and one sync, however many lines came together. */
  append(text: string): Promise<Written> {
    const { promise, resolve, reject } = Promise.withResolvers<Written>();
    this.#queue.push({ text, resolve, reject });
    this.#queuedBytes += text.length + 1;
    this.#flushing ??= this.#flush();
    return promise;
  }

  /** Removes the segment once all of it is done, also if a mark could not be written. Rejects if it was not. */
  async acknowledge({ segment, line }: Written, mustSync: boolean): Promise<void> {
    try {
      await segment.acknowledge(line, mustSync);
    } finally {
      await this.#removeIfDone(segment);
    }
  }

  async close(): Promise<void> {
    await this.#flushing;
    await Promise.all([...this.#segments].map((segment) => segment.close()));
  }

  /** Writes until the queue is empty. No single flight: a line queued in its last moment would wait for nobody. */
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
      // It may end in half a line now, and nothing may follow that.
      this.#active = null;
      await this.#removeIfDone(segment).catch(ignore);
      throw error;
    }
  }

  /** Creating a segment may take a moment, so the bytes of the lines that wait count meanwhile. */
  async #writable(): Promise<Segment> {
    if (this.#active !== null && this.#active.bytes < maxSegmentBytes) return this.#active;
    const time = String(this.#now().getTime()).padStart(timeDigits, "0");
    const name = `${time}-${randomBytes(6).toString("hex")}${segmentEnding}`;
    const segment = await Segment.create(join(this.#folder, name));
    this.#segments.add(segment);
    this.#active = segment;
    return segment;
  }

  async #removeIfDone(segment: Segment): Promise<void> {
    if (segment.unacknowledged > 0 || !this.#segments.delete(segment)) return;
    if (this.#active === segment) this.#active = null;
    await segment.remove();
  }
}

/** Counts the line ends too. */
function sizeOf(batch: readonly Appending[]): number {
  return batch.reduce((bytes, { text }) => bytes + text.length + 1, 0);
}

/** The caller gets the error of the write, which is the reason for this one. */
function ignore(): void {}
