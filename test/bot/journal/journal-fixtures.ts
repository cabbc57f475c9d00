import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import {
  type Journal,
  type JournalOptions,
  openJournal,
} from "../../../src/bot/journal/journal.ts";

const made: string[] = [];
const opened: Journal[] = [];
afterEach(async () => {
  // A journal that removed its files has closed them, so closing it again may fail.
  await Promise.allSettled(opened.splice(0).map((journal) => journal.close()));
  await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/** Creates a folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-journal-"));
  made.push(folder);
  return folder;
}

/** Opens a journal that is closed after the test. */
export async function testJournal(options: JournalOptions): Promise<Journal> {
  const journal = await openJournal(options);
  opened.push(journal);
  return journal;
}
