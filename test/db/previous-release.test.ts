import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Kysely, sql } from "kysely";
import { verifyAuditChain } from "../../src/db/audit-chain.ts";
import type { OpenDriver } from "../../src/db/driver.ts";
import { migrate } from "../../src/db/migrate.ts";
import { connectDatabase } from "../../src/db/open.ts";
import { freshDatabases, type TestDatabase } from "./databases.ts";

/** The last migration of the previous release: each release puts its own here, and records its statements anew. */
const lastPreviousMigration = "0016";
/** What the suites of version 0.2.0 sent to PostgreSQL, taken from the server's own log. */
const statementsFile = new URL("previous-release-statements.json", import.meta.url);
const migrationsFolder = new URL("../../src/db/migrations/", import.meta.url);

/**
 * What this release adds to tables of the previous one and might refuse what that writes, with the reason why it does not.
 */
const harmless: Readonly<Record<string, string>> = {
  "FOREIGN KEY (agency_id) REFERENCES agency(id)":
    "the previous release leaves it empty, and never deletes agencies",
  "FOREIGN KEY (sent_by) REFERENCES desk_account(id)":
    "the previous release leaves it empty, and never deletes accounts",
  "FOREIGN KEY (held_id) REFERENCES held_update(id) ON DELETE SET NULL":
    "the previous release leaves it empty",
  "trigger desk_audit_chained": "adds a row of the chain for each entry, whoever inserts it",
};

const opened: { driver: OpenDriver; database: TestDatabase }[] = [];
let before: OpenDriver;
let after: OpenDriver;

/** Opens an empty database: PostgreSQL if it is installed. */
async function open(): Promise<OpenDriver> {
  const databases = await freshDatabases();
  const database = databases.at(-1);
  for (const unused of databases.slice(0, -1)) await unused.remove();
  if (database === undefined) throw new Error("There is no database.");
  const driver = await connectDatabase(database.settings, database.settings.onError);
  opened.push({ driver, database });
  return driver;
}

async function migrateAsPreviousRelease(db: Kysely<never>): Promise<void> {
  const files = (await readdir(migrationsFolder)).toSorted();
  for (const file of files.filter((name) => name.slice(0, 4) <= lastPreviousMigration)) {
    const migration = await import(`../../src/db/migrations/${file}`);
    await migration.up(db);
  }
}

beforeAll(async () => {
  before = await open();
  after = await open();
  await migrateAsPreviousRelease(before.db as unknown as Kysely<never>);
  await migrateAsPreviousRelease(after.db as unknown as Kysely<never>);
  for (const action of ["first", "second"]) await auditAsPreviousRelease(after, action);
  // Only the new ones are left to the migrator.
  await markAsRun(after);
  await migrate(after.db);
}, 120_000);

afterAll(async () => {
  for (const { driver, database } of opened) {
    await driver.close();
    await database.remove();
  }
});

/** The previous release knows no chain. */
async function auditAsPreviousRelease({ db }: OpenDriver, action: string): Promise<void> {
  await sql`
    insert into desk_audit (at, account_id, username, role, action, subject, detail)
    values (${new Date("2026-11-29T03:00:00Z")}, 1, 'hoa', 'official', ${action}, 'dossier 12', 'ghi chú')`.execute(
    db,
  );
}

