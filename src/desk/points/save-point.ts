import type { PointOverride } from "../../catalog/overrides.ts";
import type { Closure, HelpPoint, Opening } from "../../catalog/schema.ts";
import { overridePoint } from "../../live/catalog-overrides.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";

/** What of a point its team changes from day to day, as it is when the change is made. */
export interface DailyFields {
  readonly closures: readonly Closure[];
  readonly openings: readonly Opening[];
  readonly duty: PointOverride["duty"];
}

/** Changes what residents read about a point, and records each field before and after. Every replica follows. */
export async function savePoint(
  { account, now }: Pick<SignedInRequest, "account" | "now">,
  desk: DeskContext,
  point: HelpPoint,
  edit: PointOverride | ((present: DailyFields) => PointOverride),
): Promise<void> {
  await desk.database.transaction(async (tx) => {
    let made: PointOverride = {};
    const change = (present: PointOverride): PointOverride => {
      made = typeof edit === "function" ? edit(dailyFields(point, present)) : edit;
      return made;
    };
    await overridePoint(tx, point.id, change, { by: account.username, now });
    const known = new Map<string, unknown>(Object.entries(point));
    const was = Object.keys(made).map((field) => [field, known.get(field) ?? null]);
    const action = {
      action: "point.edit",
      subject: `point ${point.id}`,
      detail: JSON.stringify({ was: Object.fromEntries(was), is: made }),
    };
    await recordAction(tx, account, action, now);
  });
  await desk.refreshOverrides();
}

function dailyFields(point: HelpPoint, { closures, openings, duty }: PointOverride): DailyFields {
  return {
    closures: closures ?? point.closures ?? [],
    openings: openings ?? point.openings ?? [],
    duty,
  };
}
