import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { openDatabase } from "../../src/db/open.ts";
import { insertAuditEntry } from "../../src/db/queries/audit.ts";
import { selectAuditHead } from "../../src/db/queries/audit-chain.ts";
import type { DbHandle } from "../../src/db/schema.ts";

const onError = (error: Error) => {
  throw error;
};
let dataDir = "";
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huong-dan-verify-"));
  await work(async (db) => {
    for (const action of ["first", "second"]) {
      const at = new Date("2026-11-23T03:00:00Z");
      const actor = { account_id: null, username: "", role: "" };
      await insertAuditEntry(db, { at, ...actor, action, subject: "test", detail: "" });
    }
  });
}, 60_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function work<Result>(run: (db: DbHandle) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ databaseUrl: null, dataDir, retentionDays: 365, onError });
  try {
    return await run(database.db);
  } finally {
    await database.close();
  }
}

/** Runs `npm run audit:verify` on the folder. Resolves with its exit code and what it printed. */
function verify(args: readonly string[] = [], environment: Record<string, string> = {}) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; text: string }>();
  const { PATH = "", HOME = "" } = process.env;
  execFile(
    process.execPath,
    ["src/cli/audit-verify.ts", ...args],
    { env: { PATH, HOME, DATA_DIR: dataDir, ...environment } },
    (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, text: `${stdout}${stderr}` });
    },
  );
  return promise;
}

test("says that the trail is intact, and prints its head", async () => {
  const head = await work(selectAuditHead);
  const { code, text } = await verify();
  expect([code, text]).toEqual([0, expect.stringContaining("intact: 2 entries")]);
  expect(text).toContain(`${head?.position}:${head?.hash}`);
}, 60_000);

test("names the first entry that was changed, and exits with 1", async () => {
  const changed = ["disable", "enable"].map(
    (what) => `alter table desk_audit ${what} trigger user`,
  );
  await work(async (db) => {
    await sql.raw(changed[0] ?? "").execute(db);
    await sql.raw("update desk_audit set detail = 'x' where id = 2").execute(db);
    await sql.raw(changed[1] ?? "").execute(db);
  });
  const { code, text } = await verify();
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(/BROKEN at position 2, entry 2: its content/),
  ]);
}, 60_000);

test("compares the trail with the heads of a file", async () => {
  const file = join(dataDir, "heads");
  await writeFile(file, `2026-11-23T03:20:00.000Z 1:${"0".repeat(64)}\n`);
  const { code, text } = await verify([], { AUDIT_HEAD_FILE: file });
  expect([code, text]).toEqual([1, expect.stringMatching(/position 1.*written again/)]);
}, 60_000);

test("explains itself for a command that it does not know", async () => {
  const { code, text } = await verify(["--head", "no head"]);
  expect([code, text]).toEqual([2, expect.stringContaining("npm run audit:verify")]);
});
