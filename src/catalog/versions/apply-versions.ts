import type { CatalogRecords } from "../schema.ts";
import {
  type CatalogChange,
  type CatalogVersion,
  type ChangeKind,
  type ChangeOf,
  type RecordFields,
  type RecordOf,
  recordSchemas,
} from "./change.ts";
import { findRecord, recordAccess } from "./record-access.ts";
import { isSameValue } from "./same-value.ts";

/**
 * Returns the records with the versions applied in the given order. A list without a changed record is returned as the same
 * object, so that its index can be reused. A change of a record that no longer exists is ignored.
 */
export function applyVersions(
  records: CatalogRecords,
  versions: readonly CatalogVersion[],
): CatalogRecords {
  const changes = versions.flatMap((version) => version.changes);
  let applied = records;
  for (const [kind, ofKind] of Map.groupBy(changes, (change) => change.kind)) {
    applied = applyToKind(applied, kind, ofKind);
  }
  return applied;
}

/** Returns the change that makes a record out of the present one with the same id. */
export function toChange<Kind extends ChangeKind>(
  records: CatalogRecords,
  kind: Kind,
  id: string,
  record: RecordOf<Kind> | null,
): ChangeOf<Kind> {
  return { kind, id, base: findRecord(records, kind, id) ?? null, record };
}

/** The fields that a change sets, each with the value that it found. */
export function changedFields({ base, record }: CatalogChange): string[] {
  const [before, after]: [RecordFields, RecordFields] = [base ?? {}, record ?? {}];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !isSameValue(before[field], after[field]),
  );
}

/** The fields that a change sets although somebody else has set them differently since. */
export function findConflicts(records: CatalogRecords, change: CatalogChange): string[] {
  const { kind, id, base, record } = change;
  const present: RecordFields | undefined = findRecord(records, kind, id);
  if (base === null) return present === undefined ? [] : [...changedAgainst(present, record ?? {})];
  if (present === undefined) return record === null ? [] : ["-"];
  const after: RecordFields = record ?? {};
  return changedFields(change).filter(
    (field) =>
      !isSameValue(present[field], base[field]) && !isSameValue(present[field], after[field]),
  );
}

function changedAgainst(one: RecordFields, other: RecordFields): string[] {
  return Object.keys(other).filter((field) => !isSameValue(one[field], other[field]));
}

function applyToKind<Kind extends ChangeKind>(
  records: CatalogRecords,
  kind: Kind,
  changes: readonly CatalogChange[],
): CatalogRecords {
  const access = recordAccess[kind];
  const present = access.list(records);
  const byKey = new Map(present.map((record) => [access.keyOf(record), record]));
  for (const change of changes as readonly ChangeOf<Kind>[]) {
    const result = applyChange(byKey.get(change.id), change);
    if (result === undefined) byKey.delete(change.id);
    else byKey.set(change.id, result);
  }
  const changed = [...byKey.values()];
  const isSame =
    changed.length === present.length && changed.every((record, at) => record === present[at]);
  return isSame ? records : access.replace(records, changed);
}

function applyChange<Kind extends ChangeKind>(
  present: RecordOf<Kind> | undefined,
  change: ChangeOf<Kind>,
): RecordOf<Kind> | undefined {
  const { kind, base, record } = change;
  if (record === null) return undefined;
  if (present === undefined) return base === null ? record : undefined;
  const [was, after]: [RecordFields, RecordFields] = [base ?? {}, record];
  const merged: Record<string, unknown> = { ...present };
  for (const field of new Set([...Object.keys(was), ...Object.keys(after)])) {
    if (isSameValue(was[field], after[field])) continue;
    if (after[field] === undefined) delete merged[field];
    else merged[field] = after[field];
  }
  const parsed = recordSchemas[kind].safeParse(merged);
  // Both halves are valid, so this needs a schema that has changed since: the present record is the safe one.
  return parsed.success ? (parsed.data as RecordOf<Kind>) : present;
}
