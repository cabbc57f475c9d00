import { fold } from "../catalog/vietnamese.ts";

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

const byPhrase = new Map(
  Object.entries(phrases).flatMap(([command, spoken]) =>
    spoken.map((phrase) => [fold(phrase), command as Command]),
  ),
);

/** Courtesies around a command do not hide it: "dạ cho tôi quay lại ạ". */
const courtesies =
  /^(da|thoi|roi|cho (toi|bac|chau|em|minh)|xin|muon|toi muon) | (a|nhe|nha|di|voi)$/g;

/** The command that the whole sentence is, or null: "tiếp tục" inside a story is no command. */
export function commandIn(typed: string): Command | null {
  const words = fold(typed);
  return byPhrase.get(words) ?? byPhrase.get(words.replace(courtesies, "").trim()) ?? null;
}
