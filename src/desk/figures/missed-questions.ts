import type { FigureFilter } from "../../db/queries/figures.ts";
import { readMissedQuestions } from "../../db/queries/missed-questions.ts";
import type { Figure } from "./figure.ts";

const maxRows = 50;

/** Lists what several residents asked in the same words and the service did not understand, the latest first. */
export async function readMissed({ db, now }: FigureFilter): Promise<Figure> {
  const missed = await readMissedQuestions(db, now, maxRows);
  return {
    id: "missed",
    title: "Câu hỏi chưa hiểu",
    about: "Những từ mà từ ba người trở lên cùng hỏi trong 30 ngày qua và chưa được hiểu.",
    header: ["Từ", "Người"],
    rows: missed.map(({ words, residents }) => [words.join(" "), residents]),
  };
}
