import type { Catalog } from "../../catalog/catalog.ts";
import { type DueFact, listDue } from "../../catalog/facts/due.ts";
import { countChecklists } from "../../db/queries/figures.ts";
import type { DbHandle } from "../../db/schema.ts";

export interface DueSource {
  readonly db: DbHandle;
  readonly catalog: () => Catalog;
}

const askedDays = 90;
const dayMs = 24 * 3_600_000;
/** Above the number of procedures. */
const maxFlows = 10_000;

/** Lists what is due on a local day; what residents asked for most in the last 90 days comes first. */
export async function readDue(
  { db, catalog }: DueSource,
  { day, now }: { readonly day: string; readonly now: Date },
): Promise<DueFact[]> {
  const { procedures, sources } = catalog();
  const asked = await countAsked(db, now);
  return listDue({ procedures: procedures.values(), sources, day, asked });
}

/** Counts, by procedure, who began it; once for each resident and day. */
async function countAsked(db: DbHandle, now: Date): Promise<ReadonlyMap<string, number>> {
  const from = new Date(now.getTime() - askedDays * dayMs);
  const rows = await countChecklists({ db, from, now, agencyId: null, points: null }, maxFlows);
  return new Map(rows.map(({ flow, begun }) => [flow.replace(/^procedure:/, ""), begun]));
}
