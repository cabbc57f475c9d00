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

async function readFrom(file: string): Promise<readonly AskedQuestion[]> {
  const text = await readFile(new URL(file, import.meta.url), "utf8");
  return fileSchema.parse(JSON.parse(text)).questions;
}

/** By a hash of its id: fixed before any question was looked at, and never tuned on since. */
function isSetAside(id: string): boolean {
  const hash = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return Number.parseInt(hash, 16) % 3 === 0;
}
