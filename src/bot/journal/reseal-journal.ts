import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type SecretBox, SecretBoxError } from "../../security/secret-box.ts";
import { deadLetterEnding, deadLetterSealedFor } from "./dead-letters.ts";
import { eventSealedFor } from "./journal.ts";
import { replaceFile } from "./replace-file.ts";
import { isDoneLine, segmentEnding } from "./segment.ts";

const deadLetterSchema = z.looseObject({ sealed: z.string() });

interface ResealJournalOptions {
  readonly folder: string;
  readonly box: SecretBox;
  /** What everything begins with that the first key of SECRET_KEY sealed. */
  readonly prefix: string;
  /** Whether a running service holds the journal: then its segments are not touched, because it is writing them. */
  readonly isInUse: boolean;
}

interface JournalResealCounts {
  resealed: number;
  /** None of the keys opens them. */
  unopenable: number;
  /** Events that the running service is about to apply, sealed with a former key. */
  waiting: number;
}

/**
 * Seals events and dead letters in a journal's folder with the first key of SECRET_KEY. Each file is replaced whole, so
 * that an interruption leaves either form. Lines keep their numbers, to which the marks beside a segment refer.
 */
export async function resealJournal(options: ResealJournalOptions): Promise<JournalResealCounts> {
  const { folder, isInUse } = options;
  const counts = { resealed: 0, unopenable: 0, waiting: 0 };
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const file of files) {
    const path = join(folder, file);
    if (file.endsWith(deadLetterEnding)) await resealDeadLetter(options, path, counts);
    if (!file.endsWith(segmentEnding)) continue;
    if (isInUse) counts.waiting += await countFormerLines(options, path);
    else await resealSegment(options, path, counts);
  }
  return counts;
}

async function resealDeadLetter(
  options: ResealJournalOptions,
  path: string,
  counts: JournalResealCounts,
): Promise<void> {
  const content = await readIfThere(path);
  if (content === null) return;
  const record = deadLetterSchema.parse(JSON.parse(content));
  const sealed = reseal(options, record.sealed, deadLetterSealedFor, counts);
  if (sealed === record.sealed) return;
  await replaceFile(path, `${JSON.stringify({ ...record, sealed })}\n`);
}

async function resealSegment(
  options: ResealJournalOptions,
  path: string,
  counts: JournalResealCounts,
): Promise<void> {
  const lines = (await readFile(path, "utf8")).split("\n");
  // Behind the last line end is nothing, or a line that was cut off: it stays as it is.
  const resealed = lines.map((line, index) =>
    index === lines.length - 1 || isDoneLine(line)
      ? line
      : reseal(options, line, eventSealedFor, counts),
  );
  if (resealed.some((line, index) => line !== lines[index])) {
    await replaceFile(path, resealed.join("\n"));
  }
}

async function countFormerLines({ prefix }: ResealJournalOptions, path: string): Promise<number> {
  const lines = ((await readIfThere(path)) ?? "").split("\n").slice(0, -1);
  return lines.filter((line) => !line.startsWith(prefix) && !isDoneLine(line)).length;
}

/** Returns the text as it is if it needs no other key, or if none opens it. */
function reseal(
  { box, prefix }: ResealJournalOptions,
  sealed: string,
  context: string,
  counts: JournalResealCounts,
): string {
  if (sealed.startsWith(prefix)) return sealed;
  try {
    const replacement = box.seal(box.open(sealed, context), context);
    counts.resealed += 1;
    return replacement;
  } catch (error) {
    if (!(error instanceof SecretBoxError)) throw error;
    counts.unopenable += 1;
    return sealed;
  }
}

/** Resolves with null if the service has removed the file meanwhile. */
function readIfThere(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
