import { fold, spelledWords, type Word } from "../catalog/vietnamese.ts";
import { isSamePhrase } from "./same-phrase.ts";

/** What a resident may say at any moment, whatever the question. */
export type Command = "back" | "cancel" | "menu" | "resume" | "repeat" | "person" | "nearest";

const phrases: Record<Command, readonly string[]> = {
  back: ["quay lại", "trở lại", "lùi lại", "quay lại câu trước", "câu trước", "back"],
  cancel: ["hủy", "hủy bỏ", "dừng lại", "dừng", "thôi", "không làm nữa", "thoát", "cancel"],
  menu: ["menu", "thực đơn", "danh mục", "bắt đầu", "bắt đầu lại", "trang đầu", "về đầu"],
  resume: ["tiếp tục", "tiếp", "làm tiếp", "đi tiếp"],
  repeat: ["nhắc lại", "nhắc lại câu hỏi", "nói lại", "hỏi lại", "lặp lại"],
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
  ],
};

const spoken = Object.entries(phrases).flatMap(([command, ways]) =>
  ways.map((way) => ({ command: command as Command, words: spelledWords(way) })),
);

/** Courtesies around a command do not hide it: "dạ cho tôi quay lại ạ". */
const openings = new Set([
  ...["da", "thoi", "roi", "xin", "cho", "muon"],
  ...["toi", "bac", "chau", "em", "minh"],
]);
const closings = new Set(["a", "nhe", "nha", "di", "voi", "chau", "em", "oi"]);

/** The command that the whole sentence is, or null: "tiếp tục" inside a story is no command. */
export function commandIn(typed: string): Command | null {
  let words: readonly Word[] | null = spelledWords(typed);
  while (words !== null) {
    const sentence = words;
    const said = spoken.find((way) => isSamePhrase(sentence, way.words));
    if (said !== undefined) return said.command;
    words = withoutCourtesy(sentence);
  }
  return null;
}

/** One courtesy less, the last word's first; null where there is none. */
function withoutCourtesy(words: readonly Word[]): readonly Word[] | null {
  if (closings.has(words.at(-1)?.folded ?? "")) return words.slice(0, -1);
  return openings.has(words[0]?.folded ?? "") ? words.slice(1) : null;
}

const anyPlace = /\b(o dau|cho nao|noi nao|diem|trung tam|dau)\b/;
const nearby = /\bgan (nhat|nha|day|toi|bac|minh|chau|khu)\b/;

/** Asks for somewhere near, in whatever words: "ở đâu gần nhất", "chỗ nào gần nhà". */
export function wantsNearest(typed: string): boolean {
  const words = fold(typed);
  return nearby.test(words) && anyPlace.test(words);
}
