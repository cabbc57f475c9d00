import { selectDeliveriesOfDossier } from "../../db/queries/desk-deliveries.ts";
import {
  countFollowers,
  selectDossier,
  selectDossierSteps,
} from "../../db/queries/desk-dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import {
  channelName,
  masked,
  maskedPhones,
  notificationName,
  reasonText,
  routeName,
  stateName,
  statusName,
} from "./labels.ts";
import { isDossierLate, startOfDay } from "./search.ts";

/** Returns everything that the desk shows of one dossier; null if there is none. Contacts are masked. */
export async function readDossier(db: DbHandle, box: DossierBox, id: number, now: Date) {
  const row = await selectDossier(db, id);
  if (row === undefined) return null;
  const open = (sealed: string | null, field: "applicant" | "phone" | "email") =>
    box.open(sealed, row.code_key, field);
  return {
    id: row.id,
    code: row.code,
    agencyId: row.agency_id,
    agency: row.agency,
    procedure: row.procedure_name,
    applicant: open(row.applicant_sealed, "applicant"),
    phone: maskedPhones(open(row.phone_sealed, "phone")),
    hasEmail: row.email_sealed !== null,
    receivedAt: row.received_at,
    promisedAt: row.promised_at,
    status: row.told_status,
    statusName: statusName(row.told_status),
    isOverdue: isDossierLate(row, startOfDay(now)),
    steps: await readSteps(db, row.code_key),
    told: await readNotifications(db, row.id),
    followers: await countFollowers(db, row.id),
  };
}

async function readSteps(db: DbHandle, codeKey: string) {
  const rows = await selectDossierSteps(db, codeKey);
  return rows.map(({ status, at, is_dated, note, officer, unit, taken_at }) => ({
    status,
    statusName: statusName(status),
    at,
    isDated: is_dated,
    note,
    officer,
    unit,
    takenAt: taken_at,
  }));
}

/** Returns the notifications, the latest first. Of followers it shows only the channel and the end of their id. */
async function readNotifications(db: DbHandle, dossierId: number) {
  const rows = await selectDeliveriesOfDossier(db, dossierId);
  return rows.map((row) => ({
    id: row.id,
    news: notificationName(row.kind, row.status),
    to: `${channelName(row.channel)} ${masked(row.user_id)}`,
    state: row.state,
    stateName: stateName(row.state),
    route: routeName(row.route),
    reason: reasonText(row.reason),
    enqueuedAt: row.created_at,
    at: row.settled_at ?? row.due_at,
    deliveredAt: row.delivered_at,
    seenAt: row.seen_at,
  }));
}
