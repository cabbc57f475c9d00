import { z } from "zod";
import { scopeOf } from "../dossiers/dossiers-page.ts";
import type { DeskContext } from "../framework/context.ts";
import { writeCsv } from "../framework/csv.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { csvDownload, page } from "../framework/view-result.ts";
import type { Account } from "../identity/account.ts";
import { everybody } from "../identity/roles.ts";
import { drawBars } from "./chart.ts";
import { checklistReader, stopReader } from "./checklists.ts";
import { readConversations } from "./conversations.ts";
import { readDeliveries, readOverdue } from "./dossiers.ts";
import type { Figure, ReadFigure } from "./figure.ts";
import { readMissed } from "./missed-questions.ts";
import {
  readSatisfaction,
  satisfactionByProcedure,
  satisfactionByUnit,
  satisfactionWhys,
} from "./satisfaction.ts";

export const figureRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/figures",
    roles: everybody,
    does: "shows the first figures: of dossiers those of one's agency; to staff, of conversations those at their points",
    answer: async (call, desk) => {
      const { days } = query.parse(call.query);
      const figures = await Promise.all(
        Object.values(readersFor(call.account, desk)).map((read) =>
          read(requestOf(call, desk, days)),
        ),
      );
      return page("figures", "Số liệu", {
        isOfOwnPoints: call.account.role === "staff",
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
    does: "exports one of the figures",
    answer: async (call, desk) => {
      const { days, figure: id } = query.parse(call.query);
      const read = readersFor(call.account, desk)[id];
      if (read === undefined) throw notFound();
      const figure = await read(requestOf(call, desk, days));
      return csvDownload(`${id}.csv`, writeCsv(figure.header, figure.rows));
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

/** In the order of the page; named as in the CSV's address. Those of dossiers, and words that anybody typed, are not for staff. */
function readersFor(
  { role }: Account,
  { catalog }: DeskContext,
): Readonly<Record<string, ReadFigure>> {
  const atPoints = {
    conversations: readConversations,
    checklists: checklistReader(catalog),
    stops: stopReader(catalog),
  };
  if (role === "staff") return atPoints;
  return {
    ...atPoints,
    missed: readMissed,
    satisfaction: readSatisfaction,
    "satisfaction-procedures": satisfactionByProcedure(catalog),
    "satisfaction-units": satisfactionByUnit,
    "satisfaction-whys": satisfactionWhys(catalog),
    overdue: readOverdue,
    deliveries: readDeliveries,
  };
}

function requestOf({ account, now }: SignedInRequest, { database }: DeskContext, days: number) {
  const from = new Date(now.getTime() - days * dayMs);
  const points = account.role === "staff" ? account.pointIds : null;
  return { db: database.db, from, now, points, ...scopeOf(account) };
}

function chartOf({ title, rows, isList }: Figure): string | null {
  if (rows.length === 0 || isList === true) return null;
  return drawBars(
    title,
    rows.map(([label, value]) => ({ label, value })),
  );
}
