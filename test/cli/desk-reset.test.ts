import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { createFirstAdmin } from "../../src/desk/accounts/first-admin.ts";
import { findInvitedAccount } from "../../src/desk/accounts/invitations.ts";

const onError = (error: Error) => {
  throw error;
};
let dataDir = "";

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huong-dan-reset-"));
  const admin = { user: "admin", password: "mat khau cua quan tri" };
  await work((database) => createFirstAdmin(database, admin, new Date()));
}, 60_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function work<Result>(run: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ databaseUrl: null, dataDir, retentionDays: 365, onError });
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

/** Runs `npm run desk:reset` on the folder. Resolves with its exit code and what it printed. */
function reset(...args: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; text: string }>();
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, DATA_DIR: dataDir, PUBLIC_URL: "https://huongdan.example.vn" };
  execFile(
    process.execPath,
    ["src/cli/desk-reset.ts", ...args],
    { env },
    (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), text: `${stdout}${stderr}` });
    },
  );
  return promise;
}

test("prints a link that sets a new password, and ends the old one", async () => {
  const { code, text } = await reset("admin");
  expect(code).toBe(0);
  const token = /^https:\/\/huongdan\.example\.vn\/desk\/invitation\/([\w-]+)\n$/.exec(text)?.[1];
  await work(async ({ db }) => {
    expect(await findInvitedAccount(db, token ?? "", new Date())).toMatchObject({
      username: "admin",
    });
    const { password_hash } = await db
      .selectFrom("desk_account")
      .select("password_hash")
      .executeTakeFirstOrThrow();
    expect(password_hash).toBeNull();
    const rows = await db.selectFrom("desk_audit").select(["action", "username"]).execute();
    expect(rows).toContainEqual({ action: "account.reset", username: "" });
  });
}, 60_000);

test("says that an account does not exist, how it is used, and that a service has the folder", async () => {
  expect(await reset("khong-co")).toMatchObject({ code: 1 });
  expect((await reset()).code).toBe(2);
  await work(async () => {
    const { code, text } = await reset("admin");
    expect(code).toBe(1);
    expect(text).not.toMatch(/^ +at /m);
  });
}, 60_000);
