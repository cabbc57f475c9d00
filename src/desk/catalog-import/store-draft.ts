import type { Transaction } from "../../db/transaction.ts";
import { type DraftedImport, draftImport } from "../../live/catalog-imports.ts";
import { recordAction } from "../audit/record-action.ts";
import type { Account } from "../identity/account.ts";
import { changesOf, type FilePlan } from "./plan-files.ts";

const maxTitleLength = 120;
/** Who made a draft that nobody made at the desk. */
const program = "catalog:import";

/** Makes a draft of what the files of an import change. `account` is null for the program. */
export async function storeDraft(
  tx: Transaction,
  account: Account | null,
  plans: readonly FilePlan[],
  now: Date,
): Promise<DraftedImport> {
  const names = plans.map(({ name }) => name).join(", ");
  const made = await draftImport(tx, {
    title: `Nhập từ ${names}`.slice(0, maxTitleLength),
    by: account?.username ?? program,
    now,
    changes: changesOf(plans),
  });
  if (made.draftId === null) return made;
  const subject = `catalog version ${made.draftId}`;
  const detail = `${names}: ${made.changeCount} changes`.slice(0, maxTitleLength * 2);
  await recordAction(tx, account, { action: "catalog.import", subject, detail }, now);
  return made;
}
