import { z } from "zod";
import { type AuditChainResult, verifyAuditChain } from "../../db/audit-chain.ts";
import type { JobKind } from "../../db/jobs.ts";
import type { Database } from "../../db/open.ts";
import type { AuditHead } from "../../db/queries/audit-chain.ts";

/** After the nightly deletions. */
const everyNight = "20 3 * * *";

export const auditHeadJob: JobKind<Record<string, never>> = {
  name: "publish-audit-head",
  data: z.strictObject({}),
};

export interface AuditHeadOptions {
  /** Keeps the head in a second place; rejects if it cannot, and the job is tried again. */
  readonly publishHead: (head: AuditHead) => Promise<void>;
  /** The audit trail was changed. */
  readonly onBroken: (result: Extract<AuditChainResult, { isIntact: false }>) => void;
}

/**
 * Verifies the audit trail every night and publishes its head. A head in a second place shows later that everything before
 * it is still as it was, also to somebody who does not trust the database.
 */
export async function scheduleAuditHead(
  { db, jobs }: Pick<Database, "db" | "jobs">,
  { publishHead, onBroken }: AuditHeadOptions,
): Promise<void> {
  await jobs.declare(auditHeadJob);
  await jobs.work(auditHeadJob, async () => {
    const result = await verifyAuditChain(db);
    if (!result.isIntact) return onBroken(result);
    if (result.head !== null) await publishHead(result.head);
  });
  await jobs.schedule(auditHeadJob, everyNight, {});
}
