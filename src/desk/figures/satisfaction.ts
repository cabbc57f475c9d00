import type { Catalog } from "../../catalog/catalog.ts";
import {
  countRatingsByAgency,
  countRatingsByProcedure,
  countRatingsByScore,
  type FigureFilter,
  type RatingCounts,
  selectRatingReasons,
} from "../../db/queries/figures.ts";
import { formatPercent } from "../framework/format.ts";
import type { Figure } from "./figure.ts";

const maxReasons = 50;
const averages = new Intl.NumberFormat("vi-VN", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Counts how residents rate the handling of their dossiers. */
export async function readSatisfaction(filter: FigureFilter): Promise<Figure> {
  const rows = await countRatingsByScore(filter);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return {
    id: "satisfaction",
    title: "Mức hài lòng",
    about: "Điểm người dân chấm sau khi hồ sơ kết thúc, cao nhất trước.",
    header: ["Điểm", "Lượt", "Tỷ lệ"],
    rows: rows.map(({ score, count }) => [`${score} điểm`, count, formatPercent(count, total)]),
  };
}

/** The same by procedure. */
export function createSatisfactionByProcedure(catalog: () => Catalog) {
  return async (filter: FigureFilter): Promise<Figure> => {
    const rows = await countRatingsByProcedure(filter);
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
export async function readSatisfactionByUnit(filter: FigureFilter): Promise<Figure> {
  const rows = await countRatingsByAgency(filter);
  return {
    id: "satisfaction-units",
    title: "Mức hài lòng theo đơn vị",
    about: "Số lượt chấm điểm của mỗi đơn vị và điểm trung bình.",
    header: ["Đơn vị", ...scoreHeader],
    rows: rows.map((row) => [row.named ?? "Chưa rõ đơn vị", ...scoreCells(row)]),
  };
}

/** Lists the reasons that residents wrote, the latest first. */
export function createSatisfactionReasons(catalog: () => Catalog) {
  return async (filter: FigureFilter): Promise<Figure> => {
    const rows = await selectRatingReasons(filter, maxReasons);
    return {
      id: "satisfaction-whys",
      title: "Vì sao: lời người dân",
      about: `Lời góp ý kèm điểm, mới nhất trước, nhiều nhất ${maxReasons} lời.`,
      header: ["Lời góp ý", "Điểm", "Thủ tục"],
      isList: true,
      rows: rows.map(({ why, score, code }) => [why, score, nameOf(code, catalog())]),
    };
  };
}

const scoreHeader = ["Lượt", "Trung bình", "1 điểm", "2 điểm", "3 điểm", "4 điểm", "5 điểm"];

function scoreCells(row: RatingCounts) {
  const { count, average, s1, s2, s3, s4, s5 } = row;
  return [count, averages.format(average), s1, s2, s3, s4, s5] as const;
}

function nameOf(code: string | null, catalog: Catalog): string {
  if (code === null) return "Chưa rõ thủ tục";
  return catalog.findProcedureByCode(code)?.name ?? code;
}
