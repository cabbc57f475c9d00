import { toLocalDay } from "../catalog/local-time.ts";
import {
  type CatalogOverrides,
  type PointOverride,
  pointOverrideSchema,
} from "../catalog/overrides.ts";
import {
  deleteAlias,
  incrementLiveVersion,
  insertAlias,
  lockPointEdit,
  selectAliases,
  selectPointEdit,
  selectPointEdits,
  updatePointEdit,
} from "../db/queries/live-overrides.ts";
import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";

interface Editor {
  /** The username of the account that edits. */
  readonly by: string;
  readonly now: Date;
}

/** Reads every override. Leaves an edit out if this version cannot read it, and calls `onInvalidEdit` with its point. */
export async function readCatalogOverrides(
  db: DbHandle,
  onInvalidEdit: (pointId: string) => void,
): Promise<CatalogOverrides> {
  const rows = await selectPointEdits(db);
  const points = rows.flatMap(({ point_id: id, edit, edited_at: at }) => {
    const override = parseEdit(edit);
    if (override === null) onInvalidEdit(id);
    return override === null ? [] : [[id, { override, day: toLocalDay(at) }] as const];
  });
  const aliases = Map.groupBy(await selectAliases(db, "asc"), (row) => row.procedure_id);
  return {
    points: new Map(points),
    aliases: new Map([...aliases].map(([id, rows]) => [id, rows.map(({ alias }) => alias)])),
  };
}

/** Returns the override of one point; empty if there is none. */
export async function readPointOverride(db: DbHandle, pointId: string): Promise<PointOverride> {
  const edit = await selectPointEdit(db, pointId);
  return (edit === undefined ? null : parseEdit(edit)) ?? {};
}

/**
 * Adds the named fields to the override of a point; a function makes them of the present override, which nobody else changes
 * meanwhile. Returns the whole override before and after.
 */
export async function overridePoint(
  tx: Transaction,
  pointId: string,
  change: PointOverride | ((present: PointOverride) => PointOverride),
  editor: Editor,
): Promise<{ readonly before: PointOverride; readonly after: PointOverride }> {
  const before = parseEdit(await lockPointEdit(tx, pointId, editor)) ?? {};
  const made = typeof change === "function" ? change(before) : change;
  const after = pointOverrideSchema.parse({ ...before, ...made });
  await updatePointEdit(tx, pointId, JSON.stringify(after), editor);
  await incrementLiveVersion(tx);
  return { before, after };
}

/** Returns false if the procedure has that alias already. */
export async function addAlias(
  tx: Transaction,
  procedureId: string,
  alias: string,
  editor: Editor,
): Promise<boolean> {
  const isAdded = await insertAlias(tx, procedureId, alias, editor);
  if (isAdded) await incrementLiveVersion(tx);
  return isAdded;
}

/** Returns false if there was no such alias. */
export async function removeAlias(
  tx: Transaction,
  procedureId: string,
  alias: string,
): Promise<boolean> {
  const isRemoved = await deleteAlias(tx, procedureId, alias);
  if (isRemoved) await incrementLiveVersion(tx);
  return isRemoved;
}

function parseEdit(text: string): PointOverride | null {
  const { success, data } = pointOverrideSchema.safeParse(JSON.parse(text));
  return success ? data : null;
}
