import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await broadcasts(db);
  await recipients(db);
  await ownAddresses(db);
}

async function broadcasts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("broadcast")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("agency_id", "bigint", (column) => column.notNull().references("agency.id"))
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("plain_sms", "boolean", (column) => column.notNull())
    .addColumn("audience", "text", (column) => column.notNull())
    .addColumn("audience_detail", "text", (column) => column.notNull())
    .addColumn("is_trial", "boolean", (column) => column.notNull())
    .addColumn("starts_at", "timestamptz")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("freezing_until", "timestamptz")
    .addColumn("fingerprint", "text")
    .addColumn("recipients", "integer")
    .addColumn("forecast", "text")
    .addColumn("created_by", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("submitted_by", "bigint", (column) => column.references("desk_account.id"))
    .addColumn("approved_by", "bigint", (column) => column.references("desk_account.id"))
    .addColumn("approved_at", "timestamptz")
    .addColumn("finished_at", "timestamptz")
    .addUniqueConstraint("broadcast_once", ["agency_id", "key"])
    .execute();
  await db.schema
    .createIndex("broadcast_agency")
    .on("broadcast")
    .columns(["agency_id", "id"])
    .execute();
  // The few broadcasts that are being sent, or whose recipients are being skipped after a cancellation.
  await sql`create index broadcast_active on broadcast (id)
    where state = 'sending' or (state = 'cancelled' and finished_at is null)`.execute(db);
}

async function recipients(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("broadcast_recipient")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("broadcast_id", "bigint", (column) =>
      column.notNull().references("broadcast.id").onDelete("cascade"),
    )
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("account", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("dossiers", "text", (column) => column.notNull())
    .addColumn("known_since", "timestamptz", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("due_at", "timestamptz", (column) => column.notNull())
    .addColumn("claimed_until", "timestamptz")
    .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("unknowns", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("refused", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("route", "text")
    .addColumn("reason", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("why", "text")
    .addColumn("platform_id", "text")
    .addColumn("settled_at", "timestamptz")
    .addColumn("delivered_at", "timestamptz")
    .addColumn("seen_at", "timestamptz")
    .addUniqueConstraint("broadcast_recipient_once", [
      "broadcast_id",
      "channel",
      "account",
      "user_id",
    ])
    .execute();
  // By broadcast, so that the recipients of a paused one, however many, are not read for another one.
  await sql`create index broadcast_recipient_due on broadcast_recipient (broadcast_id, due_at, id)
    where state = 'waiting'`.execute(db);
  await db.schema
    .createIndex("broadcast_recipient_ledger")
    .on("broadcast_recipient")
    .columns(["broadcast_id", "id"])
    .execute();
  await sql`create index broadcast_recipient_platform_id on broadcast_recipient (platform_id)
    where platform_id is not null`.execute(db);
  await db.schema
    .createIndex("broadcast_recipient_resident")
    .on("broadcast_recipient")
    .columns(["channel", "account", "user_id"])
    .execute();
  await db.schema
    .createTable("broadcast_count")
    .addColumn("broadcast_id", "bigint", (column) =>
      column.notNull().references("broadcast.id").onDelete("cascade"),
    )
    .addColumn("what", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("broadcast_count_pkey", ["broadcast_id", "what", "detail"])
    .execute();
}

async function ownAddresses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("own_address")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("account_id", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("account", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("sealed", "text")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addUniqueConstraint("own_address_once", ["account_id", "kind", "account", "user_id"])
    .execute();
  await db.schema
    .createIndex("own_address_resident")
    .on("own_address")
    .columns(["kind", "account", "user_id"])
    .execute();
  await db.schema
    .createTable("own_chat_code")
    .addColumn("code_hash", "text", (column) => column.primaryKey())
    .addColumn("account_id", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("ends_at", "timestamptz", (column) => column.notNull())
    .execute();
}
