import { type Insertable, sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { ColleagueSendTable } from "../tables/colleague-tables.ts";

/** Notices on their way by e-mail, chat and web push. */

export async function insertSends(
  db: DbHandle,
  sends: readonly Pick<Insertable<ColleagueSendTable>, "notice_id" | "channel" | "due_at">[],
): Promise<void> {
  for (let from = 0; from < sends.length; from += maxRowsPerInsert) {
    await db
      .insertInto("colleague_send")
      .values(sends.slice(from, from + maxRowsPerInsert))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

const maxRowsPerInsert = 1_000;

/** A notice that is due, claimed by this process until its lease ends. */
export interface ClaimedSend {
  readonly notice_id: number;
  readonly channel: string;
  readonly tries: number;
  readonly account_id: number;
  readonly event: string;
  readonly object_kind: string;
  readonly object_id: number;
}

/** Claims what is due: another process claims it once the lease has ended. What is over is not sent any more. */
export async function claimSends(
  db: DbHandle,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<readonly ClaimedSend[]> {
  const { rows } = await sql<ClaimedSend>`
    update colleague_send send set claimed_until = ${until}::timestamptz, tries = send.tries + 1
    from (
      select due.notice_id, due.channel from colleague_send due
      where due.state = 'waiting' and due.due_at <= ${now}::timestamptz
        and (due.claimed_until is null or due.claimed_until <= ${now}::timestamptz)
      order by due.due_at, due.notice_id limit ${limit}::int for update skip locked
    ) as found, colleague_notice notice, desk_account account
    where send.notice_id = found.notice_id and send.channel = found.channel
      and notice.id = send.notice_id and account.id = notice.account_id
      and account.closed_at is null
    returning send.notice_id, send.channel, send.tries, notice.account_id, notice.event,
      notice.object_kind, notice.object_id`.execute(db);
  return rows;
}

/** Drops what has become needless before it was sent. */
export async function deleteNeedlessSends(db: DbHandle): Promise<void> {
  await sql`
    delete from colleague_send send using colleague_notice notice
    where notice.id = send.notice_id and send.state = 'waiting'
      and (notice.over_at is not null or notice.seen_at is not null)`.execute(db);
}

/** Settles sends, or makes them wait for the next try at `dueAt`. */
export async function updateSends(
  db: DbHandle,
  { noticeIds, channel }: { readonly noticeIds: readonly number[]; readonly channel: string },
  change: { readonly state: "sent" | "failed" } | { readonly dueAt: Date },
): Promise<void> {
  await db
    .updateTable("colleague_send")
    .set(
      "state" in change
        ? { state: change.state, claimed_until: null }
        : { due_at: change.dueAt, claimed_until: null },
    )
    .where("notice_id", "in", [...noticeIds])
    .where("channel", "=", channel)
    .execute();
}

/** Returns the codes of dossiers, by their ids. */
export async function selectDossierCodes(
  db: DbHandle,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("dossier")
    .select(["id", "code"])
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, code }) => [id, code]));
}
