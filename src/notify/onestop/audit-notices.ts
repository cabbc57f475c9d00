import { toLocalDay } from "../../catalog/local-time.ts";
import type { Database } from "../../db/open.ts";
import { insertAuditEntry } from "../../db/queries/audit.ts";
import { insertOnestopNotice } from "../../db/queries/onestop-systems.ts";
import type { Refusals } from "../dossiers/ingest-reports.ts";

/** Who sent a call, as the audit trail names it. */
export interface AuditedSender {
  /** `system 3`, or `shared account`. */
  readonly subject: string;
  readonly username: string;
}

/** Each replica remembers what it has noted today, so that a call costs no statement for it. */
const maxRemembered = 10_000;

/**
 * Creates the writer of the audit entries of one-stop systems: one a day for each sender and kind of event, however many
 * calls it makes, because a system calls thousands of times a day. All replicas count together.
 */
export function createAuditNotices(
  { transaction }: Pick<Database, "transaction">,
  now: () => Date,
) {
  const noted = new Set<string>();

  const note = async (
    { subject, username }: AuditedSender,
    { action, event, detail = "" }: { action: string; event: string; detail?: string },
  ): Promise<void> => {
    const at = now();
    const day = toLocalDay(at);
    const key = JSON.stringify([day, subject, event]);
    if (noted.has(key)) return;
    await transaction(async (tx) => {
      if (!(await insertOnestopNotice(tx, { sender: subject, day, event }))) return;
      const role = "one-stop system";
      await insertAuditEntry(tx, { at, account_id: null, username, role, action, subject, detail });
    });
    if (noted.size >= maxRemembered) noted.clear();
    noted.add(key);
  };

  return {
    /** The first call of the day. */
    noteUse: (sender: AuditedSender) => note(sender, { action: "system.use", event: "use" }),

    /** The first sign-in of the day with a wrong or a revoked key. */
    noteKeyFault: (sender: AuditedSender, fault: string) =>
      note(sender, { action: "system.refuse", event: fault, detail: fault }),

    /** The first refusal of the day for each reason and agency. */
    noteRefusals: async (sender: AuditedSender, refusals: Refusals): Promise<void> => {
      const kinds = Map.groupBy(refusals.values(), ({ reason, ownerId }) =>
        ownerId === null ? reason : `${reason} agency ${ownerId}`,
      );
      for (const [event, { length }] of kinds) {
        const detail = `${event}; ${length} dossiers in the call`;
        await note(sender, { action: "system.refuse", event, detail });
      }
    },
  };
}

export type AuditNotices = ReturnType<typeof createAuditNotices>;
