import {
  countDeliveries,
  countOverdueByUnit,
  type FigureFilter,
} from "../../db/queries/figures.ts";
import { routeName, stateName } from "../dossiers/labels.ts";
import { startOfDay } from "../dossiers/search.ts";
import { formatPercent } from "../framework/format.ts";
import type { Figure } from "./figure.ts";

/** Counts dossiers past their promised day, by the unit that has them. */
export async function readOverdue(filter: FigureFilter): Promise<Figure> {
  const rows = await countOverdueByUnit(filter, startOfDay(filter.now));
  return {
    id: "overdue",
    title: "Hồ sơ quá hẹn theo đơn vị",
    about: "Hồ sơ chưa xong và đã qua ngày hẹn trả, hôm nay.",
    header: ["Đơn vị", "Quá hẹn", "Đang giải quyết", "Tỷ lệ"],
    rows: rows.map(({ unit, late, open }) => [
      unit ?? "Chưa rõ đơn vị",
      late,
      open,
      formatPercent(late, open),
    ]),
  };
}

/** Counts notifications about dossiers by route and state. */
export async function readDeliveries(filter: FigureFilter): Promise<Figure> {
  const rows = await countDeliveries(filter);
  return {
    id: "deliveries",
    title: "Tin đã báo theo kênh và kết quả",
    about: "Tin về hồ sơ trong khoảng thời gian này.",
    header: ["Kênh và kết quả", "Tin", "Đã xem"],
    rows: rows.map(({ route, state, count, seen }) => [
      route === null ? stateName(state) : `${routeName(route)}: ${stateName(state).toLowerCase()}`,
      count,
      seen,
    ]),
  };
}
