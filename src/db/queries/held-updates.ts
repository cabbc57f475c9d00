import { sql } from "kysely";
import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import type { ChangedColumn } from "../tables/dossier-desk-tables.ts";

/** The columns of a dossier that a report states. */
export const reportedColumns = [
  "agency_id",
  "procedure_code",
  "procedure_name",
  "applicant_sealed",
  "phone_sealed",
  "email_sealed",
  "birth_year_sealed",
  "identity_sealed",
  "received_at",
  "promised_at",
] as const;
export type ReportedColumn = (typeof reportedColumns)[number];

export interface ReportedRow
  extends Readonly<Record<ReportedColumn, string | number | Date | null>> {
  readonly id: number;
  readonly code_key: string;
}

export async function selectReportedRows(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<ReadonlyMap<string, ReportedRow>> {
  const found = new Map<string, ReportedRow>();
  for (const batch of batchesOf(codeKeys)) {
    const rows = await db
      .selectFrom("dossier")
      .select(["id", "code_key", ...reportedColumns])
      .where("code_key", "in", batch)
      .execute();
    for (const row of rows) found.set(row.code_key, row);
  }
  return found;
}

/** One import may have changed thousands of dossiers. */
const maxDeleted = 20;

export async function insertHeldUpdate(
  db: DbHandle,
  held: { agencyId: number | null; accountId: number; at: Date; until: Date },
): Promise<number> {
  const { id } = await db
    .insertInto("held_update")
    .values({
      agency_id: held.agencyId,
      account_id: held.accountId,
      at: held.at,
      until: held.until,
      undone_at: null,
      undone_by: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export interface HeldChange {
  readonly dossierId: number;
  readonly isNew: boolean;
  readonly steps: readonly string[];
  readonly columns: Readonly<Record<string, ChangedColumn>>;
}

/** Adds changes to a held update. One that it made before to the same dossier stays the first. */
export async function insertHeldChanges(
  db: DbHandle,
  heldId: number,
  changes: readonly HeldChange[],
): Promise<void> {
  for (const batch of batchesOf(changes)) {
    await db
      .insertInto("held_change")
      .values(
        batch.map(({ dossierId, isNew, steps, columns }) => ({
          held_id: heldId,
          dossier_id: dossierId,
          is_new: isNew,
          steps: sql<string[]>`${[...steps]}::text[]`,
          columns: JSON.stringify(columns),
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["held_id", "dossier_id"]).doUpdateSet({
          steps: sql`held_change.steps || excluded.steps`,
          columns: sql`excluded.columns || held_change.columns`,
        }),
      )
      .execute();
  }
}

/** Locks a held update until the end of the transaction. */
export function lockHeldUpdate(db: DbHandle, id: number) {
  return db
    .selectFrom("held_update")
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

export async function markUndone(
  db: DbHandle,
  id: number,
  { by, now }: { by: number; now: Date },
): Promise<void> {
  await db
    .updateTable("held_update")
    .set({ undone_at: now, undone_by: by })
    .where("id", "=", id)
    .execute();
}

export function selectHeldChanges(db: DbHandle, id: number) {
  return db
    .selectFrom("held_change")
    .innerJoin("dossier", "dossier.id", "held_change.dossier_id")
    .select(["held_change.dossier_id", "dossier.code_key", "is_new", "steps", "columns"])
    .where("held_id", "=", id)
    .orderBy("held_change.dossier_id")
    .execute();
}

/**
 * Locks the deliveries that a held update caused, and returns how many wait for their time, untouched, and how many a
 * deliverer has already taken. A deliverer that locked one first is waited for; one that comes later skips it.
 */
export async function lockHeldDeliveries(
  db: DbHandle,
  heldId: number,
): Promise<{ readonly waiting: number; readonly taken: number }> {
  const { rows } = await sql<{ is_taken: boolean }>`
    select (delivery.state <> 'waiting' or delivery.claimed_until is not null
      or delivery.tries > 0) as is_taken
    from delivery
    where event_id in (
      select status_event.id from status_event
      join held_change on held_change.held_id = ${heldId}
        and status_event.dossier_id = held_change.dossier_id
        and status_event.step_identity = any(held_change.steps))
    order by delivery.id
    for update of delivery
  `.execute(db);
  const taken = rows.filter(({ is_taken }) => is_taken).length;
  return { waiting: rows.length - taken, taken };
}

/** Deletes the steps that a held update added, their events and the deliveries of these. Returns how many steps. */
export async function deleteHeldSteps(db: DbHandle, heldId: number): Promise<number> {
  const steps = sql`select unnest(steps) from held_change where held_id = ${heldId}`;
  await sql`delete from status_event where step_identity in (${steps})`.execute(db);
  const { numAffectedRows = 0n } =
    await sql`delete from dossier_step where identity in (${steps})`.execute(db);
  return Number(numAffectedRows);
}

/** Writes back what reports stated before. All columns are set, so the rows hold the present value of the others. */
export async function restoreReportedRows(
  db: DbHandle,
  rows: readonly Omit<ReportedRow, "code_key">[],
): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await sql`
      update dossier set agency_id = r.agency_id, procedure_code = r.procedure_code,
        procedure_name = r.procedure_name, applicant_sealed = r.applicant_sealed,
        phone_sealed = r.phone_sealed, email_sealed = r.email_sealed,
        birth_year_sealed = r.birth_year_sealed, identity_sealed = r.identity_sealed,
        received_at = r.received_at, promised_at = r.promised_at
      from json_to_recordset(${JSON.stringify(batch)}::json) as r(id bigint, agency_id bigint,
        procedure_code text, procedure_name text, applicant_sealed text, phone_sealed text,
        email_sealed text, birth_year_sealed text, identity_sealed text,
        received_at timestamptz, promised_at timestamptz)
      where dossier.id = r.id
    `.execute(db);
  }
}

/** Deletes those of these dossiers that have no step and that nobody follows in a chat. Returns their ids. */
export async function deleteEmptyDossiers(
  db: DbHandle,
  ids: readonly number[],
): Promise<readonly number[]> {
  const deleted: number[] = [];
  for (const batch of batchesOf(ids)) {
    const { rows } = await sql<{ id: number }>`
      delete from dossier where id = any(${[...batch]}::bigint[])
        and not exists (select 1 from dossier_step where dossier_step.code_key = dossier.code_key)
        and not exists (select 1 from follower where follower.dossier_id = dossier.id
          and follower.channel <> 'contact')
      returning id
    `.execute(db);
    deleted.push(...rows.map(({ id }) => Number(id)));
  }
  return deleted;
}

/** Updates of this dossier and no other; an import is taken back as a whole, on its own page. */
function updatesOfDossier(db: DbHandle, dossierId: number) {
  return db
    .selectFrom("held_change")
    .innerJoin("held_update", "held_update.id", "held_change.held_id")
    .leftJoin("desk_account", "desk_account.id", "held_update.account_id")
    .select(["held_update.id", "held_update.until", "desk_account.name"])
    .where("held_change.dossier_id", "=", dossierId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("held_change as other")
            .select("other.dossier_id")
            .whereRef("other.held_id", "=", "held_update.id")
            .where("other.dossier_id", "<>", dossierId),
        ),
      ),
    );
}

/** Returns the latest update of a dossier that can still be taken back, with who made it. */
export function selectUndoableUpdate(db: DbHandle, dossierId: number, now: Date) {
  return updatesOfDossier(db, dossierId)
    .where("held_update.undone_at", "is", null)
    .where("held_update.until", ">", now)
    .orderBy("held_update.id", "desc")
    .executeTakeFirst();
}

/** Whether this is an update of this dossier and no other, whether or not it can be taken back. */
export async function isUpdateOfDossier(
  db: DbHandle,
  dossierId: number,
  heldId: number,
): Promise<boolean> {
  const row = await updatesOfDossier(db, dossierId)
    .where("held_update.id", "=", heldId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes what can no longer be taken back. */
export async function deleteHeldUpdatesBefore(db: DbHandle, until: Date): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`delete from held_update where id in (
      select id from held_update where until < ${until} order by until limit ${maxDeleted})`.execute(
      db,
    );
    if (numAffectedRows < maxDeleted) return;
  }
}
