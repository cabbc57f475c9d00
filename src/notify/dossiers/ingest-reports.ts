import { sql } from "kysely";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import type { Database } from "../../db/open.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { DossierBox } from "./dossier-box.ts";
import { retell, type ToldChange } from "./recompute-status.ts";
import type { Reports } from "./report.ts";
import { keepSteps } from "./step-store.ts";
import { upsertDossiers } from "./upsert-dossiers.ts";

export interface IngestDependencies {
  readonly database: Pick<Database, "transaction">;
  readonly box: DossierBox;
  readonly now: () => Date;
  /** Part of the same transaction: what is told of a change is kept with it, or neither is. */
  readonly enqueueNotifications: (tx: Transaction, changes: readonly ToldChange[]) => Promise<void>;
}

/** `alongside` is part of the same transaction: what it throws takes the whole call back. */
export type IngestReports = (
  reports: Reports,
  alongside?: (tx: Transaction) => Promise<void>,
) => Promise<void>;

/** Any number that no other lock of ours has. */
const intakeLock = 6_001;

/**
 * Takes in what agencies report, from whichever source. All of a call or nothing; the same call again changes nothing. Rejects
 * with what the database does.
 */
export function createReportIngestion({
  database,
  box,
  now,
  enqueueNotifications: announce,
}: IngestDependencies): IngestReports {
  return async ({ sender, dossiers, steps }, alongside) => {
    const codeKeys = [
      ...new Set([...dossiers, ...steps].map(({ code }) => normalizeDossierCode(code))),
    ];
    if (codeKeys.length === 0) return;
    await database.transaction(async (tx) => {
      // One call at a time: else a step and its dossier, each unseen by the other, would both be kept and never meet.
      await sql`select pg_advisory_xact_lock(${intakeLock})`.execute(tx);
      const at = now();
      await upsertDossiers(tx, dossiers, { sender, box, now: at });
      await keepSteps(tx, { steps, dossiers }, at);
      await announce(tx, await retell(tx, codeKeys));
      await alongside?.(tx);
    });
  };
}
