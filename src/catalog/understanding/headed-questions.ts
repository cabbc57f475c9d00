import { splitWords, type Word } from "../text/fold.ts";
import { matchesWord, type PhraseMatch } from "../text/phrase-matcher.ts";

/** What is asked by a noun and "nào" or "gì" behind it, however it is described between: "phòng xuất nhập cảnh nào". */
const heads = {
  where: splitWords("phòng cơ quan đơn vị nơi chỗ trung tâm công an quầy"),
  documents: splitWords("giấy hồ sơ tờ chứng từ mẫu"),
} as const;
const asking = splitWords("nào gì");
/** A verb or another question stands between: "giấy tờ thì làm gì". */
const breaks = splitWords(
  "làm thì là phải có cần để trường việc lý sao ngày lúc khi bao cách thế như hợp ở tại đến lên quận",
);
/** So many words may describe the noun. */
const maxBetween = 4;

/** Questions asked that way, in their order. */
export function headedQuestions(words: readonly Word[]): PhraseMatch<keyof typeof heads>[] {
  return words.flatMap((word, at) => {
    const found = isOneOf(word, asking) ? findHead(words, at) : null;
    return found === null ? [] : [found];
  });
}

function findHead(words: readonly Word[], end: number): PhraseMatch<keyof typeof heads> | null {
  for (let at = end - 1; at >= Math.max(0, end - 1 - maxBetween); at -= 1) {
    const word = words[at];
    if (word === undefined || isOneOf(word, breaks)) return null;
    for (const value of ["documents", "where"] as const) {
      if (isOneOf(word, heads[value])) return { value, start: at, end: end + 1 };
    }
  }
  return null;
}

function isOneOf(typed: Word, among: readonly Word[]): boolean {
  return among.some((word) => matchesWord(typed, word));
}
