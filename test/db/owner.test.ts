import { randomBytes } from "node:crypto";
import { afterEach, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { Client } from "pg";
import { verifyAuditChain } from "../../src/db/audit-chain.ts";
import { openDatabase } from "../../src/db/open.ts";
import { DatabaseOwnerError } from "../../src/db/owner.ts";
import { insertAuditEntry } from "../../src/db/queries/audit.ts";
import { deleteOldFacts } from "../../src/db/retention.ts";
import type { DbHandle } from "../../src/db/schema.ts";
import { freshDatabaseUrl } from "../servers/addresses.ts";

const onError = (error: Error) => {
  throw error;
};
const settings = { dataDir: "/nowhere", retentionDays: 365, onError };
const entry = {
  at: new Date("2026-11-23T03:00:00Z"),
  account_id: null,
  username: "",
  role: "",
  action: "test.run",
  subject: "test",
  detail: "",
};
const superuserUrl = await freshDatabaseUrl();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function asSuperuser(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Creates a database with an owner and a role for the service, as docs/operating.md describes. */
async function createRoles() {
  const url = (await freshDatabaseUrl()) ?? "";
  const suffix = randomBytes(6).toString("hex");
  const [owner, service] = [`owner_${suffix}`, `service_${suffix}`];
  const { pathname } = new URL(url);
  await asSuperuser(
    url,
    `create role ${owner} login`,
    `create role ${service} login`,
    `alter database ${pathname.slice(1)} owner to ${owner}`,
  );
  const as = (username: string) => Object.assign(new URL(url), { username }).href;
  return { url, owner, service, ownerUrl: as(owner), serviceUrl: as(service) };
}

async function open(databaseUrl: string, databaseOwnerUrl: string | null) {
  const database = await openDatabase({ ...settings, databaseUrl, databaseOwnerUrl });
  closing.push(() => database.close());
  return database;
}

const attempt = (db: DbHandle, statement: string) => sql.raw(statement).execute(db);

if (superuserUrl !== null) {
  test("the service adds entries of the audit trail and can neither change, delete nor unprotect them", async () => {
    const { ownerUrl, serviceUrl } = await createRoles();
    const { db, jobs, transaction } = await open(serviceUrl, ownerUrl);
    await transaction((tx) => insertAuditEntry(tx, entry));
    expect(await verifyAuditChain(db)).toMatchObject({ isIntact: true, entries: 1 });
    for (const statement of [
      "update desk_audit set detail = 'other'",
      "delete from desk_audit",
      "truncate desk_audit",
      "alter table desk_audit disable trigger all",
      "drop trigger desk_audit_chained on desk_audit",
      "drop table desk_audit_chain",
      "create or replace function refuse_audit_change() returns trigger language plpgsql as 'begin return null; end'",
      "insert into desk_audit_chain (position, audit_id, recorded_at, hash) values (9, 9, now(), '')",
      "delete from desk_audit_chain",
      "set session_replication_role = replica",
    ]) {
      await expect(attempt(db, statement)).rejects.toThrow(/permission denied|must be owner/);
    }
    // Everything else works as before, the jobs too.
    await db.selectFrom("desk_account").select("id").execute();
    await expect(jobs.declare(deleteOldFacts)).resolves.toBeUndefined();
  }, 60_000);

  test("a second start, also one that does not know the owner, finds everything done", async () => {
    const { ownerUrl, serviceUrl } = await createRoles();
    await open(serviceUrl, ownerUrl);
    await open(serviceUrl, ownerUrl);
    const { db } = await open(serviceUrl, null);
    await insertAuditEntry(db, entry);
    await expect(attempt(db, "delete from desk_audit")).rejects.toThrow(/permission denied/);
  }, 60_000);

  test("a database whose tables belong to the service is handed over, or the report says how", async () => {
    const { url, owner, service, ownerUrl, serviceUrl } = await createRoles();
    await asSuperuser(
      url,
      `grant create on schema public to ${service}`,
      `grant create on database ${new URL(url).pathname.slice(1)} to ${service}`,
    );
    const before = await openDatabase({ ...settings, databaseUrl: serviceUrl });
    await insertAuditEntry(before.db, entry);
    await before.close();

    const refused = open(serviceUrl, ownerUrl);
    await expect(refused).rejects.toThrow(DatabaseOwnerError);
    await expect(refused).rejects.toThrow(`REASSIGN OWNED BY "${service}" TO "${owner}"`);
    await asSuperuser(url, `reassign owned by ${service} to ${owner}`);

    const { db } = await open(serviceUrl, ownerUrl);
    expect(await verifyAuditChain(db)).toMatchObject({ isIntact: true, entries: 1 });
    await expect(attempt(db, "delete from desk_audit")).rejects.toThrow(/permission denied/);
  }, 60_000);

  test("a role that could change the trail all the same is refused", async () => {
    const { url, owner, service, ownerUrl, serviceUrl } = await createRoles();
    await expect(open(ownerUrl, ownerUrl)).rejects.toThrow(/another role/);
    await asSuperuser(url, `grant ${owner} to ${service}`);
    await expect(open(serviceUrl, ownerUrl)).rejects.toThrow(/may still change the audit trail/);
  }, 60_000);
}
