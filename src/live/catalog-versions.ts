import { createInterner } from "../catalog/listed/intern-texts.ts";
import { toInstant } from "../catalog/local-time.ts";
import {
  type CatalogChange,
  type CatalogVersion,
  parseChange,
} from "../catalog/versions/change.ts";
import {
  type ChangeRow,
  deleteChange,
  insertChanges,
  insertVersion,
  selectActiveVersions,
  selectChanges,
  updateVersion,
  upsertChange,
  type VersionRow,
} from "../db/queries/catalog-versions.ts";
import { incrementLiveVersion } from "../db/queries/live-overrides.ts";
import type { DbHandle } from "../db/schema.ts";
import { versionStatus } from "../db/tables/catalog-tables.ts";
import type { Transaction } from "../db/transaction.ts";

export interface NewDraft {
  readonly title: string;
  readonly origin: "desk" | "import";
  /** The agency whose officials it belongs to; null: administrators. */
  readonly agencyId: number | null;
  /** The username of the account that makes it. */
  readonly by: string;
  readonly now: Date;
  /** `toChange` makes one from the present records. */
  readonly changes: readonly CatalogChange[];
}

/** Stores a draft with its changes and returns its id. Nothing of it takes effect before it is activated. */
export async function createDraft(
  tx: Transaction,
  { title, origin, agencyId, by, now, changes }: NewDraft,
): Promise<number> {
  const id = await insertVersion(tx, {
    title,
    origin,
    agency_id: agencyId,
    status: versionStatus.draft,
    revision: 1,
    activate_on: null,
    created_by: by,
    created_at: now,
  });
  await insertChanges(
    tx,
    changes.map((change) => toRow(id, change, { by, now })),
  );
  return id;
}

/** Adds a change to a draft, or replaces the draft's change of the same record. The caller has locked the draft. */
export async function putChange(
  tx: Transaction,
  versionId: number,
  change: CatalogChange,
  editor: { readonly by: string; readonly now: Date },
): Promise<void> {
  await upsertChange(tx, toRow(versionId, change, editor));
  await updateVersion(tx, versionId, {});
}

/** Takes a change out of a draft. Returns false if the draft has none of that record. The caller has locked the draft. */
export async function removeChange(
  tx: Transaction,
  versionId: number,
  { kind, id }: Pick<CatalogChange, "kind" | "id">,
): Promise<boolean> {
  const isRemoved = await deleteChange(tx, { versionId, kind, recordId: id });
  if (isRemoved) await updateVersion(tx, versionId, {});
  return isRemoved;
}

function toRow(
  versionId: number,
  { kind, id, base, record }: CatalogChange,
  { by, now }: { readonly by: string; readonly now: Date },
): ChangeRow {
  return {
    version_id: versionId,
    kind,
    record_id: id,
    base: base === null ? null : JSON.stringify(base),
    record: record === null ? null : JSON.stringify(record),
    changed_by: by,
    changed_at: now,
  };
}

/** Makes a version active, at once or from the beginning of a local day. The caller has checked and locked it. */
export async function activateVersion(
  tx: Transaction,
  id: number,
  { activateOn, approvedBy, now }: { activateOn: string | null; approvedBy: string; now: Date },
): Promise<void> {
  await updateVersion(tx, id, {
    status: versionStatus.active,
    activate_on: activateOn,
    approved_by: approvedBy,
    activated_at: now,
  });
  await incrementLiveVersion(tx);
}

/** Ends an active version: every record is again as it would be without it. The caller has locked it. */
export async function rollBackVersion(
  tx: Transaction,
  id: number,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  await updateVersion(tx, id, { status: versionStatus.ended, ended_by: by, ended_at: now });
  await incrementLiveVersion(tx);
}

/** Returns the versions in effect on a local day, in the order in which they took effect, without their changes. */
export async function selectEffectiveVersions(db: DbHandle, day: string): Promise<VersionRow[]> {
  const active = await selectActiveVersions(db);
  return active
    .filter(({ activate_on: on }) => on === null || on <= day)
    .toSorted((one, other) => effectiveAt(one) - effectiveAt(other) || one.id - other.id);
}

function effectiveAt({ activated_at: at, activate_on: on }: VersionRow): number {
  return Math.max(at?.getTime() ?? 0, on === null ? 0 : toInstant(on, 0).getTime());
}

/** Reads the changes of versions. Leaves a version out if this release cannot read it, and calls `onInvalidVersion`. */
export async function readVersions(
  db: DbHandle,
  ids: readonly number[],
  onInvalidVersion: (id: number) => void,
): Promise<CatalogVersion[]> {
  const versions: CatalogVersion[] = [];
  for (const id of ids) {
    const changes = await readChanges(db, id);
    if (changes === null) onInvalidVersion(id);
    else versions.push({ id, changes });
  }
  return versions;
}

/** Returns null if this release cannot read one of them. */
async function readChanges(db: DbHandle, versionId: number): Promise<CatalogChange[] | null> {
  const intern = createInterner();
  const changes: CatalogChange[] = [];
  for await (const row of selectChanges(db, versionId)) {
    const change = readChange(row);
    if (change === null) return null;
    if (change.kind === "listed") intern(change.record);
    changes.push(change);
  }
  return changes;
}

function readChange({ kind, record_id: id, base, record }: ChangeRow): CatalogChange | null {
  const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return parseChange({ kind, id, base: parse(base), record: parse(record) });
}
