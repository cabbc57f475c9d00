import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import type { Database } from "../../db/open.ts";
import { lockIngestion } from "../../db/queries/dossiers.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { DossierBox } from "./dossier-box.ts";
import { recomputeStatus, type StatusChange } from "./recompute-status.ts";
import type { Reports } from "./report.ts";
import { saveSteps } from "./step-store.ts";
import { upsertDossiers } from "./upsert-dossiers.ts";

interface IngestDependencies {
  readonly database: Pick<Database, "transaction">;
  readonly box: DossierBox;
  readonly now: () => Date;
  /** Runs in the same transaction, so that a change and its notifications are stored together or not at all. */
  readonly enqueueNotifications: (
    tx: Transaction,
    changes: readonly StatusChange[],
  ) => Promise<void>;
}

/** `alongside` runs in the same transaction: if it throws, nothing of the call is stored. */
export type IngestReports = (
  reports: Reports,
  alongside?: (tx: Transaction) => Promise<void>,
) => Promise<void>;

/**
 * Returns the function that ingests what agencies report, from any source. It stores all of a call or nothing; the same call
 * again changes nothing. It rejects if the database fails.
 */
export function createReportIngestion({
  database,
  box,
  now,
  enqueueNotifications,
}: IngestDependencies): IngestReports {
  return async ({ sender, dossiers, steps }, alongside) => {
    const codes = [...dossiers, ...steps].map(({ code }) => normalizeDossierCode(code));
    const codeKeys = [...new Set(codes)];
    if (codeKeys.length === 0) return;
    await database.transaction(async (tx) => {
      // One call at a time: two calls with a step and its dossier would not see each other, and both would be stored
      // without ever being joined.
      await lockIngestion(tx);
      const at = now();
      await upsertDossiers(tx, dossiers, { sender, box, now: at });
      await saveSteps(tx, { steps, dossiers }, at);
      await enqueueNotifications(tx, await recomputeStatus(tx, codeKeys));
      await alongside?.(tx);
    });
  };
}
