import type { Message } from "../../wording/message.ts";
import type { Wording } from "../../wording/wording.ts";
import type { Question } from "./flow.ts";
import { pageCount, renderQuestion } from "./question.ts";
import type { ConversationState } from "./state.ts";

type Kept = Pick<ConversationState, "asked" | "asking" | "page">;

/** What the resident was asked last: a tap names it, and an older one is known by its number. */
export class OpenQuestion {
  #asked: number;
  #asking: string | null;
  #page: number;

  constructor(kept: Kept | null) {
    this.#asked = kept?.asked ?? 0;
    this.#asking = kept?.asking ?? null;
    this.#page = kept?.page ?? 0;
  }

  get state(): Kept {
    return { asked: this.#asked, asking: this.#asking, page: this.#page };
  }

  /** The step that was asked. */
  get step(): string | null {
    return this.#asking;
  }

  /** The id under which the flow's question was last asked. */
  idOf(flow: string | undefined, question: Question): string {
    return `${flow}/${question.id}/${this.#asked}`;
  }

  /** The question as a message, under a new id. */
  ask(flow: string | undefined, question: Question, wording: Wording): Message {
    this.#asked += 1;
    return this.repeat(flow, question, wording);
  }

  /** Once more, under its old id. */
  repeat(flow: string | undefined, question: Question, wording: Wording): Message {
    this.#asking = question.id;
    return renderQuestion(question, this.idOf(flow, question), this.#page, wording);
  }

  toFirstPage(): void {
    this.#page = 0;
  }

  turnPage(question: Exclude<Question, { kind: "text" }>): void {
    this.#page = (this.#page + 1) % pageCount(question.options);
  }
}
