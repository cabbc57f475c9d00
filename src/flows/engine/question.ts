import { type ChoiceOption, type Message, maxOptions } from "../../wording/message.ts";
import { shorten } from "../../wording/shorten.ts";
import type { Wording } from "../../wording/wording.ts";
import type { Option, Question } from "./flow.ts";

/** The value of the "more" button under a long choice. */
export const more = "...";

/** A question as a message: one page of its options, each with the number that can be typed. */
export function renderQuestion(
  question: Question,
  id: string,
  page: number,
  wording: Wording,
): Message {
  if (question.kind === "text") return { type: "text", text: question.ask };
  const options = pageOf(question.options, page, wording);
  const asked = { question: id, text: question.ask, options };
  return question.kind === "choice"
    ? { type: "choice", ...asked }
    : { type: "location-request", ...asked, typed: question.askTyped };
}

/** Pages wrap round: after the last one the first comes again. */
export function pageCount(options: readonly Option[]): number {
  return options.length <= maxOptions ? 1 : Math.ceil(options.length / (maxOptions - 1));
}

function pageOf(
  options: readonly Option[],
  page: number,
  { conversation }: Wording,
): ChoiceOption[] {
  const shown = options.map((option, index) => toChoice(option, index + 1));
  if (options.length <= maxOptions) return shown;
  const size = maxOptions - 1;
  const start = (page % pageCount(options)) * size;
  const label = start + size < options.length ? conversation.more : conversation.fromStart;
  return [...shown.slice(start, start + size), { value: more, number: null, label, full: label }];
}

function toChoice(option: Option, number: number): ChoiceOption {
  const full = option.full ?? option.label;
  return { value: option.value, number, label: shorten(option.label), full };
}
