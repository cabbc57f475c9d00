import type { DbHandle } from "../../db/schema.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import {
  channelName,
  masked,
  newsName,
  reasonInWords,
  routeName,
  stateName,
  statusName,
} from "./labels.ts";
import { isLateNow, startOfDay } from "./search.ts";
import { selectNews } from "./told-news.ts";

/** All that the desk shows of one dossier; null where there is none. Contacts are masked. */
export async function readDossier(db: DbHandle, box: DossierBox, id: number, now: Date) {
  const row = await db
    .selectFrom("dossier")
    .leftJoin("agency", "agency.id", "dossier.agency_id")
    .selectAll("dossier")
    .select("agency.name as agency")
    .where("dossier.id", "=", id)
    .executeTakeFirst();
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
    phone: masked(open(row.phone_sealed, "phone")),
    hasEmail: row.email_sealed !== null,
    receivedAt: row.received_at,
    promisedAt: row.promised_at,
    status: row.told_status,
    statusName: statusName(row.told_status),
    isOverdue: isLateNow(row, startOfDay(now)),
    steps: await readSteps(db, row.code_key),
    told: await readTold(db, row.id),
    followers: await countFollowers(db, row.id),
  };
}

/** The latest first, as they were reported. */
async function readSteps(db: DbHandle, codeKey: string) {
  const rows = await db
    .selectFrom("dossier_step")
    .select(["status", "at", "is_dated", "note", "officer", "unit", "taken_at"])
    .where("code_key", "=", codeKey)
    .orderBy("at", "desc")
    .orderBy("taken_at", "desc")
    .execute();
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

/** What was told to whom and when, the latest first. Of followers only the channel and the end of their id. */
async function readTold(db: DbHandle, dossierId: number) {
  const rows = await selectNews(db)
    .select(["delivery.state", "delivery.route", "delivery.due_at"])
    .select(["delivery.delivered_at", "delivery.seen_at", "follower.user_id"])
    .where("status_event.dossier_id", "=", dossierId)
    .orderBy("delivery.id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    news: newsName(row.kind, row.status),
    to: `${channelName(row.channel)} ${masked(row.user_id)}`,
    state: row.state,
    stateName: stateName(row.state),
    route: routeName(row.route),
    reason: reasonInWords(row.reason),
    at: row.settled_at ?? row.due_at,
    deliveredAt: row.delivered_at,
    seenAt: row.seen_at,
  }));
}

export async function countFollowers(db: DbHandle, dossierId: number): Promise<number> {
  const { count } = await db
    .selectFrom("follower")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("dossier_id", "=", dossierId)
    .where("stopped_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
