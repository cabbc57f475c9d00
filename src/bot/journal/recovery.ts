import { open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ChannelEvent } from "../../channels/event.ts";
import { deadLetterEnding } from "./dead-letters.ts";
import { unfinishedEnding } from "./replace-file.ts";
import { marksEnding, readSegment, type Segment, segmentEnding } from "./segment.ts";
import type { JournalRecord } from "./waiting-records.ts";

const ownerOnly = 0o600;
const quarantineEnding = ".unreadable";

export type JournalIssue =
  /** An earlier process ended while it wrote these lines. It had not acknowledged them to anybody yet. */
  | { readonly type: "truncated"; readonly lines: number }
  /** Lines sealed with another key, or damaged: they were moved to `file`. */
  | { readonly type: "quarantined"; readonly lines: number; readonly file: string }
  /** Records that were applied will be applied again after a restart, which changes nothing. */
  | { readonly type: "unacknowledged"; readonly error: unknown };

interface RecoveredJournal {
  readonly segments: readonly Segment[];
  readonly waiting: readonly { readonly event: ChannelEvent; readonly record: JournalRecord }[];
  /** Bytes of quarantined lines and dead letters, which count towards the journal's limit. */
  readonly otherBytes: number;
}

/** Reads what an earlier process left in the folder. `openLine` returns null for a line that it cannot read. */
export async function recoverSegments(
  folder: string,
  openLine: (text: string) => ChannelEvent | null,
  onIssue: (issue: JournalIssue) => void,
): Promise<RecoveredJournal> {
  const files = (await readdir(folder)).toSorted();
  const names = files.filter((file) => file.endsWith(segmentEnding));
  await removeLeftovers(folder, files, new Set(names));

  const segments: Segment[] = [];
  const waiting: { event: ChannelEvent; record: JournalRecord }[] = [];
  let truncatedLines = 0;
  for (const name of names) {
    const { segment, lines, isTruncated } = await readSegment(join(folder, name));
    if (isTruncated) truncatedLines += 1;
    const unreadable: string[] = [];
    for (const { line, text } of lines) {
      const event = openLine(text);
      if (event === null) unreadable.push(text);
      else waiting.push({ event, record: { segment, line, atMs: event.at.getTime() } });
    }
    if (unreadable.length > 0) {
      const file = join(folder, `${name}${quarantineEnding}`);
      await writeQuarantine(file, unreadable);
      segment.unacknowledged -= unreadable.length;
      onIssue({ type: "quarantined", lines: unreadable.length, file });
    }
    if (segment.unacknowledged > 0) segments.push(segment);
    else await segment.remove();
  }
  if (truncatedLines > 0) onIssue({ type: "truncated", lines: truncatedLines });
  return { segments, waiting, otherBytes: await otherBytesIn(folder) };
}

/** Removes marks whose segment is gone, and files whose writing was cut off. */
async function removeLeftovers(
  folder: string,
  files: readonly string[],
  segments: ReadonlySet<string>,
): Promise<void> {
  const leftovers = files.filter(
    (file) =>
      file.endsWith(unfinishedEnding) ||
      (file.endsWith(marksEnding) && !segments.has(file.slice(0, -marksEnding.length))),
  );
  for (const file of leftovers) await rm(join(folder, file), { force: true });
}

async function writeQuarantine(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(path, "w", ownerOnly);
  try {
    await file.writeFile(lines.map((line) => `${line}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function otherBytesIn(folder: string): Promise<number> {
  const files = (await readdir(folder)).filter(
    (file) => file.endsWith(quarantineEnding) || file.endsWith(deadLetterEnding),
  );
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
