import { open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ChannelEvent } from "../../channels/event.ts";
import { parkedEnding, unfinishedEnding } from "./dead-letters.ts";
import { marksEnding, readSegment, type Segment, segmentEnding } from "./segment.ts";
import type { JournalRecord } from "./waiting-records.ts";

const ownerOnly = 0o600;
const unreadableEnding = ".unreadable";

export type JournalIssue =
  /** Cut off by the end of an earlier process, which had not yet told anybody that they were kept. */
  | { readonly type: "torn"; readonly lines: number }
  /** Sealed with another key, or changed since: they stay in `file`. */
  | { readonly type: "unreadable"; readonly lines: number; readonly file: string }
  /** Records already applied will be applied again after a restart, which changes nothing. */
  | { readonly type: "unmarked"; readonly error: unknown };

export interface TakenUp {
  readonly segments: readonly Segment[];
  readonly waiting: readonly { readonly event: ChannelEvent; readonly record: JournalRecord }[];
  /** Bytes of what was put aside: it counts towards the journal's limit. */
  readonly asideBytes: number;
}

/** Reads what an earlier process left in the journal's folder. `openLine` gives null for a line it can't read. */
export async function takeUp(
  folder: string,
  openLine: (text: string) => ChannelEvent | null,
  onTrouble: (trouble: JournalIssue) => void,
): Promise<TakenUp> {
  const files = (await readdir(folder)).toSorted();
  const names = files.filter((file) => file.endsWith(segmentEnding));
  await removeLeftovers(folder, files, new Set(names));

  const segments: Segment[] = [];
  const waiting: { event: ChannelEvent; record: JournalRecord }[] = [];
  let torn = 0;
  for (const name of names) {
    const { segment, lines, torn: isTorn } = await readSegment(join(folder, name));
    if (isTorn) torn += 1;
    const unreadable: string[] = [];
    for (const { line, text } of lines) {
      const event = openLine(text);
      if (event === null) unreadable.push(text);
      else waiting.push({ event, record: { segment, line, at: event.at.getTime() } });
    }
    if (unreadable.length > 0) {
      const file = join(folder, `${name}${unreadableEnding}`);
      await writeAside(file, unreadable);
      segment.unsettled -= unreadable.length;
      onTrouble({ type: "unreadable", lines: unreadable.length, file });
    }
    if (segment.unsettled > 0) segments.push(segment);
    else await segment.remove();
  }
  if (torn > 0) onTrouble({ type: "torn", lines: torn });
  return { segments, waiting, asideBytes: await asideBytesIn(folder) };
}

/** Marks whose segment is gone, and files whose writing was cut off. */
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

async function writeAside(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(path, "w", ownerOnly);
  try {
    await file.writeFile(lines.map((line) => `${line}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function asideBytesIn(folder: string): Promise<number> {
  const aside = (await readdir(folder)).filter(
    (file) => file.endsWith(unreadableEnding) || file.endsWith(parkedEnding),
  );
  const sizes = await Promise.all(aside.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
