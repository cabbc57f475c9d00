import { z } from "zod";
import type { ReadingCandidate, ReadingRequest } from "../flows/engine/ports.ts";
import { candidateKey } from "./write-prompt.ts";

/** The candidate that was chosen, null for none, or why the answer cannot be used. */
type Reading = { readonly choice: ReadingCandidate | null } | { readonly fault: string };

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});
/** Nothing else may be said: an answer with one word more is not used at all. */
const choiceSchema = z.strictObject({ choice: z.string().nullable(), quote: z.string() });

/**
 * Reads the answer of a chat completion. A choice counts only if it is one of the candidates and its quote stands in the
 * sentence: a model that makes things up, or obeys the resident instead of us, fails one of the two.
 */
export function readChoice(answer: string, { sentence, candidates }: ReadingRequest): Reading {
  const envelope = answerSchema.safeParse(parseJson(answer));
  if (!envelope.success) return { fault: "no chat completion" };
  const said = choiceSchema.safeParse(parseJson(envelope.data.choices[0]?.message.content ?? ""));
  if (!said.success) return { fault: "not the JSON asked for" };
  const { choice, quote } = said.data;
  if (choice === null) return { choice: null };
  const chosen = candidates.find((candidate) => candidateKey(candidate) === choice);
  if (chosen === undefined) return { fault: "a choice that was not offered" };
  if (quote.trim() === "" || !sentence.includes(quote)) {
    return { fault: "a quote that nobody said" };
  }
  return { choice: { kind: chosen.kind, id: chosen.id } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
