import { type Expression, type RawBuilder, sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import { broadcastState } from "../tables/broadcast-tables.ts";
import { deliveryState } from "../tables/delivery-tables.ts";
import { isDossierOpen } from "./desk-dossiers.ts";

/** What waits for an account, each counted up to `maxWaiting`. */
export interface WaitingCounts {
  /** Conversations that nobody has taken, of the account's points or agency. */
  readonly conversations: number;
  /** Conversations that the account itself has taken. */
  readonly mine: number;
  /** Open dossiers promised for today or one of the three days after it. */
  readonly dueSoon: number;
  /** Open dossiers whose promised day is over. */
  readonly overdue: number;
  /** Notifications about dossiers that no route could carry. */
  readonly undelivered: number;
  /** Broadcasts that others have made and submitted, and that this account may release. */
  readonly approvals: number;
  /** Requests of residents about their data. */
  readonly dataRequests: number;
}

/** Enough to write "99+": more is not counted, however much there is. */
export const maxWaiting = 100;

/** Today and three days more: what is due on Monday shows on Friday. */
const dueSoonDays = 4;

/** Whose work it is. */
interface WorkingAccount {
  readonly id: number;
  readonly role: "staff" | "official" | "administrator";
  readonly agencyId: number | null;
  readonly pointIds: readonly string[];
}

/** Counts what waits for an account, in one query. Roles that may not see a kind of work get 0 of it. */
export function selectWaitingCounts(
  db: DbHandle,
  account: WorkingAccount,
  now: Date,
): Promise<WaitingCounts> {
  const today = localMidnight(now);
  const soonEnds = new Date(today.getTime() + dueSoonDays * dayMs);
  const ofAgency = dossiers(db, account);
  const soon = ofAgency.where("promised_at", ">=", today).where("promised_at", "<", soonEnds);
  return db
    .selectNoFrom([
      countSome(waitingConversations(db, account)).as("conversations"),
      countSome(conversations(db).where("taken_by", "=", account.id)).as("mine"),
      countSome(soon).as("dueSoon"),
      countSome(ofAgency.where("promised_at", "<", today)).as("overdue"),
      countSome(undelivered(db, account)).as("undelivered"),
      countSome(approvals(db, account)).as("approvals"),
      countSome(dataRequests(db, account)).as("dataRequests"),
    ])
    .executeTakeFirstOrThrow();
}

interface Limitable {
  limit(limit: number): Expression<unknown>;
}

function countSome(rows: Limitable): RawBuilder<number> {
  return sql<number>`(select count(*)::int from (${rows.limit(maxWaiting)}) as counted)`;
}

function conversations(db: DbHandle) {
  return db
    .selectFrom("desk_task")
    .select("id")
    .where("closed_at", "is", null)
    .where("kind", "=", "person");
}

/** Staff see those of their points, officials those of their agency. No point has the id "", and no agency 0. */
function waitingConversations(db: DbHandle, { role, pointIds, agencyId }: WorkingAccount) {
  return conversations(db)
    .where("status", "=", "waiting")
    .$if(role === "staff", (query) => query.where("point_id", "in", ["", ...pointIds]))
    .$if(role === "official", (query) => query.where("agency_id", "=", agencyId ?? 0));
}

function dataRequests(db: DbHandle, { role }: WorkingAccount) {
  return db
    .selectFrom("desk_task")
    .select("id")
    .where("closed_at", "is", null)
    .where("kind", "!=", "person")
    .where(sql.lit(role === "administrator"));
}

function dossiers(db: DbHandle, account: WorkingAccount) {
  const agencyId = agencyOf(account);
  return db
    .selectFrom("dossier")
    .select("dossier.id")
    .where(isDossierOpen())
    .$if(agencyId !== null, (query) => query.where("dossier.agency_id", "=", agencyId));
}

function undelivered(db: DbHandle, account: WorkingAccount) {
  const agencyId = agencyOf(account);
  return db
    .selectFrom("delivery")
    .innerJoin("status_event", "status_event.id", "delivery.event_id")
    .innerJoin("dossier", "dossier.id", "status_event.dossier_id")
    .select("delivery.id")
    .where("delivery.state", "=", deliveryState.deadLettered)
    .$if(agencyId !== null, (query) => query.where("dossier.agency_id", "=", agencyId));
}

function approvals(db: DbHandle, account: WorkingAccount) {
  const agencyId = agencyOf(account);
  return db
    .selectFrom("broadcast")
    .select("id")
    .where("state", "=", broadcastState.pending)
    .where("created_by", "!=", account.id)
    .where((row) =>
      row.or([row("submitted_by", "is", null), row("submitted_by", "!=", account.id)]),
    )
    .$if(agencyId !== null, (query) => query.where("agency_id", "=", agencyId));
}

/** The agency whose work an account sees; null: all. No agency has the id 0. */
function agencyOf({ role, agencyId }: WorkingAccount): number | null {
  if (role === "administrator") return null;
  return role === "official" ? (agencyId ?? 0) : 0;
}

const dayMs = 24 * 3_600_000;
/** Viet Nam is seven hours ahead of UTC all year. */
const offsetMs = 7 * 3_600_000;

/** The beginning of the local day. */
function localMidnight(now: Date): Date {
  return new Date(Math.floor((now.getTime() + offsetMs) / dayMs) * dayMs - offsetMs);
}
