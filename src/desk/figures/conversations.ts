import type { Catalog } from "../../catalog/catalog.ts";
import { countWeeks } from "../../db/queries/figure-weeks.ts";
import {
  countChecklists,
  countConversations,
  countLastQuestions,
  type FigureFilter,
} from "../../db/queries/figures.ts";
import { readMissedQuestions } from "../../db/queries/missed-questions.ts";
import { channelName } from "../dossiers/labels.ts";
import { formatPercent } from "../framework/format.ts";
import type { Figure } from "./figure.ts";

const maxMissedQuestions = 50;
const maxProcedures = 20;

/** Counts conversations: one resident on one day is one conversation. */
export async function readConversations(filter: FigureFilter): Promise<Figure> {
  const rows = await countConversations(filter);
  const channels = [...new Set(rows.map(({ channel }) => channel))];
  const days = Map.groupBy(rows, ({ day }) => day);
  return {
    id: "conversations",
    title: "Cuộc trò chuyện mỗi ngày",
    about: "Mỗi người mỗi ngày tính một cuộc.",
    isFolded: true,
    header: ["Ngày", "Cuộc trò chuyện", ...channels.map(channelName)],
    rows: [...days].map(([day, ofDay]) => {
      const counts = channels.map(
        (channel) => ofDay.find((row) => row.channel === channel)?.count ?? 0,
      );
      const sum = counts.reduce((total, count) => total + count, 0);
      return [day.split("-").toReversed().join("/"), sum, ...counts];
    }),
  };
}

/** The same by week, with what came of them. */
export async function readWeeks(filter: FigureFilter): Promise<Figure> {
  const rows = await countWeeks(filter);
  return {
    id: "weeks",
    title: "Từng tuần",
    about: "Tuần bắt đầu thứ Hai; tuần đầu và tuần cuối có thể chưa đủ ngày.",
    header: ["Tuần từ", "Bắt đầu hỏi thủ tục", "Có danh sách", "Tỷ lệ", "Cuộc trò chuyện"],
    barCount: 2,
    rows: rows.map(({ week, conversations, begun, finished }) => [
      week.split("-").toReversed().join("/"),
      begun,
      finished,
      formatPercent(finished, begun),
      conversations,
    ]),
  };
}

/** Lists what several residents asked in the same words and the service did not understand, the latest first. */
export async function readMissedFigure({ db, now }: FigureFilter): Promise<Figure> {
  const missed = await readMissedQuestions(db, now, maxMissedQuestions);
  return {
    id: "missed",
    title: "Câu hỏi chưa hiểu",
    about: "Những từ mà từ ba người trở lên cùng hỏi trong 30 ngày qua và chưa được hiểu.",
    header: ["Từ", "Người"],
    rows: missed.map(({ words, residents }) => [words.join(" "), residents]),
  };
}

/** Counts, for each procedure, who began it and who got its checklist. */
export function createChecklistFigure(catalog: () => Catalog) {
  return async (filter: FigureFilter): Promise<Figure> => {
    const rows = await countChecklists(filter, maxProcedures);
    return {
      id: "checklists",
      title: "Danh sách giấy tờ: bắt đầu và xong",
      about: "Mỗi người mỗi ngày tính một lần; các thủ tục được hỏi nhiều nhất.",
      header: ["Thủ tục", "Bắt đầu", "Có danh sách", "Tỷ lệ"],
      barCount: 2,
      rows: rows.map(({ flow, begun, finished }) => [
        nameOf(catalog(), flow),
        begun,
        finished,
        formatPercent(finished, begun),
      ]),
    };
  };
}

/** Counts, for each question, the residents for whom it was the last one and who got no checklist. */
export function createLastQuestionFigure(catalog: () => Catalog) {
  return async (filter: FigureFilter): Promise<Figure> => {
    const rows = await countLastQuestions(filter, maxProcedures);
    return {
      id: "stops",
      title: "Nơi người dân dừng lại",
      about: "Câu hỏi cuối cùng của những người chưa có danh sách giấy tờ.",
      header: ["Câu hỏi (thủ tục)", "Người"],
      rows: rows.map(({ flow, step, count }) => {
        const known = catalog();
        return [`${questionOf(known, flow, step)} (${nameOf(known, flow)})`, count];
      }),
    };
  };
}

/** The steps of a procedure's conversation that are not the procedure's own questions. */
const stepNames: Readonly<Record<string, string>> = {
  "": "Chưa hỏi gì",
  intro: "Lời giới thiệu",
  away: "Được mời sang thủ tục khác",
  confirm: "Xác nhận các câu trả lời",
  fix: "Chọn câu trả lời cần sửa",
  next: "Làm gì tiếp theo",
};

/** Returns a question in the words that residents read. One that the catalogue no longer has is named by its id. */
function questionOf({ guides }: Catalog, flow: string, step: string): string {
  const question = guides.get(procedureId(flow))?.questions.find(({ id }) => id === step);
  return question?.ask ?? stepNames[step] ?? `Câu hỏi cũ “${step}”`;
}

function nameOf({ procedures }: Catalog, flow: string): string {
  return procedures.get(procedureId(flow))?.name ?? procedureId(flow);
}

function procedureId(flow: string): string {
  return flow.replace(/^procedure:/, "");
}
