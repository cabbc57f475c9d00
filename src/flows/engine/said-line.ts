import type { Question } from "./flow.ts";
import type { ResidentInput } from "./input.ts";
import { hidden } from "./transcript.ts";

/** What the resident did, as a line to read later; null where they only came. */
export function saidLine(
  input: ResidentInput,
  question: Question | null,
  isConfidential: boolean,
): string | null {
  switch (input.type) {
    case "text":
      return isConfidential || looksLikeProof(input.text) ? hidden : input.text;
    case "choice": {
      const options = question === null || question.kind === "text" ? [] : question.options;
      return options.find(({ value }) => value === input.value)?.label ?? input.value;
    }
    case "location":
      return "📍";
    case "media":
      return `[${input.kind}]`;
    case "start":
      return null;
  }
}

const maxLettersAround = 4;

/** Four digits and hardly a word: the proof of a dossier, typed once more after it was locked, or too early. */
function looksLikeProof(typed: string): boolean {
  if (!/\d(?:\s*\d){3}/.test(typed)) return false;
  const letters = typed.match(/\p{L}/gu) ?? [];
  return letters.length <= maxLettersAround && /^\D*\d{4}\D*$/.test(typed.replaceAll(/\s/g, ""));
}
