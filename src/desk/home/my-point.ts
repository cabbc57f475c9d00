import { selectPointTargets } from "../../db/queries/links.ts";
import { countByPointAndWeek } from "../../links/link-counts.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";
import { describePointDay } from "../points/point-day.ts";
import { describeDuty } from "../points/point-duty.ts";
import { pointsOfAccount } from "../points/points-page.ts";

/** A team has one point, or a few; the others are a press away. */
const maxShown = 3;

/** Returns the points of a staff member's team, with their day and this week against the target. Nobody else has any. */
export async function describeMyPoints(request: SignedInRequest, desk: DeskContext) {
  const { account, now } = request;
  if (account.role !== "staff") return { points: [], morePoints: 0 };
  const all = pointsOfAccount(account, desk);
  const shown = all.slice(0, maxShown);
  const ids = shown.map(({ id }) => id);
  const { db } = desk.database;
  const weeks = await countByPointAndWeek(db, { points: ids, now, count: 1 });
  const targets = await selectPointTargets(db);
  const points = [];
  for (const point of shown) {
    points.push({
      day: describePointDay(point, { catalog: desk.catalog(), now }),
      duty: await describeDuty(point, request, desk),
      begun: weeks.find((week) => week.point === point.id)?.begun ?? 0,
      target: targets.get(point.id) ?? null,
    });
  }
  return { points, morePoints: all.length - shown.length };
}
