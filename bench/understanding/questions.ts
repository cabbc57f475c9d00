import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { intents } from "../../src/catalog/understanding/intent.ts";

const questionSchema = z.object({
  id: z.string(),
  text: z.string(),
  intent: z.enum(intents),
  /** Any of them is right; none: no procedure is asked for. */
  procedures: z.array(z.string()),
  /** Written by people who build chatbots: no resident's own words. */
  origin: z.string(),
});

export type AskedQuestion = z.infer<typeof questionSchema>;

const fileSchema = z.object({ questions: z.array(questionSchema) });

/** The residents' questions that ship with the project's data, a third of them set aside. */
export async function readQuestions(): Promise<{
  readonly tuned: readonly AskedQuestion[];
  readonly setAside: readonly AskedQuestion[];
}> {
  const questions = await readFrom("../../test/catalog/questions.json");
  return {
    tuned: questions.filter(({ id }) => !isSetAside(id)),
    setAside: questions.filter(({ id }) => isSetAside(id)),
  };
}

/** Sentences written for this project, of every intent: see the file. */
export function readOwnSentences(): Promise<readonly AskedQuestion[]> {
  return readFrom("own-sentences.json");
}

/** Sentences written without a look at the vocabulary: see the file. */
export async function readFreshSentences(): Promise<{
  readonly tuned: readonly AskedQuestion[];
  readonly unread: readonly AskedQuestion[];
  readonly later: readonly AskedQuestion[];
}> {
  const sentences = await readFrom("fresh-sentences.json");
  const first = sentences.filter(({ origin }) => origin === "first");
  return {
    tuned: first.filter(({ id }) => hashOf(id) % 2 === 0),
    unread: first.filter(({ id }) => hashOf(id) % 2 === 1),
    later: sentences.filter(({ origin }) => origin === "later"),
  };
}

async function readFrom(file: string): Promise<readonly AskedQuestion[]> {
  const text = await readFile(new URL(file, import.meta.url), "utf8");
  return fileSchema.parse(JSON.parse(text)).questions;
}

/** By a hash of its id: fixed before any question was looked at, and never tuned on since. */
function isSetAside(id: string): boolean {
  return hashOf(id) % 3 === 0;
}

function hashOf(id: string): number {
  return Number.parseInt(createHash("sha256").update(id).digest("hex").slice(0, 8), 16);
}
