import { z } from "zod";
import { formatCsv } from "../framework/csv.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { csvDownload, page } from "../framework/view-result.ts";
import { type Account, agencyScope } from "../identity/account.ts";
import { everybody } from "../identity/roles.ts";
import { drawBars } from "./chart.ts";
import {
  createChecklistFigure,
  createLastQuestionFigure,
  readConversations,
  readMissedFigure,
} from "./conversations.ts";
import { readDeliveries, readOverdue } from "./dossiers.ts";
import type { Figure, ReadFigure } from "./figure.ts";
import {
  createSatisfactionByProcedure,
  createSatisfactionReasons,
  readSatisfaction,
  readSatisfactionByUnit,
} from "./satisfaction.ts";

export const figureRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/figures",
    roles: everybody,
    purpose:
      "shows the figures: to officials of their agency's dossiers; to staff of conversations at their points",
    handle: async (request, desk) => {
      const { days } = query.parse(request.query);
      const figures = await Promise.all(
        [...readersFor(request.account, desk).values()].map((read) =>
          read(filterOf(request, desk, days)),
        ),
      );
      return page("figures", "Số liệu", {
        isOfOwnPoints: request.account.role === "staff",
        days,
        periods,
        figures: figures.map((figure) => ({ ...figure, chart: chartOf(figure) })),
      });
    },
  },
  {
    method: "GET",
    path: "/figures.csv",
    roles: everybody,
    purpose: "exports one of the figures",
    handle: async (request, desk) => {
      const { days, figure: id } = query.parse(request.query);
      const read = readersFor(request.account, desk).get(id);
      if (read === undefined) throw notFound();
      const figure = await read(filterOf(request, desk, days));
      return csvDownload(`${id}.csv`, formatCsv(figure.header, figure.rows));
    },
  },
];

const periods = [7, 28, 90];
const dayMs = 24 * 3_600_000;
const query = z.object({
  days: z.coerce
    .number()
    .refine((days) => periods.includes(days))
    .catch(28),
  figure: z.string().catch("conversations"),
});

/** Returns the figures in the order of the page, by their name in the CSV's address. Staff see none of dossiers, nor typed words. */
function readersFor({ role }: Account, { catalog }: DeskContext): ReadonlyMap<string, ReadFigure> {
  const atPoints: Readonly<Record<string, ReadFigure>> = {
    conversations: readConversations,
    checklists: createChecklistFigure(catalog),
    stops: createLastQuestionFigure(catalog),
  };
  if (role === "staff") return new Map(Object.entries(atPoints));
  const all: Readonly<Record<string, ReadFigure>> = {
    ...atPoints,
    missed: readMissedFigure,
    satisfaction: readSatisfaction,
    "satisfaction-procedures": createSatisfactionByProcedure(catalog),
    "satisfaction-units": readSatisfactionByUnit,
    "satisfaction-whys": createSatisfactionReasons(catalog),
    overdue: readOverdue,
    deliveries: readDeliveries,
  };
  return new Map(Object.entries(all));
}

function filterOf({ account, now }: SignedInRequest, { database }: DeskContext, days: number) {
  const from = new Date(now.getTime() - days * dayMs);
  const points = account.role === "staff" ? account.pointIds : null;
  return { db: database.db, from, now, points, ...agencyScope(account) };
}

function chartOf({ title, rows, isList }: Figure): string | null {
  if (rows.length === 0 || isList === true) return null;
  return drawBars(
    title,
    rows.map(([label, value]) => ({ label, value })),
  );
}
