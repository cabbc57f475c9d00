import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { upsertLabel } from "../../src/db/queries/sentence-labels.ts";

const onError = (error: Error) => {
  throw error;
};
const slowMs = 120_000;
let dataDir = "";

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huong-dan-sentences-"));
  const words = "lam khai tu 0912345678";
  const label = { alike: words, words, verdict: "meant" as const, intent: null };
  await work(({ db }) =>
    upsertLabel(db, { ...label, procedureId: "dang-ky-khai-tu" }, { by: "hoa", now: new Date() }),
  );
}, slowMs);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function work<Result>(run: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ databaseUrl: null, dataDir, retentionDays: 365, onError });
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

function exportTo(...args: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; text: string }>();
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, DATA_DIR: dataDir, PUBLIC_URL: "https://huongdan.example.vn" };
  const command = ["src/cli/sentences-export.ts", ...args];
  execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
    resolve({ code: error === null ? 0 : Number(error.code), text: `${stdout}${stderr}` });
  });
  return promise;
}

test(
  "writes the labelled sentences to a new file, never over another, and tells the audit trail",
  async () => {
    const path = join(dataDir, "desk.json");
    expect(await exportTo(path)).toEqual({ code: 0, text: "1 sentences\n" });
    const { sentences } = JSON.parse(await readFile(path, "utf8"));
    expect(sentences).toEqual([
      expect.objectContaining({
        ...{ text: "lam khai tu", intent: "steps", procedures: ["dang-ky-khai-tu"] },
      }),
    ]);
    const again = await exportTo(path);
    expect(again.code).toBe(1);
    expect(again.text).toContain("EEXIST");
    expect((await exportTo()).code).toBe(2);
    await work(async ({ db }) => {
      const rows = await db.selectFrom("desk_audit").select(["action", "username"]).execute();
      expect(rows).toContainEqual({ action: "sentence.export", username: "" });
    });
  },
  slowMs,
);
