import { countDossiersByUnit } from "../../db/queries/dossier-figures.ts";
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

/** Counts what each unit received and finished, how much of it online and on time. */
export async function readUnits(filter: FigureFilter): Promise<Figure> {
  const rows = await countDossiersByUnit(filter);
  return {
    id: "units",
    title: "Hồ sơ theo đơn vị",
    about:
      "Nộp qua mạng: hồ sơ đã đăng ký trên Cổng, trong số tiếp nhận. Đúng hẹn: có kết quả trong ngày hẹn hoặc sớm hơn, trong số có kết quả và có ngày hẹn.",
    header: ["Đơn vị", "Tiếp nhận", "Có kết quả", "Nộp qua mạng", "Đúng hẹn"],
    barCount: 2,
    rows: rows.map(({ unit, received, online, finished, promised, onTime }) => [
      unit ?? "Chưa rõ đơn vị",
      received,
      finished,
      formatPercent(online, received),
      formatPercent(onTime, promised),
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
