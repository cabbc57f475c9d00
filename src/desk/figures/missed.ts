import type { Figure, FigureRequest } from "./figure.ts";

/** What several residents asked alike and the service did not understand. */
export interface MissedQuestion {
  readonly words: readonly string[];
  readonly residents: number;
  readonly lastAt: Date;
}

export type ReadMissedQuestions = (now: Date, limit: number) => Promise<readonly MissedQuestion[]>;

const maxRows = 50;

export function missedReader(read: ReadMissedQuestions) {
  return async ({ now }: FigureRequest): Promise<Figure> => {
    const missed = await read(now, maxRows);
    return {
      id: "missed",
      title: "Câu hỏi chưa hiểu",
      about: "Những từ mà từ ba người trở lên cùng hỏi và chưa được hiểu.",
      header: ["Từ", "Người"],
      rows: missed.map(({ words, residents }) => [words.join(" "), residents]),
    };
  };
}
