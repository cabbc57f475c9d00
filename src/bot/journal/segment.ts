import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";

const ownerOnly = 0o600;
const newline = 0x0a;
export const segmentEnding = ".journal";
export const marksEnding = ".done";
/** Replaces the first character of a line that is done. No sealed line begins with it. */
const doneMark = "-";

/** Whether the line of a segment was acknowledged. What is left of it cannot be opened. */
export function isDoneLine(text: string): boolean {
  return text.startsWith(doneMark);
}

/** The position of one line of a segment. */
export interface Line {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * One file of the journal: a sealed event on each line. A line is acknowledged in place, by one byte, because a full
 * disk has room for that and for nothing else. Earlier versions wrote the numbers of these lines to a `.done` file.
 */
export class Segment {
  readonly path: string;
  readonly #file: FileHandle;
  /** A second handle, because the first one only appends. */
  #marks: Promise<FileHandle> | undefined;
  #lines: number;
  #bytes: number;
  /** Lines that are not acknowledged yet. At 0 the file may be removed. */
  unacknowledged = 0;

  constructor(path: string, file: FileHandle, lines = 0, bytes = 0) {
    this.path = path;
    this.#file = file;
    this.#lines = lines;
    this.#bytes = bytes;
  }

  /** Creates an empty segment, and syncs the folder so that its name is on disk too. */
  static async create(path: string): Promise<Segment> {
    const file = await open(path, "ax+", ownerOnly);
    const folder = await open(dirname(path));
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return new Segment(path, file);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Resolves once the lines are on disk. After a failure the file must not be written again: it was cut back to what it
   * held before, so that none of these lines is found by recovery, unless that failed too.
   */
  async append(texts: readonly string[]): Promise<Line[]> {
    const before = this.#bytes;
    const lines = texts.map((text) => {
      const line = { index: this.#lines, offset: this.#bytes, length: Buffer.byteLength(text) };
      this.#lines += 1;
      this.#bytes += line.length + 1;
      return line;
    });
    // From now on, so that the file is not removed while it is written.
    this.unacknowledged += lines.length;
    try {
      await this.#file.appendFile(texts.map((text) => `${text}\n`).join(""));
      await this.#file.datasync();
      return lines;
    } catch (error) {
      this.unacknowledged -= lines.length;
      this.#bytes = before;
      await this.#file.truncate(before).catch(ignore);
      throw error;
    }
  }

  async read({ offset, length }: Line): Promise<string> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.toString("utf8", 0, bytesRead);
  }

  /**
   * Marks a line as done. The mark survives a killed process, but a power cut only if `mustSync` waits for the disk. The
   * line counts as acknowledged even if the mark fails.
   */
  async acknowledge({ offset }: Line, mustSync: boolean): Promise<void> {
    try {
      const marks = await this.#openMarks();
      await marks.write(doneMark, offset);
      if (mustSync) await marks.datasync();
    } finally {
      this.unacknowledged -= 1;
    }
  }

  async #openMarks(): Promise<FileHandle> {
    try {
      this.#marks ??= open(this.path, "r+");
      return await this.#marks;
    } catch (error) {
      // The next line tries again.
      this.#marks = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
    await (await this.#marks)?.close();
  }

  /** Removes the marks of an earlier version last: a segment without them would be applied again. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
    await rm(`${this.path}${marksEnding}`, { force: true });
  }
}

interface ReadSegment {
  readonly segment: Segment;
  /** Whole lines that are not acknowledged. */
  readonly lines: readonly { readonly line: Line; readonly text: string }[];
  /** A process ended while it wrote the last line, which it had not acknowledged to anybody yet. */
  readonly isTruncated: boolean;
}

/** Reads a segment that an earlier process left. */
export async function readSegment(path: string): Promise<ReadSegment> {
  const file = await open(path, "r");
  const bytes = await file.readFile();
  const done = await readMarks(`${path}${marksEnding}`);
  const lines: { line: Line; text: string }[] = [];
  let offset = 0;
  let index = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, offset)) {
    const line = { index, offset, length: end - offset };
    const text = bytes.toString("utf8", offset, end);
    if (!done.has(index) && !isDoneLine(text)) lines.push({ line, text });
    offset = end + 1;
    index += 1;
  }
  const segment = new Segment(path, file, index, bytes.length);
  segment.unacknowledged = lines.length;
  return { segment, lines, isTruncated: offset < bytes.length };
}

async function readMarks(path: string): Promise<ReadonlySet<number>> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  // Half a number is another number: only one with its semicolon was written whole.
  return new Set(
    text.split("\n").flatMap((mark) => (mark.endsWith(";") ? parseInt(mark, 10) : [])),
  );
}

/** The caller gets the error of the write, which is the reason for this one. */
function ignore(): void {}
