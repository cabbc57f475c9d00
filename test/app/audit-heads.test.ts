import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { createHeadPublisher } from "../../src/app/audit-heads.ts";
import type { Database } from "../../src/db/open.ts";
import { insertAuditEntry } from "../../src/db/queries/audit.ts";
import { type AuditHead, selectAuditHead } from "../../src/db/queries/audit-chain.ts";
import { auditHeadJob, scheduleAuditHead } from "../../src/desk/audit/audit-head-job.ts";
import { freshDatabases, withDatabase } from "../db/databases.ts";
import { startMailServer } from "./mail-server.ts";

const now = () => new Date("2026-11-23T20:20:00Z");
const head: AuditHead = { position: 7, hash: "a".repeat(64) };
const line = `2026-11-23T20:20:00.000Z 7:${"a".repeat(64)}`;
const nowhere = { headFile: null, headEmail: null };

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function mailServer() {
  const server = await startMailServer();
  closing.push(server.close);
  return server;
}

test("a head is appended to the file, which is made for its owner only", async () => {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-heads-"));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const headFile = join(folder, "heads");
  const publish = createHeadPublisher({ audit: { ...nowhere, headFile }, email: null }, now);
  await publish(head);
  await publish(head);
  expect(await readFile(headFile, "utf8")).toBe(`${line}\n${line}\n`);
});

test("a head is sent by mail, also to an address with a name", async () => {
  const { mails, url } = await mailServer();
  const audit = { ...nowhere, headEmail: "Thanh tra <thanh-tra@example.gov.vn>" };
  const email = { url, from: "Hướng Dẫn <bot@example.gov.vn>" };
  await createHeadPublisher({ audit, email }, now)(head);
  expect(mails[0]?.replaceAll("=\r\n", "")).toContain(`7:${"a".repeat(64)}`);
  expect(mails[0]).toMatch(/^To: thanh-tra@example.gov.vn/m);
});

test("a mail server that refuses makes the job try again", async () => {
  const audit = { ...nowhere, headEmail: "thanh-tra@example.gov.vn" };
  const email = { url: "smtp://127.0.0.1:9", from: "bot@example.gov.vn" };
  await expect(createHeadPublisher({ audit, email }, now)(head)).rejects.toThrow(/not sent/);
});

/** Runs the nightly job once. Resolves with the head that it published, or the position that is broken. */
async function runJob(database: Database): Promise<AuditHead | number> {
  const { promise, resolve } = Promise.withResolvers<AuditHead | number>();
  await scheduleAuditHead(database, {
    publishHead: async (published) => resolve(published),
    onBroken: ({ position }) => resolve(position),
  });
  await database.jobs.send(auditHeadJob, {});
  return promise;
}

test.each(await freshDatabases())(
  "the nightly job on $name publishes the head of a trail, and reports one that was changed",
  async ({ settings, remove }) => {
    closing.push(remove);
    const actor = { account_id: null, username: "", role: "" };
    const entry = { at: now(), ...actor, action: "test.run", subject: "test", detail: "" };
    await withDatabase(settings, async (database) => {
      await insertAuditEntry(database.db, entry);
      expect(await runJob(database)).toEqual(await selectAuditHead(database.db));
    });
    await withDatabase(settings, async (database) => {
      await sql.raw("alter table desk_audit disable trigger user").execute(database.db);
      await sql.raw("update desk_audit set detail = 'x'").execute(database.db);
      expect(await runJob(database)).toBe(1);
    });
  },
  60_000,
);
