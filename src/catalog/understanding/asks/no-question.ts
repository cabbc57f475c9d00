import type { Word } from "../../text/fold.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import type { FinerQuestions } from "../../vocabulary-schema.ts";
import { compileLooseForms, tokens, toTokens } from "./loose-forms.ts";

/** Removes two kinds of words from a sentence: parts of the story that look like a question, and wishes that it denies. */
export type DropNoQuestions = (words: readonly Word[]) => readonly Word[];

/** "Hôm 3/4": a day of the story. */
const dayOfStory = new RegExp(
  `(?<=^| )${tokens("hôm")}(?:${tokens("mùng")}|${tokens("mồng")})?~?\\d{1,2} (?:${tokens("tháng")})?~?\\d{1,2} `,
);
/** "Không phải khai sinh mà khai tử": but not "có phải … không". */
const notThisButThat = new RegExp(
  `(?<=^| )(?<!${tokens("có")})${tokens("không phải")}(?:${tokens("là")})?(?:[^ ]+ ){1,6}?${tokens("mà")}(?:${tokens("là")})?`,
);
/** Whatever is asked about what need not be done is still asked about it. */
const asks = / (?:khong|chua|gi|nao|dau|sao|ko|bao) $|duoc khong|bao nhieu|bao lau/;

export function buildDropNoQuestions(
  { no_question: lists }: Pick<FinerQuestions, "no_question">,
  readPhrase: ReadWords,
): DropNoQuestions {
  const story = compileLooseForms(lists.story, readPhrase);
  const states = compileLooseForms(lists.denied_states, readPhrase);
  const denied = compileLooseForms(lists.denied_wishes, readPhrase).source;
  const turn = compileLooseForms(lists.turns, readPhrase).source;
  const turned = new RegExp(`${denied}(?:[^ ]+ ){1,6}?(?=${turn})`);
  const deniedToTheEnd = new RegExp(`${denied}(?:[^ ]+ )*$`);

  return (words) => {
    const text = toTokens(words);
    const folded = words.map((word) => `${word.folded} `).join("");
    const always = [story, dayOfStory, notThisButThat, turned, states];
    const isDeniedToTheEnd = !asks.test(folded) && !turned.test(text);
    const patterns = isDeniedToTheEnd ? [...always, deniedToTheEnd] : always;
    const spans = patterns.flatMap((pattern) => spanOf(text, pattern) ?? []);
    if (spans.length === 0) return words;
    return words.filter((_, at) => !spans.some(({ start, end }) => at >= start && at < end));
  };
}

/** The words that the pattern matches; null if it matches none. */
function spanOf(text: string, pattern: RegExp): { start: number; end: number } | null {
  const found = pattern.exec(text);
  if (found === null) return null;
  const start = countWords(text.slice(0, found.index));
  return { start, end: start + countWords(found[0]) };
}

function countWords(text: string): number {
  return text.split(" ").length - 1;
}
