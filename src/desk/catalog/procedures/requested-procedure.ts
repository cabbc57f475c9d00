import type { Procedure } from "../../../catalog/procedure-schema.ts";
import type { Guide } from "../../../catalog/schema.ts";
import { findRecord } from "../../../catalog/versions/record-access.ts";
import { notFound } from "../../framework/errors.ts";
import type { DeskContext, SignedInRequest } from "../../framework/route.ts";
import { type EditScope, loadEditScope, mayEditWhole } from "../edit-scope.ts";
import { type OpenDraft, requireDraft } from "../requested-version.ts";

/** The procedure that a form of a draft is about, as the draft has it. */
export interface DraftedProcedure {
  readonly draft: OpenDraft;
  readonly procedure: Procedure;
  /** null: the procedure has none. */
  readonly guide: Guide | null;
  readonly scope: EditScope;
  /** False: the account edits only the fees of its own province. */
  readonly isWhole: boolean;
  /** The page of the procedure in this draft, below /desk. */
  readonly path: string;
}

export async function requireProcedure(
  request: SignedInRequest,
  desk: DeskContext,
): Promise<DraftedProcedure> {
  const draft = await requireDraft(request, desk);
  const id = request.params["procedure"] ?? "";
  const procedure = findRecord(draft.drafted, "procedure", id);
  if (procedure === undefined) throw notFound();
  const scope = await loadEditScope(desk.database.db, request.account, draft.present);
  return {
    draft,
    procedure,
    guide: findRecord(draft.drafted, "guide", id) ?? null,
    scope,
    isWhole: mayEditWhole(scope, id),
    path: `/catalog/${draft.row.id}/procedures/${id}`,
  };
}
