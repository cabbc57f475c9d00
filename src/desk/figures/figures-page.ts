import { selectAgencyName } from "../../db/queries/agencies.ts";
import { formatCsv } from "../framework/csv.ts";
import { notFound } from "../framework/errors.ts";
import { formatDate } from "../framework/format.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { csvDownload, page, xlsxDownload } from "../framework/view-result.ts";
import { formatXlsx } from "../framework/xlsx.ts";
import { everybody } from "../identity/roles.ts";
import { measureBars } from "./bars.ts";
import type { Figure } from "./figure.ts";
import { filterOf, periods, readersFor, readQuery } from "./readers.ts";
import { readTotals } from "./totals.ts";

/** A longer table is folded away. */
const maxOpenRows = 31;

export const figureRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/figures",
    roles: everybody,
    purpose:
      "shows the figures: to officials of their agency's dossiers; to staff of conversations at their points",
    handle: async (request, desk) => {
      const { days } = readQuery(request.query);
      const filter = filterOf(request, desk, days);
      const figures = await Promise.all(
        [...readersFor(request.account, desk).values()].map((read) => read(filter)),
      );
      return page("figures", "Số liệu", {
        isOfOwnPoints: request.account.role === "staff",
        days,
        periods,
        totals: await readTotals(filter, { withDossiers: request.account.role !== "staff" }),
        figures: figures.map(describeFigure),
      });
    },
  },
  {
    method: "GET",
    path: "/figures.csv",
    roles: everybody,
    purpose: "exports one of the figures",
    handle: async (request, desk) => {
      const { days, figure: id } = readQuery(request.query);
      const read = readersFor(request.account, desk).get(id);
      if (read === undefined) throw notFound();
      const figure = await read(filterOf(request, desk, days));
      return csvDownload(`${id}.csv`, formatCsv(figure.header, figure.rows));
    },
  },
  {
    method: "GET",
    path: "/figures.xlsx",
    roles: everybody,
    purpose: "exports one of the figures, or the totals, as a workbook",
    handle: async (request, desk) => {
      const { days, figure: id } = readQuery(request.query);
      const filter = filterOf(request, desk, days);
      const read = readersFor(request.account, desk).get(id);
      const name = `${id}-${days}-ngay.xlsx`;
      if (id === "totals") {
        const header = ["Số liệu", `${days} ngày qua`, "Kỳ trước", "Thay đổi"];
        const rows = (await readTotals(filter, { withDossiers: isOfAgency(request) })).map(
          (total) => [total.name, total.value, total.before, total.change],
        );
        return xlsxDownload(name, formatXlsx("Tổng", header, rows));
      }
      if (read === undefined) throw notFound();
      const { title, header, rows } = await read(filter);
      return xlsxDownload(name, formatXlsx(title, header, rows));
    },
  },
  {
    method: "GET",
    path: "/figures/report",
    roles: everybody,
    purpose: "lays the figures out for leaders, to be printed on A4",
    handle: async (request, desk) => {
      const { days } = readQuery(request.query);
      const filter = filterOf(request, desk, days);
      const readers = readersFor(request.account, desk);
      const printed = reportedFigures.flatMap((id) => readers.get(id) ?? []);
      const figures = await Promise.all(printed.map((read) => read(filter)));
      return page("figures-report", `Báo cáo ${days} ngày qua`, {
        days,
        whose: await nameScope(request, desk),
        from: formatDate(filter.from),
        to: formatDate(filter.now),
        totals: await readTotals(filter, { withDossiers: isOfAgency(request) }),
        figures: figures.filter(({ rows }) => rows.length > 0).map(describeFigure),
      });
    },
  },
];

/** What a leader asks for, in this order. */
const reportedFigures = ["units", "overdue", "satisfaction-units", "checklists", "weeks", "cost"];

function isOfAgency({ account }: SignedInRequest): boolean {
  return account.role !== "staff";
}

/** Whose figures a report has: an agency's, those of a team's points, or all. */
async function nameScope({ account }: SignedInRequest, { database, catalog }: DeskContext) {
  const { role, agencyId, pointIds } = account;
  if (role === "staff") {
    return pointIds.map((id) => catalog().points.get(id)?.name ?? id).join(", ");
  }
  if (role === "administrator") return "Mọi cơ quan";
  const agency = agencyId === null ? undefined : await selectAgencyName(database.db, agencyId);
  return agency?.name ?? "Chưa có cơ quan";
}

function describeFigure(figure: Figure) {
  const isFolded = figure.isFolded === true || figure.rows.length > maxOpenRows;
  return { ...figure, bars: measureBars(figure), isFolded };
}
