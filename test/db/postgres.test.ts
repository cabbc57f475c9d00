import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { expect, test } from "@jest/globals";
import { Client } from "pg";
import { openDatabase } from "../../src/db/open.ts";
import { DatabaseUnreachableError } from "../../src/db/postgres.ts";
import { freshDatabaseUrl } from "../servers/addresses.ts";
import { freePort } from "../servers/private-server.ts";

const replicas = 4;
const onError = (error: Error) => {
  throw error;
};
const settings = { dataDir: "/nowhere", retentionDays: 365, onError };

test("the error names a server that cannot be reached, but not the password", async () => {
  const databaseUrl = `postgres://user:s3cret@127.0.0.1:${await freePort()}/huongdan`;
  const refused = openDatabase({ ...settings, databaseUrl });
  await expect(refused).rejects.toThrow(DatabaseUnreachableError);
  await expect(refused).rejects.toThrow(/DATABASE_URL.*127\.0\.0\.1.*ECONNREFUSED/);
  await expect(refused).rejects.not.toThrow(/s3cret/);
});

const databaseUrl = await freshDatabaseUrl();
if (databaseUrl !== null) {
  test("four replicas can start together on an empty database", async () => {
    const start = () => openDatabase({ ...settings, databaseUrl });
    const databases = await Promise.all(Array.from({ length: replicas }, start));
    await Promise.all(databases.map((database) => database.ping()));
    await Promise.all(databases.map((database) => database.close()));

    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query("select name from kysely_migration order by name");
    await client.end();
    const shipped = await readdir(new URL("../../src/db/migrations", import.meta.url));
    expect(rows).toEqual(shipped.sort().map((file) => ({ name: basename(file, ".ts") })));
  }, 60_000);
}
