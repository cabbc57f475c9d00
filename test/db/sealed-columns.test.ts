import { expect, test } from "@jest/globals";
import { sql } from "kysely";
import { sealedColumns } from "../../src/db/queries/sealed-columns.ts";
import { freshDatabases, withDatabase } from "./databases.ts";

/** Re-sealed by itself, as the last one. */
const canary = "service_key.sealed";

test("keys:rotate knows every sealed column of the schema", async () => {
  const [embedded] = await freshDatabases();
  if (embedded === undefined) throw new Error("no database");
  const found = await withDatabase(embedded.settings, async ({ db }) => {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and column_name like '%sealed%' order by 1`.execute(db);
    return rows.map(({ name }) => name);
  });
  await embedded.remove();
  const known = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(found).toEqual([...known, canary].toSorted());
}, 60_000);
