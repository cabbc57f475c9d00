import { changedFields } from "../../catalog/versions/apply-versions.ts";
import type { CatalogChange } from "../../catalog/versions/change.ts";
import { insertAgencyProcedure, lockVersion } from "../../db/queries/catalog-versions.ts";
import { versionStatus } from "../../db/tables/catalog-tables.ts";
import { ProblemError } from "../../http/problem.ts";
import { putChange, removeChange } from "../../live/catalog-versions.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";
import { type EditScope, findRefusal, loadEditScope } from "./edit-scope.ts";
import { noDraft } from "./requested-version.ts";

/**
 * Puts changes into a draft. A change that changes nothing is taken out of it. `adds` is the id of a procedure that nobody
 * has yet: an official's becomes one of their agency.
 * Throws ProblemError: 403 if the account may not make one of them, 409 if the version is no draft any more.
 */
export async function saveChanges(
  { account, now }: Pick<SignedInRequest, "account" | "now">,
  desk: DeskContext,
  versionId: number,
  changes: readonly CatalogChange[],
  { adds = null }: { readonly adds?: string | null } = {},
): Promise<void> {
  const own = await loadEditScope(desk.database.db, account, desk.live.records());
  const scope = own === null || adds === null ? own : withProcedure(own, adds);
  for (const change of changes) {
    const refusal = findRefusal(scope, change);
    if (refusal !== null) throw notYours(refusal);
  }
  await desk.database.transaction(async (tx) => {
    const row = await lockVersion(tx, versionId);
    if (row?.status !== versionStatus.draft) throw noDraft();
    if (adds !== null && account.agencyId !== null) {
      await insertAgencyProcedure(tx, account.agencyId, adds);
    }
    for (const change of changes) {
      const { kind, id } = change;
      const isEmpty = change.record === null ? change.base === null : hasNoEffect(change);
      if (isEmpty) await removeChange(tx, versionId, change);
      else await putChange(tx, versionId, change, { by: account.username, now });
      const detail = `${kind} ${id}: ${isEmpty ? "as before" : changedFields(change).join(" ")}`;
      const action = { action: "catalog.change", subject: `catalog version ${versionId}`, detail };
      await recordAction(tx, account, action, now);
    }
  });
}

function withProcedure(scope: NonNullable<EditScope>, id: string): EditScope {
  return { ...scope, procedures: new Set([...scope.procedures, id]) };
}

function hasNoEffect(change: CatalogChange): boolean {
  return change.base !== null && changedFields(change).length === 0;
}

function notYours(reason: string): ProblemError {
  return new ProblemError(403, "not-your-record", reason);
}
