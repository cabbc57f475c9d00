import { chatSpelling } from "./chat-spelling.ts";
import { splitWords, type Word } from "./fold.ts";
import { evenlySpelled, PhraseMatcher } from "./phrase-matcher.ts";
import { buildSpelling } from "./spelling.ts";
import { mendKeyboardSlip } from "./typos.ts";

/** The words of a sentence as they were meant. */
export type ReadWords = (sentence: string) => Word[];

/** A longer message is a story; its question stands at the end. */
const maxWords = 400;

const chatPhrases = new PhraseMatcher(
  Object.entries(chatSpelling).flatMap(([meant, typed]) => {
    const words = evenlySpelled(splitWords(meant));
    return typed.map((phrase) => [phrase, words] as const);
  }),
);

/**
 * Reads words as they were meant: slips of Telex and VNI, stuck keys, the spelling of chats and regions, one spelling
 * for `i` and `y`, then single slips of a finger in words that `vocabulary` (folded) does not hold.
 */
export function buildReader(vocabulary: Iterable<string>): ReadWords {
  const known = new Set(vocabulary);
  const mend = buildSpelling(known);
  return (sentence) => {
    const typed = markBare(evenlySpelled(splitWords(sentence)).slice(-maxWords));
    const words = replaceChatSpelling(
      typed.map((word) => (known.has(word.folded) ? word : respell(word, mendKeyboardSlip))),
    );
    return words.map((word) => respell(word, (folded) => mend(folded) ?? folded));
  };
}

/** In Vietnamese two words in three carry marks: who types so many leaves none out. */
function markBare(words: Word[]): Word[] {
  const marked = words.filter(({ exact, folded }) => exact !== folded).length;
  if (marked < words.length * markedShare) return words;
  return words.map((word) => (word.exact === word.folded ? { ...word, isBare: true } : word));
}
const markedShare = 0.4;

/** A mended word loses its marks with its spelling. */
function respell(word: Word, mend: (folded: string) => string): Word {
  const mended = mend(word.folded);
  return mended === word.folded ? word : { folded: mended, exact: mended };
}

/** The words of a text of ours, spelled as those of a sentence are: what is looked for in sentences is read with this. */
export function wordsMeant(text: string): Word[] {
  return replaceChatSpelling(evenlySpelled(splitWords(text)));
}

function replaceChatSpelling(words: readonly Word[]): Word[] {
  const read: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    const chat = chatPhrases.longestAt(words, at);
    if (chat !== null) read.push(...chat.value);
    else if (word !== undefined) read.push(word);
    at = chat?.end ?? at + 1;
  }
  return read;
}
