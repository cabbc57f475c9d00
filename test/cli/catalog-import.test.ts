import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openDatabase } from "../../src/db/open.ts";
import { generatePages } from "../catalog/import/generated-pages.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huong-dan-import-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `npm run catalog:import`. Resolves with its exit code and what it printed. */
function runImport(...args: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; text: string }>();
  const { PATH = "", HOME = "" } = process.env;
  const env = {
    ...{ PATH, HOME },
    DATA_DIR: join(folder, "var"),
    PUBLIC_URL: "https://huongdan.example.vn",
  };
  execFile(
    process.execPath,
    ["src/cli/catalog-import.ts", ...args],
    { env },
    (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), text: `${stdout}${stderr}` });
    },
  );
  return promise;
}

async function readDrafts() {
  const settings = { databaseUrl: null, dataDir: join(folder, "var"), retentionDays: 365 };
  const database = await openDatabase({
    ...settings,
    onError: (error) => {
      throw error;
    },
  });
  try {
    return await database.db
      .selectFrom("catalog_version")
      .select(["status", "origin", "created_by"])
      .execute();
  } finally {
    await database.close();
  }
}

test("says what each file would change and which rows are faulty, and stores one draft however often it runs", async () => {
  const file = join(folder, "trang.json");
  await writeFile(file, JSON.stringify(generatePages({ count: 30, broken: 3 })));
  const checked = await runImport("--check", file);
  expect(checked.code).toBe(0);
  expect(checked.text).toContain(
    "trang.json: 27 mới, 0 thay đổi, 0 không đổi, 0 đã có hướng dẫn, 3 dòng có lỗi",
  );
  expect(checked.text).toContain("! dòng 20, ma_thu_tuc: thiếu mã thủ tục");
  expect(checked.text).not.toContain("bản nháp");

  const first = await runImport(file);
  expect(first.text).toContain("Đã lưu bản nháp 1 với 27 thay đổi. Chưa có gì chạy.");
  expect(first.text).toContain("https://huongdan.example.vn/desk/catalog/1");
  const second = await runImport(file);
  expect(second).toMatchObject({ code: 0 });
  expect(second.text).toContain("không tạo bản nháp");
  expect(await readDrafts()).toEqual([
    { status: "draft", origin: "import", created_by: "catalog:import" },
  ]);
}, 120_000);

test("stores nothing if one of the files cannot be read, and says which", async () => {
  const [good, bad] = [join(folder, "tot.json"), join(folder, "hong.json")];
  await writeFile(good, JSON.stringify(generatePages({ count: 40, broken: 0 })));
  await writeFile(bad, '[{"ma_thu_tuc": "1.00');
  const { code, text } = await runImport(good, bad);
  expect(code).toBe(1);
  expect(text).toContain("hong.json: Tệp không phải là JSON");
  expect((await runImport(join(folder, "khong-co.json"))).code).toBe(1);
  expect((await runImport()).code).toBe(2);
  expect(await readDrafts()).toHaveLength(1);
}, 120_000);
