import { type Kysely, sql } from "kysely";

/**
 * Chains the audit trail: each entry gets a row that holds the hash of its content and of the row before. The database
 * itself computes it when the transaction commits, so that the version that is still running chains its entries too,
 * nobody waits for an entry before that, and no entry can be left out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("desk_audit_chain")
    .addColumn("position", "bigint", (column) => column.primaryKey())
    .addColumn("audit_id", "bigint", (column) => column.notNull().unique())
    .addColumn("recorded_at", "timestamptz", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  // Nobody adds an entry between those that are chained here and the trigger.
  await sql`lock table desk_audit in share row exclusive mode`.execute(db);
  await createContent(db);
  await chainExisting(db);
  await createTrigger(db);
  await sql`
    create trigger desk_audit_chain_append_only before update or delete or truncate
    on desk_audit_chain for each statement execute function refuse_audit_change()`.execute(db);
  await db.schema
    .createTable("write_probe")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .execute();
}

/**
 * The text that is hashed: each part with its length in bytes before it, so that no two contents have the same text.
 * `verifyAuditChain` builds the same text without this function.
 */
async function createContent(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function audit_entry_content(
      previous text, place bigint, recorded timestamptz, entry desk_audit
    ) returns text language sql stable as
    $body$
      select string_agg(
        case when part is null then '-,'
          else octet_length(convert_to(part, 'UTF8')) || ':' || part || ',' end, '' order by n)
      from unnest(array[
        previous, place::text,
        to_char(recorded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.id::text,
        to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.account_id::text,
        entry.username, entry.role, entry.action, entry.subject, entry.detail
      ]) with ordinality as parts(part, n)
    $body$`.execute(db);
}

async function chainExisting(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $body$
    declare
      entry desk_audit;
      last_hash text;
      place bigint := 0;
      recorded timestamptz := clock_timestamp();
    begin
      for entry in select * from desk_audit order by id loop
        place := place + 1;
        last_hash := encode(sha256(convert_to(
          audit_entry_content(last_hash, place, recorded, entry), 'UTF8')), 'hex');
        insert into desk_audit_chain (position, audit_id, recorded_at, hash)
        values (place, entry.id, recorded, last_hash);
      end loop;
    end
    $body$`.execute(db);
}

/**
 * The trigger is deferred to the commit. Then a transaction waits for no other lock any more, so that waiting for the
 * chain can neither deadlock nor hold up others for longer than a commit takes. The function runs with its owner's
 * rights: the service may add to the chain only through it.
 */
async function createTrigger(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  const schema = rows[0]?.schema ?? "public";
  await sql`
    create function chain_audit_entry() returns trigger language plpgsql security definer
    set search_path = ${sql.id(schema)}, pg_temp as
    $body$
    declare
      last_hash text;
      place bigint;
      recorded timestamptz;
    begin
      if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'an entry of the audit trail needs a read committed transaction';
      end if;
      perform pg_advisory_xact_lock(7235931180346);
      select position, hash into place, last_hash
        from desk_audit_chain order by position desc limit 1;
      place := coalesce(place, 0) + 1;
      recorded := clock_timestamp();
      insert into desk_audit_chain (position, audit_id, recorded_at, hash)
      values (place, new.id, recorded, encode(sha256(convert_to(
        audit_entry_content(last_hash, place, recorded, new), 'UTF8')), 'hex'));
      return null;
    end
    $body$`.execute(db);
  await sql`
    create constraint trigger desk_audit_chained after insert on desk_audit
    deferrable initially deferred for each row execute function chain_audit_entry()`.execute(db);
}
