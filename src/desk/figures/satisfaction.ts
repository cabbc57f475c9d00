import { sql } from "kysely";
import type { Catalog } from "../../catalog/catalog.ts";
import { findProcedureByCode } from "../../catalog/procedures/procedure.ts";
import { type Figure, type FigureRequest, percent } from "./figure.ts";

const maxWhys = 50;
const averages = new Intl.NumberFormat("vi-VN", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** How residents rate what came of their dossiers. */
export async function readSatisfaction(request: FigureRequest): Promise<Figure> {
  const { rows } = await sql<{ score: number; count: number }>`
    select score, count(*)::int as count from rating where ${asked(request)}
    group by score order by score desc`.execute(request.db);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return {
    id: "satisfaction",
    title: "Mức hài lòng",
    about: "Điểm người dân chấm sau khi hồ sơ kết thúc, cao nhất trước.",
    header: ["Điểm", "Lượt", "Tỷ lệ"],
    rows: rows.map(({ score, count }) => [`${score} điểm`, count, percent(count, total)]),
  };
}

/** The same by procedure. */
export function satisfactionByProcedure(catalog: () => Catalog) {
  return async (request: FigureRequest): Promise<Figure> => {
    const { rows } = await sql<Scores>`
      select procedure_code as named, ${scores} from rating where ${asked(request)}
      group by 1 order by count desc, 1`.execute(request.db);
    return {
      id: "satisfaction-procedures",
      title: "Mức hài lòng theo thủ tục",
      about: "Số lượt chấm điểm của mỗi thủ tục và điểm trung bình.",
      header: ["Thủ tục", ...scoreHeader],
      rows: rows.map((row) => [nameOf(row.named, catalog()), ...scoreCells(row)]),
    };
  };
}

/** The same by the unit that handled the dossier. */
export async function satisfactionByUnit(request: FigureRequest): Promise<Figure> {
  const { rows } = await sql<Scores>`
    select agency.name as named, ${scores} from rating
      left join agency on agency.id = rating.agency_id
    where ${asked(request)} group by agency.id, agency.name order by count desc, 1`.execute(
    request.db,
  );
  return {
    id: "satisfaction-units",
    title: "Mức hài lòng theo đơn vị",
    about: "Số lượt chấm điểm của mỗi đơn vị và điểm trung bình.",
    header: ["Đơn vị", ...scoreHeader],
    rows: rows.map((row) => [row.named ?? "Chưa rõ đơn vị", ...scoreCells(row)]),
  };
}

/** Why, in the residents' own words, the latest first. */
export function satisfactionWhys(catalog: () => Catalog) {
  return async (request: FigureRequest): Promise<Figure> => {
    const { rows } = await sql<{ why: string; score: number; code: string | null }>`
      select why, score, procedure_code as code from rating
      where ${asked(request)} and why <> '' order by at desc, id desc limit ${maxWhys}`.execute(
      request.db,
    );
    return {
      id: "satisfaction-whys",
      title: "Vì sao: lời người dân",
      about: `Lời góp ý kèm điểm, mới nhất trước, nhiều nhất ${maxWhys} lời.`,
      header: ["Lời góp ý", "Điểm", "Thủ tục"],
      isList: true,
      rows: rows.map(({ why, score, code }) => [why, score, nameOf(code, catalog())]),
    };
  };
}

interface Scores {
  readonly named: string | null;
  readonly count: number;
  readonly average: number;
  readonly s1: number;
  readonly s2: number;
  readonly s3: number;
  readonly s4: number;
  readonly s5: number;
}

const scores = sql`count(*)::int as count, avg(score)::float8 as average,
  (count(*) filter (where score = 1))::int as s1, (count(*) filter (where score = 2))::int as s2,
  (count(*) filter (where score = 3))::int as s3, (count(*) filter (where score = 4))::int as s4,
  (count(*) filter (where score = 5))::int as s5`;
const scoreHeader = ["Lượt", "Trung bình", "1 điểm", "2 điểm", "3 điểm", "4 điểm", "5 điểm"];

function scoreCells(row: Scores) {
  const { count, average, s1, s2, s3, s4, s5 } = row;
  return [count, averages.format(average), s1, s2, s3, s4, s5] as const;
}

/** Those of the days, and of the agency, that are asked for. */
function asked({ from, now, agencyId }: FigureRequest) {
  const whose = agencyId === null ? sql`true` : sql`rating.agency_id = ${agencyId}`;
  return sql`rating.at >= ${from} and rating.at <= ${now} and ${whose}`;
}

function nameOf(code: string | null, catalog: Catalog): string {
  if (code === null) return "Chưa rõ thủ tục";
  return findProcedureByCode(catalog, code)?.name ?? code;
}
