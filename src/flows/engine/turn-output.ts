import type { FormOfAddress } from "../../catalog/form-of-address.ts";
import { type Language, toLanguageField } from "../../catalog/language.ts";
import { addressMessageIn } from "../../wording/form-of-address.ts";
import type { Message, TextMessage } from "../../wording/message.ts";

/** A text, or one that a channel may show better. */
export type Said = string | Pick<TextMessage, "text" | "cards" | "progress">;

/** What a turn says and how it ends. */
export class TurnOutput {
  readonly messages: Message[] = [];
  /** For the statistics. */
  outcome = "asked";
  /** The resident had everything erased. */
  erases = false;
  readonly #language: Language;
  readonly #address: FormOfAddress;

  constructor(language: Language, address: FormOfAddress) {
    this.#language = language;
    this.#address = address;
  }

  say(...texts: readonly Said[]): void {
    for (const said of texts) {
      this.send({ type: "text", ...(typeof said === "string" ? { text: said } : said) });
    }
  }

  send(message: Message): void {
    const addressed = this.#language === "vi" ? addressMessageIn(this.#address, message) : message;
    this.pass(addressed);
  }

  /** Sends a message without putting in the resident's form of address. */
  pass(message: Message): void {
    this.messages.push({ ...message, ...toLanguageField(this.#language) });
  }
}
