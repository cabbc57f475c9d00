import { z } from "zod";
import type { FigureFilter } from "../../db/queries/figures.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";
import { type Account, agencyScope } from "../identity/account.ts";
import {
  createChecklistFigure,
  createLastQuestionFigure,
  readConversations,
  readMissedFigure,
  readWeeks,
} from "./conversations.ts";
import { readCost } from "./cost.ts";
import { readDeliveries, readOverdue, readUnits } from "./dossiers.ts";
import type { ReadFigure } from "./figure.ts";
import {
  createSatisfactionByProcedure,
  createSatisfactionReasons,
  readSatisfaction,
  readSatisfactionByUnit,
} from "./satisfaction.ts";

/** How many days a figure may cover. */
export const periods: readonly number[] = [7, 28, 90];
const dayMs = 24 * 3_600_000;
const querySchema = z.object({
  days: z.coerce
    .number()
    .refine((days) => periods.includes(days))
    .catch(28),
  figure: z.string().catch("conversations"),
});

export function readQuery(query: unknown): z.infer<typeof querySchema> {
  return querySchema.parse(query ?? {});
}

/** Returns the figures in the order of the page, by their name in a download's address. Staff see none of dossiers, nor typed words. */
export function readersFor(
  { role }: Account,
  { catalog }: Pick<DeskContext, "catalog">,
): ReadonlyMap<string, ReadFigure> {
  const atPoints: Readonly<Record<string, ReadFigure>> = {
    checklists: createChecklistFigure(catalog),
    weeks: readWeeks,
    conversations: readConversations,
    stops: createLastQuestionFigure(catalog),
  };
  if (role === "staff") return new Map(Object.entries(atPoints));
  const all: Readonly<Record<string, ReadFigure>> = {
    units: readUnits,
    overdue: readOverdue,
    ...atPoints,
    missed: readMissedFigure,
    satisfaction: readSatisfaction,
    "satisfaction-procedures": createSatisfactionByProcedure(catalog),
    "satisfaction-units": readSatisfactionByUnit,
    "satisfaction-whys": createSatisfactionReasons(catalog),
    deliveries: readDeliveries,
    cost: readCost,
  };
  return new Map(Object.entries(all));
}

export function filterOf(
  { account, now }: SignedInRequest,
  { database }: DeskContext,
  days: number,
): FigureFilter {
  const from = new Date(now.getTime() - days * dayMs);
  const points = account.role === "staff" ? account.pointIds : null;
  return { db: database.db, from, now, points, ...agencyScope(account) };
}
