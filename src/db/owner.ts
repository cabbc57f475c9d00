import { sql } from "kysely";
import { PgBoss } from "pg-boss";
import type { OpenDriver } from "./driver.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import type { DbHandle } from "./schema.ts";

/** The schema that pg-boss makes for itself. */
const jobsSchema = "pgboss";
/** The service only reads these; a trigger with the owner's rights writes the chain. */
const readOnlyTables = ["desk_audit_chain", "kysely_migration", "kysely_migration_lock"];
const auditTable = "desk_audit";

/** The two roles of the database do not protect the audit trail. The report says what to do. */
export class DatabaseOwnerError extends Error {
  override readonly name = "DatabaseOwnerError";
  readonly report: string;

  constructor(report: string) {
    super(report);
    this.report = `DATABASE_OWNER_URL: ${report}`;
  }
}

/**
 * Brings the schema up to date as the role of DATABASE_OWNER_URL, and gives the service's role only what it needs: of the
 * audit trail it may read and add entries, and nothing else. Throws DatabaseOwnerError if the service could still change it.
 */
export async function migrateAsOwner(
  ownerUrl: string,
  service: Pick<OpenDriver, "db">,
  onError: (error: Error) => void,
): Promise<void> {
  const role = await currentRole(service.db);
  const owner = await openPostgres(ownerUrl, onError, "DATABASE_OWNER_URL");
  try {
    await takeOver(owner.db, role);
    await migrate(owner.db);
    await installJobs(owner, onError);
    await owner.db.transaction().execute((tx) => grant(tx, role));
  } finally {
    await owner.close();
  }
  await assertProtected(service.db, role);
}

async function currentRole(db: DbHandle): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(db);
  return rows[0]?.role ?? "";
}

/** The tables of an earlier version belong to the service's role, which owned everything. */
async function takeOver(db: OpenDriver["db"], role: string): Promise<void> {
  const owner = await currentRole(db);
  if (owner === role) {
    throw new DatabaseOwnerError("must name another role than DATABASE_URL.");
  }
  const { rows } = await sql`
    select 1 from pg_tables where tableowner = ${role}
    and schemaname in (current_schema(), ${jobsSchema}) limit 1`.execute(db);
  if (rows.length === 0) return;
  try {
    await sql`reassign owned by ${sql.id(role)} to ${sql.id(owner)}`.execute(db);
  } catch (cause) {
    const command = `REASSIGN OWNED BY "${role}" TO "${owner}";`;
    const report = `the tables belong to ${role}. Run once, as a superuser, in this database: ${command}`;
    throw Object.assign(new DatabaseOwnerError(report), { cause });
  }
}

/** pg-boss creates and migrates its own tables when it starts. */
async function installJobs(
  { bossOptions }: OpenDriver,
  onError: (error: Error) => void,
): Promise<void> {
  const boss = new PgBoss({ ...bossOptions, schedule: false, supervise: false });
  boss.on("error", onError);
  await boss.start();
  await boss.stop({ graceful: false });
}

/** Replicas start together, and PostgreSQL refuses two grants on a table at the same moment. */
async function grant(db: DbHandle, role: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7235931180347)`.execute(db);
  const { rows } = await sql<{ schema: string; table: string }>`
    select schemaname as schema, tablename as table from pg_tables
    where tableowner = current_user and schemaname in (current_schema(), ${jobsSchema})`.execute(
    db,
  );
  const to = sql.id(role);
  for (const schema of new Set(rows.map((row) => row.schema))) {
    await sql`grant usage on schema ${sql.id(schema)} to ${to}`.execute(db);
    await sql`grant usage on all sequences in schema ${sql.id(schema)} to ${to}`.execute(db);
  }
  for (const { schema, table } of rows) {
    const name = sql.id(schema, table);
    await sql`revoke all on ${name} from ${to}`.execute(db);
    await sql`grant ${rightsTo(table)} on ${name} to ${to}`.execute(db);
  }
}

function rightsTo(table: string) {
  if (readOnlyTables.includes(table)) return sql.raw("select");
  return sql.raw(table === auditTable ? "select, insert" : "select, insert, update, delete");
}

/** Asks as the service's role, so that a superuser or a member of the owner's role is found too. */
async function assertProtected(db: DbHandle, role: string): Promise<void> {
  const { rows } = await sql<{ table: string }>`
    select relname as table from pg_class
    where oid in (${sql.lit(auditTable)}::regclass, 'desk_audit_chain'::regclass)
    and (has_table_privilege(oid, 'update') or has_table_privilege(oid, 'delete')
      or has_table_privilege(oid, 'truncate') or has_table_privilege(oid, 'trigger')
      or pg_has_role(relowner, 'member'))`.execute(db);
  if (rows.length === 0) return;
  const report = `the role ${role} of DATABASE_URL may still change the audit trail. It must be neither a superuser nor a member of the owner's role.`;
  throw new DatabaseOwnerError(report);
}
