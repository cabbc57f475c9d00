import type { ReadWords } from "../../text/normalizer.ts";
import { type AskKind, askKinds, type FinerQuestions } from "../../vocabulary-schema.ts";
import { compileLooseForms } from "./loose-forms.ts";

/** A finer question in a sentence, with the index of its first word. */
export interface FinerQuestion {
  readonly kind: AskKind;
  readonly at: number;
}

/** Finds the finer questions of a text as `toTokens` writes it, in their order. */
export type FindFinerQuestions = (text: string) => readonly FinerQuestion[];

export function buildFinerQuestions(
  { kinds }: Pick<FinerQuestions, "kinds">,
  readPhrase: ReadWords,
): FindFinerQuestions {
  const patterns = askKinds.map(
    (kind) => [kind, compileLooseForms(kinds[kind], readPhrase)] as const,
  );
  return (text) =>
    patterns
      .flatMap(([kind, pattern]) => {
        const at = text.search(pattern);
        return at < 0 ? [] : [{ kind, at: text.slice(0, at).split(" ").length - 1 }];
      })
      .sort((a, b) => a.at - b.at);
}
