import { splitWords, type Word } from "../../catalog/text/fold.ts";
import { dropCourtesies } from "./courtesy-words.ts";

/** What was typed, split into words once and handed from reader to reader. */
export class Said {
  /** As it was typed, or as it was meant. */
  readonly text: string;
  readonly words: readonly Word[];
  #bare: readonly Word[] | null = null;

  constructor(text: string, words: readonly Word[] = splitWords(text)) {
    this.text = text;
    this.words = words;
  }

  /** The words without the courtesies around them. */
  get bare(): readonly Word[] {
    this.#bare ??= dropCourtesies(this.words);
    return this.#bare;
  }

  /** Returns its last words alone, as they were typed. */
  last(count: number): Said {
    const starts = [...this.text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ index }) => index);
    return new Said(this.text.slice(starts.at(-count) ?? 0), this.words.slice(-count));
  }

  /** The words without diacritics, single blanks between them. */
  get folded(): string {
    return this.words.map(({ folded }) => folded).join(" ");
  }
}
