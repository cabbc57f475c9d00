import { isWithin } from "../../catalog/measures/measure.ts";
import { readBareMeasure, readMeasure } from "../../catalog/measures/read-measure.ts";
import type { Option, Question } from "../engine/flow.ts";
import { looksLikeQuestion } from "./match-option.ts";
import type { Said } from "./said.ts";

/**
 * Finds the option whose range holds the age, date or sum that was typed: "14 tuổi", "2/9/2026", "hôm qua", "800 triệu".
 * null if nothing of the kind was typed, or it may mean several options.
 */
export function matchMeasure(question: Question, said: Said, now: Date): Option | null {
  if (question.kind !== "choice" || question.measure === undefined) return null;
  if (looksLikeQuestion(said)) return null;
  const { text } = said;
  const value = readMeasure(text, question.measure, now) ?? readBareMeasure(text);
  if (value === null) return null;
  const fitting = question.options.filter(
    ({ range }) => range !== undefined && isWithin(value, range),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
