import { type Language, toLanguageField } from "../../catalog/language.ts";
import type { Message } from "../../wording/message.ts";

/** What a turn says and how it ends. */
export class TurnOutput {
  readonly messages: Message[] = [];
  /** For the statistics. */
  outcome = "asked";
  /** The resident had everything erased. */
  erases = false;
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  say(...texts: readonly string[]): void {
    for (const text of texts) this.send({ type: "text", text });
  }

  send(message: Message): void {
    this.messages.push({ ...message, ...toLanguageField(this.#language) });
  }
}
