import { type Kysely, sql } from "kysely";

/** Notices to colleagues, and by which channels and to which addresses each of them receives them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("desk_account")
    .addColumn("is_head", "boolean", (column) => column.notNull().defaultTo(false))
    .execute();
  await db.schema
    .createTable("colleague_notice")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("account_id", "bigint", (column) =>
      column.notNull().references("desk_account.id").onDelete("cascade"),
    )
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("object_kind", "text", (column) => column.notNull())
    .addColumn("object_id", "bigint", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("is_shown", "boolean", (column) => column.notNull().defaultTo(true))
    .addColumn("rings", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("seen_at", "timestamptz")
    .addColumn("over_at", "timestamptz")
    .addUniqueConstraint("colleague_notice_once", [
      "account_id",
      "event",
      "object_kind",
      "object_id",
    ])
    .execute();
  await sql`create index colleague_notice_open on colleague_notice (event) where over_at is null`.execute(
    db,
  );
  await db.schema
    .createTable("colleague_send")
    .addColumn("notice_id", "bigint", (column) =>
      column.notNull().references("colleague_notice.id").onDelete("cascade"),
    )
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("due_at", "timestamptz", (column) => column.notNull())
    .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("claimed_until", "timestamptz")
    .addColumn("state", "text", (column) => column.notNull().defaultTo("waiting"))
    .addPrimaryKeyConstraint("colleague_send_pkey", ["notice_id", "channel"])
    .execute();
  await sql`create index colleague_send_due on colleague_send (due_at) where state = 'waiting'`.execute(
    db,
  );
  await db.schema
    .createTable("colleague_setting")
    .addColumn("account_id", "bigint", (column) =>
      column.primaryKey().references("desk_account.id").onDelete("cascade"),
    )
    .addColumn("choices", "text", (column) => column.notNull())
    .addColumn("quiet_from", "integer")
    .addColumn("quiet_to", "integer")
    .addColumn("has_digest", "boolean", (column) => column.notNull().defaultTo(false))
    .execute();
  await db.schema
    .createTable("colleague_email")
    .addColumn("account_id", "bigint", (column) =>
      column.primaryKey().references("desk_account.id").onDelete("cascade"),
    )
    .addColumn("address_sealed", "text", (column) => column.notNull())
    .addColumn("code_hash", "text")
    .addColumn("code_ends_at", "timestamptz")
    .addColumn("verified_at", "timestamptz")
    .execute();
  await db.schema
    .createTable("colleague_push")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("account_id", "bigint", (column) =>
      column.notNull().references("desk_account.id").onDelete("cascade"),
    )
    .addColumn("endpoint_hash", "text", (column) => column.notNull().unique())
    .addColumn("subscription_sealed", "text", (column) => column.notNull())
    .addColumn("device", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
}
