import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import type { Database } from "../../db/open.ts";
import { lockIngestion } from "../../db/queries/dossiers.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { DossierBox } from "./dossier-box.ts";
import { beginRecording, type Hold } from "./held-updates.ts";
import { recomputeStatus, type StatusChange } from "./recompute-status.ts";
import type { Reports } from "./report.ts";
import { saveSteps } from "./step-store.ts";
import { upsertDossiers } from "./upsert-dossiers.ts";
import { loadWriteAccess, type Refusal, refusalsIn } from "./write-access.ts";

interface IngestDependencies {
  readonly database: Pick<Database, "transaction">;
  readonly box: DossierBox;
  readonly now: () => Date;
  readonly enqueueNotifications: EnqueueChanges;
}

/**
 * Runs in the same transaction, so that a change and its notifications are stored together or not at all. Nothing is sent
 * before `dueAt`; absent: now.
 */
export type EnqueueChanges = (
  tx: Transaction,
  changes: readonly StatusChange[],
  dueAt?: Date,
) => Promise<void>;

/** The normalized codes that the sender may not write. Nothing of them is stored. */
export type Refusals = ReadonlyMap<string, Refusal>;

/**
 * `alongside` runs in the same transaction: if it throws, nothing of the call is stored. With `hold`, nothing is sent before
 * its end, and until then the call can be taken back (`undo-reports.ts`).
 */
export type IngestReports = (
  reports: Reports,
  alongside?: (tx: Transaction, refusals: Refusals) => Promise<void>,
  hold?: Hold,
) => Promise<Refusals>;

/**
 * Returns the function that ingests what agencies report, from any source. It stores all of a call that the sender may write,
 * or nothing; the same call again changes nothing. It rejects if the database fails.
 */
export function createReportIngestion({
  database,
  box,
  now,
  enqueueNotifications,
}: IngestDependencies): IngestReports {
  return async ({ sender, dossiers, steps }, alongside, hold) => {
    const codeKeys = [...new Set([...dossiers, ...steps].map(codeKeyOf))];
    if (codeKeys.length === 0) return new Map();
    return database.transaction(async (tx) => {
      // One call at a time: two calls with a step and its dossier would not see each other, and both would be stored
      // without ever being joined.
      await lockIngestion(tx);
      const at = now();
      const access = await loadWriteAccess(tx, sender, codeKeys);
      const refusals = refusalsIn(access, codeKeys);
      const isAllowed = (report: { readonly code: string }) => !refusals.has(codeKeyOf(report));
      const allowed = { dossiers: dossiers.filter(isAllowed), steps: steps.filter(isAllowed) };
      const recording = hold && (await beginRecording(tx, allowed, codeKeys, at));
      await upsertDossiers(tx, allowed.dossiers, { access, box, now: at });
      await saveSteps(tx, allowed, at);
      const changes = await recomputeStatus(
        tx,
        codeKeys.filter((codeKey) => !refusals.has(codeKey)),
      );
      await enqueueNotifications(tx, changes, hold?.until);
      if (hold) await recording?.save(await hold.open(tx));
      await alongside?.(tx, refusals);
      return refusals;
    });
  };
}

function codeKeyOf({ code }: { readonly code: string }): string {
  return normalizeDossierCode(code);
}
