import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("status_event")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("dossier_id", "bigint", (column) =>
      column.notNull().references("dossier.id").onDelete("cascade"),
    )
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("step_identity", "text")
    .addColumn("identity", "text", (column) => column.notNull().unique())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("status_event_dossier")
    .on("status_event")
    .column("dossier_id")
    .execute();
  await deliveries(db);
}

async function deliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("delivery")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("event_id", "bigint", (column) =>
      column.notNull().references("status_event.id").onDelete("cascade"),
    )
    .addColumn("follower_id", "bigint", (column) =>
      column.notNull().references("follower.id").onDelete("cascade"),
    )
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("due_at", "timestamptz", (column) => column.notNull())
    .addColumn("claimed_until", "timestamptz")
    .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("unknowns", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("refused", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("route", "text")
    .addColumn("reason", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("platform_id", "text")
    .addColumn("settled_at", "timestamptz")
    .addColumn("delivered_at", "timestamptz")
    .addColumn("seen_at", "timestamptz")
    .addUniqueConstraint("delivery_once", ["event_id", "follower_id"])
    .execute();
  await sql`create index delivery_due on delivery (due_at, id) where state = 'waiting'`.execute(db);
  await sql`create index delivery_order on delivery (follower_id, id) where state = 'waiting'`.execute(
    db,
  );
  await sql`create index delivery_platform_id on delivery (platform_id) where platform_id is not null`.execute(
    db,
  );
}
