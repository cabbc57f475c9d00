import { sql } from "kysely";
import type { Catalog } from "../../catalog/catalog.ts";
import { type Figure, type FigureRequest, isAtPoints, percent } from "./figure.ts";

const maxRows = 20;

/** For each procedure: who began it, and who got to the list of papers. */
export function checklistReader(catalog: () => Catalog) {
  return async (request: FigureRequest): Promise<Figure> => {
    const { db, from, now } = request;
    const { rows } = await sql<{ flow: string; begun: number; finished: number }>`
      select flow, count(distinct visit)::int as begun,
        (count(distinct visit) filter (where outcome = 'checklist'))::int as finished
      from (select flow, outcome,
          resident_hash || to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMMDD') as visit
        from turn_fact where at >= ${from} and at <= ${now} and flow like 'procedure:%'
          and ${isAtPoints(request)}) as turns
      group by flow order by begun desc, flow limit ${maxRows}`.execute(db);
    return {
      id: "checklists",
      title: "Danh sách giấy tờ: bắt đầu và xong",
      about: "Mỗi người mỗi ngày tính một lần; các thủ tục được hỏi nhiều nhất.",
      header: ["Thủ tục", "Bắt đầu", "Có danh sách", "Tỷ lệ"],
      rows: rows.map(({ flow, begun, finished }) => [
        nameOf(catalog(), flow),
        begun,
        finished,
        percent(finished, begun),
      ]),
    };
  };
}

/** Where those who never got to a list were last asked. */
export function stopReader(catalog: () => Catalog) {
  return async (request: FigureRequest): Promise<Figure> => {
    const { db, from, now } = request;
    const { rows } = await sql<{ flow: string; step: string; count: number }>`
      with turns as (select id, flow, step, outcome, at,
          resident_hash || to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMMDD') as visit
        from turn_fact where at >= ${from} and at <= ${now} and flow like 'procedure:%'
          and ${isAtPoints(request)}),
      last as (select distinct on (visit, flow) visit, flow, step
        from turns order by visit, flow, at desc, id desc)
      select last.flow, last.step, count(*)::int as count from last
      where not exists (select 1 from turns
        where turns.visit = last.visit and turns.flow = last.flow and turns.outcome = 'checklist')
      group by last.flow, last.step order by count desc, last.flow, last.step
      limit ${maxRows}`.execute(db);
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

/** What a procedure's conversation asks beside the procedure's own questions. */
const stepNames: Readonly<Record<string, string>> = {
  "": "Chưa hỏi gì",
  intro: "Lời giới thiệu",
  away: "Được mời sang thủ tục khác",
  confirm: "Xác nhận các câu trả lời",
  fix: "Chọn câu trả lời cần sửa",
  next: "Làm gì tiếp theo",
};

/** In the words that residents read. A question that the catalogue no longer has keeps its id. */
function questionOf({ guides }: Catalog, flow: string, step: string): string {
  const question = guides.get(idOf(flow))?.questions.find(({ id }) => id === step);
  return question?.ask ?? stepNames[step] ?? `Câu hỏi cũ “${step}”`;
}

function nameOf({ procedures }: Catalog, flow: string): string {
  return procedures.get(idOf(flow))?.name ?? idOf(flow);
}

function idOf(flow: string): string {
  return flow.replace(/^procedure:/, "");
}
