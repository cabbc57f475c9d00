import { type Language, languages } from "../../catalog/language.ts";
import { splitWords, type Word } from "../../catalog/text/fold.ts";
import { isSamePhrase } from "../../catalog/text/phrase-matcher.ts";

/** What a resident may say at any moment, whatever the question is. */
export type Command = "back" | "cancel" | "menu" | "resume" | "repeat" | "person" | "nearest";

const phrases: Record<Command, readonly string[]> = {
  back: [
    "quay lại",
    "trở lại",
    "lùi lại",
    "quay lại câu trước",
    "câu trước",
    "back",
    "go back",
    "previous",
  ],
  cancel: [
    "hủy",
    "hủy bỏ",
    "dừng lại",
    "dừng",
    "thôi",
    "khỏi",
    "không cần nữa",
    "bỏ qua",
    "không làm nữa",
    "thoát",
    "cancel",
    "stop",
    "quit",
    "exit",
  ],
  menu: [
    "menu",
    "thực đơn",
    "danh mục",
    "bắt đầu",
    "bắt đầu lại",
    "trang đầu",
    "về đầu",
    "main menu",
    "start over",
    "start again",
    "home",
  ],
  resume: ["tiếp tục", "tiếp", "làm tiếp", "đi tiếp", "continue", "go on", "resume"],
  repeat: [
    "nhắc lại",
    "nhắc lại câu hỏi",
    "nói lại",
    "hỏi lại",
    "lặp lại",
    "repeat",
    "say again",
    "say that again",
  ],
  person: [
    "gặp người",
    "gặp cán bộ",
    "gặp nhân viên",
    "nói chuyện với người",
    "cần người giúp",
    "cho gặp người",
    "cho tôi gặp người",
    "gọi người",
    "người thật",
    "gặp người thật",
    "tổng đài",
    "person",
    "help",
    "a person",
    "real person",
    "human",
    "talk to a person",
    "talk to someone",
    "speak to a person",
    "help me",
  ],
  nearest: [
    "điểm gần nhất",
    "tìm điểm hướng dẫn",
    "tìm điểm gần nhất",
    "điểm hướng dẫn",
    "điểm hướng dẫn gần nhất",
    "điểm hỗ trợ gần nhất",
    "gần đây có điểm nào",
    "gần nhà có điểm nào",
    "nearest",
    "nearest point",
    "nearest help point",
    "help point near me",
    "find a help point",
  ],
};

const languageNames: Record<Language, readonly string[]> = {
  vi: ["tiếng việt", "vietnamese", "nói tiếng việt", "in vietnamese", "bằng tiếng việt"],
  en: ["english", "tiếng anh", "in english", "nói tiếng anh", "bằng tiếng anh", "speak english"],
};

const languagePhrases = languages.flatMap((language) =>
  languageNames[language].map((name) => ({ meaning: language, words: splitWords(name) })),
);

const commandPhrases = Object.entries(phrases).flatMap(([command, variants]) =>
  variants.map((phrase) => ({ meaning: command as Command, words: splitWords(phrase) })),
);

/** Courtesies around a command do not hide it: "dạ cho tôi quay lại ạ". */
const openings = new Set([
  ...["please", "can", "could", "i", "want", "to"],
  ...["da", "thoi", "roi", "xin", "cho", "muon"],
  ...["toi", "bac", "chau", "em", "minh"],
]);
const closings = new Set(["please", "a", "nhe", "nha", "di", "voi", "chau", "em", "oi"]);

/** Returns the language that the whole sentence asks for, whichever language it is in; null if it asks for none. */
export function findRequestedLanguage(typed: string): Language | null {
  return findMeaning(typed, languagePhrases);
}

/** Returns the command that the whole sentence is, or null: "tiếp tục" inside a story is no command. */
export function findCommand(typed: string): Command | null {
  return findMeaning(typed, commandPhrases);
}

/** Looks the sentence up with all its courtesies, then with fewer and fewer of them. */
function findMeaning<T>(
  typed: string,
  known: readonly { readonly meaning: T; readonly words: readonly Word[] }[],
): T | null {
  let words: readonly Word[] | null = splitWords(typed);
  while (words !== null) {
    const remaining = words;
    const found = known.find((phrase) => isSamePhrase(remaining, phrase.words));
    if (found !== undefined) return found.meaning;
    words = dropCourtesy(words);
  }
  return null;
}

/** Drops one courtesy, first from the end of the sentence; null if there is none. */
function dropCourtesy(words: readonly Word[]): readonly Word[] | null {
  if (closings.has(words.at(-1)?.folded ?? "")) return words.slice(0, -1);
  return openings.has(words[0]?.folded ?? "") ? words.slice(1) : null;
}
