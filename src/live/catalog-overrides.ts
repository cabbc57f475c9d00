import { toLocalDay } from "../catalog/local-time.ts";
import type { CatalogOverrides, PointOverride } from "../catalog/overrides.ts";
import { pointOverrideSchema } from "../catalog/overrides.ts";
import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";
import { raiseLiveVersion } from "./version.ts";

export interface Editing {
  /** The account that edits. */
  readonly by: string;
  readonly now: Date;
}

/** Everything laid over the shipped records. An edit that this version can't read is left out, and `onFault` told its point. */
export async function readCatalogEdits(
  db: DbHandle,
  onFault: (pointId: string) => void,
): Promise<CatalogOverrides> {
  const rows = await db.selectFrom("point_edit").selectAll().execute();
  const points = rows.flatMap(({ point_id: id, edit, edited_at: at }) => {
    const read = readEdit(edit);
    if (read === null) onFault(id);
    return read === null ? [] : [[id, { edit: read, day: toLocalDay(at) }] as const];
  });
  const names = await db.selectFrom("procedure_alias").selectAll().orderBy("added_at").execute();
  const aliases = Map.groupBy(names, (name) => name.procedure_id);
  return {
    points: new Map(points),
    aliases: new Map([...aliases].map(([id, rows]) => [id, rows.map(({ alias }) => alias)])),
  };
}

/** The edit of one point so far; empty where there is none. */
export async function pointEditOf(db: DbHandle, pointId: string): Promise<PointOverride> {
  const row = await db
    .selectFrom("point_edit")
    .select("edit")
    .where("point_id", "=", pointId)
    .executeTakeFirst();
  return (row && readEdit(row.edit)) ?? {};
}

/**
 * Lays the named fields over the point, beside what was laid before, and returns the whole edit as it was and as it is now.
 * The row is held meanwhile: two who edit at once lose neither's fields.
 */
export async function editPoint(
  tx: Transaction,
  pointId: string,
  change: PointOverride,
  { by, now }: Editing,
): Promise<{ readonly before: PointOverride; readonly after: PointOverride }> {
  await tx
    .insertInto("point_edit")
    .values({ point_id: pointId, edit: "{}", edited_by: by, edited_at: now })
    .onConflict((conflict) => conflict.column("point_id").doNothing())
    .execute();
  const { edit } = await tx
    .selectFrom("point_edit")
    .select("edit")
    .where("point_id", "=", pointId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const before = readEdit(edit) ?? {};
  const after = pointOverrideSchema.parse({ ...before, ...change });
  await tx
    .updateTable("point_edit")
    .set({ edit: JSON.stringify(after), edited_by: by, edited_at: now })
    .where("point_id", "=", pointId)
    .execute();
  await raiseLiveVersion(tx);
  return { before, after };
}

/** false where the procedure has that alias already. */
export async function addAlias(
  tx: Transaction,
  procedureId: string,
  alias: string,
  { by, now }: Editing,
): Promise<boolean> {
  const added = await tx
    .insertInto("procedure_alias")
    .values({ procedure_id: procedureId, alias, added_by: by, added_at: now })
    .onConflict((conflict) => conflict.columns(["procedure_id", "alias"]).doNothing())
    .returning("alias")
    .executeTakeFirst();
  if (added !== undefined) await raiseLiveVersion(tx);
  return added !== undefined;
}

/** false where there was none. */
export async function removeAlias(
  tx: Transaction,
  procedureId: string,
  alias: string,
): Promise<boolean> {
  const removed = await tx
    .deleteFrom("procedure_alias")
    .where("procedure_id", "=", procedureId)
    .where("alias", "=", alias)
    .returning("alias")
    .executeTakeFirst();
  if (removed !== undefined) await raiseLiveVersion(tx);
  return removed !== undefined;
}

function readEdit(text: string): PointOverride | null {
  const { success, data } = pointOverrideSchema.safeParse(JSON.parse(text));
  return success ? data : null;
}
