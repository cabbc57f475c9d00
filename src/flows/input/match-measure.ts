import { isWithin } from "../../catalog/measures/measure.ts";
import { readBareMeasure, readMeasure } from "../../catalog/measures/read-measure.ts";
import type { Option, Question } from "../engine/flow.ts";
import { looksLikeQuestion } from "./match-option.ts";

/**
 * Finds the option whose range holds the age, date or sum that was typed: "14 tuổi", "2/9/2026", "hôm qua", "800 triệu".
 * null if nothing of the kind was typed, or it may mean several options.
 */
export function matchMeasure(question: Question, typed: string, now: Date): Option | null {
  if (question.kind !== "choice" || question.measure === undefined) return null;
  if (looksLikeQuestion(typed)) return null;
  const said = readMeasure(typed, question.measure, now) ?? readBareMeasure(typed);
  if (said === null) return null;
  const fitting = question.options.filter(
    ({ range }) => range !== undefined && isWithin(said, range),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
