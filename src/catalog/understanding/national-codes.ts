import type { Procedure } from "../procedure-schema.ts";
import { indexByCode } from "../procedures/find-by-code.ts";
import { maxChoices, type SearchDecision } from "../search/decide.ts";
import type { ScoredTopic } from "../search/phrase-scorer.ts";

const codeInText = /(?<![\d.])\d\.\d{6}(?![\d])/g;

/** Returns the national codes of procedures in a text, such as "1.001193", in order. */
export function findNationalCodes(text: string): readonly string[] {
  return text.match(codeInText) ?? [];
}

/** What a code stands for: one procedure, or several that serve different needs. */
export interface CodeMatch {
  /** The most wanted first. */
  readonly hits: readonly ScoredTopic[];
  readonly decision: SearchDecision;
}

/** Returns a function that finds the procedures whose code stands in a text; null if none does. */
export function indexNationalCodes(
  procedures: readonly Procedure[],
): (text: string) => CodeMatch | null {
  const findByCode = indexByCode(procedures);
  return (text) => {
    const found = findNationalCodes(text)
      .map(findByCode)
      .find(({ length }) => length > 0);
    const [best] = found ?? [];
    if (found === undefined || best === undefined) return null;
    const ids = found.map(({ id }) => id);
    const decision: SearchDecision =
      ids.length === 1
        ? { type: "winner", id: best.id }
        : { type: "choice", ids: ids.slice(0, maxChoices) };
    return { hits: ids.map((id) => ({ id, score: 1 })), decision };
  };
}
