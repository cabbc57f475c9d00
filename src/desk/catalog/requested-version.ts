import type { CatalogRecords } from "../../catalog/schema.ts";
import { applyVersions } from "../../catalog/versions/apply-versions.ts";
import type { CatalogChange } from "../../catalog/versions/change.ts";
import { selectVersion, type VersionRow } from "../../db/queries/catalog-versions.ts";
import { versionStatus } from "../../db/tables/catalog-tables.ts";
import { ProblemError } from "../../http/problem.ts";
import { readVersions } from "../../live/catalog-versions.ts";
import { notFound } from "../framework/errors.ts";
import { type DeskContext, type Owner, pathId, type SignedInRequest } from "../framework/route.ts";

/** Returns the owner of the version that the path names; for the route table. */
export async function findVersionOwner(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const id = pathId(params, "version");
  const row = id === null ? undefined : await selectVersion(database.db, id);
  return row === undefined ? null : { agencyId: row.agency_id };
}

export interface RequestedVersion {
  readonly row: VersionRow;
  /** null: this release cannot read them. */
  readonly changes: readonly CatalogChange[] | null;
}

export async function requireVersion(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<RequestedVersion> {
  const id = pathId(params, "version");
  const row = id === null ? undefined : await selectVersion(database.db, id);
  if (row === undefined) throw notFound();
  const [version] = await readVersions(database.db, [row.id], ignoreUnreadable);
  return { row, changes: version?.changes ?? null };
}

/** The caller sees that there are none. */
function ignoreUnreadable(): void {}

/** A draft as its forms see it. */
export interface OpenDraft {
  readonly row: VersionRow;
  readonly changes: readonly CatalogChange[];
  /** The records in effect. */
  readonly present: CatalogRecords;
  /** The same with the draft's changes. */
  readonly drafted: CatalogRecords;
}

/** Returns the draft that the path names. Throws ProblemError (409) if it is no draft any more. */
export async function requireDraft(
  request: SignedInRequest,
  desk: DeskContext,
): Promise<OpenDraft> {
  const { row, changes } = await requireVersion(request, desk);
  if (row.status !== versionStatus.draft || changes === null) throw noDraft();
  const present = desk.live.records();
  const drafted = applyVersions(present, [{ id: row.id, changes }]);
  return { row, changes, present, drafted };
}

export function noDraft(): ProblemError {
  return new ProblemError(
    409,
    "no-draft",
    "Bản này không còn là bản nháp nên không sửa được nữa. Bạn mở bản nháp khác.",
  );
}

export function versionChangedMeanwhile(): ProblemError {
  return new ProblemError(
    409,
    "changed-meanwhile",
    "Bản này đã thay đổi từ lúc bạn mở trang. Bạn xem lại rồi hãy bấm.",
  );
}
