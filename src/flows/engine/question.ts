import { type ChoiceOption, type Message, maxOptions } from "../../wording/message.ts";
import { joinLines, shorten } from "../../wording/text.ts";
import type { Wording } from "../../wording/wording.ts";
import type { Option, Question } from "./flow.ts";
import type { ConversationState } from "./state.ts";

/** The value of the "more" button under a long choice. */
export const moreOptions = "...";

type StoredQuestion = Pick<ConversationState, "asked" | "asking" | "page">;

/**
 * The question that the resident was asked last. Each question has a number, so that a button pressed under an older one is
 * recognised.
 */
export class OpenQuestion {
  #number: number;
  #step: string | null;
  #page: number;

  constructor(stored: StoredQuestion | null) {
    this.#number = stored?.asked ?? 0;
    this.#step = stored?.asking ?? null;
    this.#page = stored?.page ?? 0;
  }

  get state(): StoredQuestion {
    return { asked: this.#number, asking: this.#step, page: this.#page };
  }

  /** The step that was asked. */
  get step(): string | null {
    return this.#step;
  }

  /** The id under which the flow's question was asked last. */
  idOf(flow: string | undefined, question: Question): string {
    return `${flow}/${question.id}/${this.#number}`;
  }

  /** Returns the question as a message, under a new id. */
  ask(flow: string | undefined, question: Question, wording: Wording): Message {
    this.#number += 1;
    return this.repeat(flow, question, wording);
  }

  /** Returns the question as a message, under its old id. */
  repeat(flow: string | undefined, question: Question, wording: Wording): Message {
    this.#step = question.id;
    return renderQuestion(question, this.idOf(flow, question), this.#page, wording);
  }

  turnToFirstPage(): void {
    this.#page = 0;
  }

  turnPage(question: Exclude<Question, { kind: "text" }>): void {
    this.#page = (this.#page + 1) % countPages(question);
  }
}

/** A question as a message: one page of its options, each with the number that can be typed. */
function renderQuestion(question: Question, id: string, page: number, wording: Wording): Message {
  if (question.kind === "text") {
    return { type: "text", text: question.ask, ...(question.asks && { asks: question.asks }) };
  }
  const options = renderPage(question, page, wording);
  const asked = { question: id, text: question.ask, options };
  return question.kind === "choice"
    ? { type: "choice", ...asked, text: joinLines(question.ask, question.progress ?? "") }
    : { type: "location-request", ...asked, typed: question.askTyped };
}

type OptionQuestion = Exclude<Question, { kind: "text" }>;

function asidesOf(question: OptionQuestion): readonly Option[] {
  return question.kind === "choice" ? (question.asides ?? []) : [];
}

/** How many buttons of a message are left for the question's own options and for "more". */
function roomFor(question: OptionQuestion): number {
  return maxOptions - asidesOf(question).length;
}

function countPages(question: OptionQuestion): number {
  const { length } = question.options;
  const room = roomFor(question);
  return length <= room ? 1 : Math.ceil(length / (room - 1));
}

/** After the last page the first one comes again. */
function renderPage(
  question: OptionQuestion,
  page: number,
  { conversation }: Wording,
): ChoiceOption[] {
  const { options } = question;
  const choices = options.map((option, index) => toChoiceOption(option, index + 1));
  const asides = asidesOf(question).map((aside) => toChoiceOption(aside, null));
  const room = roomFor(question);
  if (options.length <= room) return [...choices, ...asides];
  const size = room - 1;
  const start = (page % countPages(question)) * size;
  const label = start + size < options.length ? conversation.more : conversation.fromStart;
  const more: ChoiceOption = { value: moreOptions, number: null, label, full: label };
  return [...choices.slice(start, start + size), more, ...asides];
}

function toChoiceOption(option: Option, number: number | null): ChoiceOption {
  const full = option.full ?? option.label;
  return { value: option.value, number, label: shorten(option.label), full };
}
