import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { intents } from "../../src/catalog/understanding/intent.ts";

const questionSchema = z.object({
  id: z.string(),
  text: z.string(),
  intent: z.enum(intents),
  /** Others that are right as well. */
  intentsAccepted: z.array(z.enum(intents)).optional(),
  /** Any of them is right. Empty if the question is about no procedure. */
  procedures: z.array(z.string()),
  /** Where the text comes from; `test_set` was written by people who build chatbots, not by residents. */
  origin: z.string(),
});

export type LabelledQuestion = z.infer<typeof questionSchema>;

const fileSchema = z.object({ questions: z.array(questionSchema) });

/** Reads the residents' questions that ship with the project's data. A third of them is set aside. */
export async function readQuestions(): Promise<{
  readonly tuned: readonly LabelledQuestion[];
  readonly setAside: readonly LabelledQuestion[];
}> {
  const questions = await readFrom("../../test/catalog/questions.json");
  return {
    tuned: questions.filter(({ id }) => !isSetAside(id)),
    setAside: questions.filter(({ id }) => isSetAside(id)),
  };
}

/** Reads sentences of every intent that were written for this project: see the file. */
export async function readOwnSentences(): Promise<readonly LabelledQuestion[]> {
  const sentences = await readFrom("own-sentences.json");
  return sentences.filter(({ origin }) => origin !== "held_out");
}

/** Reads those of them that are out of scope and only measured, never tuned on. */
export async function readHeldOutSentences(): Promise<readonly LabelledQuestion[]> {
  const sentences = await readFrom("own-sentences.json");
  return sentences.filter(({ origin }) => origin === "held_out");
}

/** Reads sentences that were written without a look at the vocabulary: see the file. */
export async function readFreshSentences(): Promise<{
  readonly tuned: readonly LabelledQuestion[];
  readonly unread: readonly LabelledQuestion[];
  readonly later: readonly LabelledQuestion[];
}> {
  const sentences = await readFrom("fresh-sentences.json");
  const first = sentences.filter(({ origin }) => origin === "first");
  return {
    tuned: first.filter(({ id }) => hashOf(id) % 2 === 0),
    unread: first.filter(({ id }) => hashOf(id) % 2 === 1),
    later: sentences.filter(({ origin }) => origin === "later"),
  };
}

const storySchema = questionSchema.omit({ origin: true }).extend({ source: z.string() });
const storiesSchema = z.object({ stories: z.array(storySchema) });

/**
 * Reads stories that were held out: nobody who works on understanding reads them, and nothing is trained or tuned on
 * them. Some tell what residents asked in public, the others were written.
 */
export async function readStories(): Promise<{
  readonly public: readonly LabelledQuestion[];
  readonly written: readonly LabelledQuestion[];
}> {
  const text = await readFile(new URL("stories.json", import.meta.url), "utf8");
  const { stories } = storiesSchema.parse(JSON.parse(text));
  const all = stories.map(({ source, ...story }) => ({ ...story, origin: source }));
  return {
    public: all.filter(({ origin }) => origin !== "written"),
    written: all.filter(({ origin }) => origin === "written"),
  };
}

async function readFrom(file: string): Promise<readonly LabelledQuestion[]> {
  const text = await readFile(new URL(file, import.meta.url), "utf8");
  return fileSchema.parse(JSON.parse(text)).questions;
}

/** Decides by a hash of the id, which was fixed before any question was read. These are never tuned on. */
function isSetAside(id: string): boolean {
  return hashOf(id) % 3 === 0;
}

function hashOf(id: string): number {
  return Number.parseInt(createHash("sha256").update(id).digest("hex").slice(0, 8), 16);
}
