import { selectAgencyProcedures } from "../../db/queries/catalog-versions.ts";
import type { ListedSentence } from "../../db/queries/misunderstood-sentences.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Account } from "../identity/account.ts";

/** The procedures about which an account labels sentences, by id; null: all. */
export type LabelScope = ReadonlySet<string> | null;

export async function loadLabelScope(
  db: DbHandle,
  { role, agencyId }: Account,
): Promise<LabelScope> {
  if (role === "administrator") return null;
  return new Set(agencyId === null ? [] : await selectAgencyProcedures(db, agencyId));
}

interface Labelling {
  readonly sentence: ListedSentence | undefined;
  /** The procedure that a label names already; null if there is no label, or one without a procedure. */
  readonly labelledProcedure: string | null;
  readonly isLabelled: boolean;
  /** The procedure that the new label names; null if it names none, or is removed. */
  readonly procedure: string | null;
}

/**
 * Returns why an account may not label a sentence so, in words for it; null if it may. An official says what means a
 * procedure of their agency; of a sentence that was taken for one of these, also that it meant something else.
 */
export function findLabelRefusal(
  scope: LabelScope,
  { sentence, labelledProcedure, isLabelled, procedure }: Labelling,
): string | null {
  if (scope === null) return null;
  const isOwn = (id: string) => scope.has(id);
  if (procedure !== null && !isOwn(procedure)) return "Thủ tục này không thuộc cơ quan của bạn.";
  const wasTakenForOwn =
    sentence?.cases.some(({ procedures }) => procedures.some(isOwn)) === true ||
    (labelledProcedure !== null && isOwn(labelledProcedure));
  if (procedure === null && !wasTakenForOwn) {
    return "Câu này không liên quan đến thủ tục của cơ quan bạn: bạn chọn thủ tục của cơ quan mình, hoặc để quản trị làm.";
  }
  const isOthers = isLabelled && (labelledProcedure === null || !isOwn(labelledProcedure));
  return isOthers && !wasTakenForOwn ? "Câu này người khác đã gán nhãn." : null;
}
