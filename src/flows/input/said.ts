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

  /** Returns some of its words alone, as they were typed. */
  part({ start, count }: { readonly start: number; readonly count: number }): Said {
    const typed = [...this.text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
    const from = typed[start]?.index ?? 0;
    const to = typed[start + count]?.index ?? this.text.length;
    return new Said(this.text.slice(from, to).trim(), this.words.slice(start, start + count));
  }

  /** The words without diacritics, single blanks between them. */
  get folded(): string {
    return this.words.map(({ folded }) => folded).join(" ");
  }
}
