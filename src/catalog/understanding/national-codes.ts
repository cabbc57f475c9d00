import type { Procedure } from "../procedure-schema.ts";
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

/**
 * Returns a function that finds the procedures whose code stands in a text; null if none does. An own code wins over another
 * procedure's related one, and abolished codes are still recognized.
 */
export function indexNationalCodes(
  procedures: readonly Procedure[],
): (text: string) => CodeMatch | null {
  const byDemand = procedures.toSorted((one, other) => one.demand - other.demand);
  const group = (codesOf: (procedure: Procedure) => readonly string[]) => {
    const ids = new Map<string, string[]>();
    for (const procedure of byDemand) {
      for (const code of codesOf(procedure)) {
        ids.set(code, [...(ids.get(code) ?? []), procedure.id]);
      }
    }
    return ids;
  };
  const own = group(({ code }) => (code === null ? [] : [code]));
  const related = group(({ related_codes: codes }) => codes.map(({ code }) => code));
  const abolished = group(({ codes_old: codes }) => codes.map(({ code }) => code));
  return (text) => {
    const codes = findNationalCodes(text);
    const found = codes
      .map((code) => own.get(code) ?? abolished.get(code) ?? related.get(code))
      .find((ids) => ids !== undefined);
    const [id] = found ?? [];
    if (found === undefined || id === undefined) return null;
    const hits = found.map((each) => ({ id: each, score: 1 }));
    const decision: SearchDecision =
      found.length === 1
        ? { type: "winner", id }
        : { type: "choice", ids: found.slice(0, maxChoices) };
    return { hits, decision };
  };
}