async function markAsRun({ db }: OpenDriver): Promise<void> {
  await sql`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
    db,
  );
  const files = (await readdir(migrationsFolder)).map((file) => file.replace(/\.ts$/, ""));
  for (const name of files.filter((file) => file.slice(0, 4) <= lastPreviousMigration)) {
    await sql`insert into kysely_migration values (${name}, '2026-11-29')`.execute(db);
  }
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
}

/** Returns the columns of the tables, as "table.column". */
async function columnsOf({ db }: OpenDriver): Promise<ReadonlyMap<string, Column>> {
  const { rows } = await sql<Column>`
    select table_name || '.' || column_name as name, data_type as type,
      is_nullable = 'YES' as "isNullable",
      (column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS') as "hasDefault"
    from information_schema.columns where table_schema = current_schema()`.execute(db);
  return new Map(rows.map((row) => [row.name, row]));
}

/** Returns what may refuse a row: unique indexes by their columns, constraints and triggers, each as "table: rule". */
async function rulesOf({ db }: OpenDriver): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ rule: string }>`
    select conrelid::regclass || ': ' || pg_get_constraintdef(oid) as rule from pg_constraint
      where connamespace = current_schema()::regnamespace and contype in ('c', 'f', 'x') and conrelid <> 0
    union select indrelid::regclass || ': unique ' || regexp_replace(pg_get_indexdef(indexrelid), '^.* USING ', '')
      from pg_index join pg_class on pg_class.oid = indrelid
      where indisunique and relnamespace = current_schema()::regnamespace
    union select tgrelid::regclass || ': trigger ' || tgname from pg_trigger
      join pg_class on pg_class.oid = tgrelid
      where not tgisinternal and relnamespace = current_schema()::regnamespace`.execute(db);
  return new Set(rows.map(({ rule }) => rule));
}

const tableOf = (name: string) => name.split(/[.:]/)[0] ?? "";

test("keeps every column of the previous release with its type, and demands no new one", async () => {
  const [old, now] = [await columnsOf(before), await columnsOf(after)];
  const gone = [...old.values()].filter((column) => {
    const found = now.get(column.name);
    const isTighter = column.isNullable && found?.isNullable === false && !found.hasDefault;
    return found === undefined || found.type !== column.type || isTighter;
  });
  expect(gone).toEqual([]);
  const oldTables = new Set([...old.keys()].map(tableOf));
  const demanded = [...now.values()].filter(
    ({ name, isNullable, hasDefault }) =>
      oldTables.has(tableOf(name)) && !old.has(name) && !isNullable && !hasDefault,
  );
  expect(demanded).toEqual([]);
});

test("keeps every unique index that the previous release names in ON CONFLICT", async () => {
  const [old, now] = [await rulesOf(before), await rulesOf(after)];
  const unique = [...old].filter((rule) => rule.includes(": unique "));
  expect(unique.length).toBeGreaterThan(30);
  expect(unique.filter((rule) => !now.has(rule))).toEqual([]);
});

test("adds no rule to a table of the previous release that might refuse what that writes", async () => {
  const [old, now] = [await rulesOf(before), await rulesOf(after)];
  const oldTables = new Set([...(await columnsOf(before)).keys()].map(tableOf));
  const added = [...now].filter((rule) => oldTables.has(tableOf(rule)) && !old.has(rule));
  const rules = added.map((rule) => rule.slice(rule.indexOf(": ") + 2));
  expect(rules.filter((rule) => !(rule in harmless))).toEqual([]);
});

test("chains the audit entries that were there before, and those that the previous release adds", async () => {
  expect(await verifyAuditChain(after.db)).toMatchObject({ isIntact: true, entries: 2 });
  await auditAsPreviousRelease(after, "third");
  expect(await verifyAuditChain(after.db)).toMatchObject({ isIntact: true, entries: 3 });
});

test("plans every statement of the previous release on the schema of this one", async () => {
  const statements: string[] = JSON.parse(await readFile(statementsFile, "utf8"));
  expect(statements.length).toBeGreaterThan(100);
  const failures: string[] = [];
  for (const [index, statement] of statements.entries()) {
    const name = `previous_${index}`;
    const parameters = Math.max(
      0,
      ...[...statement.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)),
    );
    const values = Array.from({ length: parameters }, () => "null").join(", ");
    try {
      // Planning infers the index of ON CONFLICT, which preparing alone does not.
      await sql.raw(`prepare ${name} as ${statement}`).execute(after.db);
      await sql
        .raw(`explain execute ${name}${parameters === 0 ? "" : `(${values})`}`)
        .execute(after.db);
    } catch (error) {
      failures.push(`${Error.isError(error) ? error.message : error}: ${statement}`);
    }
  }
  expect(failures).toEqual([]);
}, 120_000);
