import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { smallFee, smallProcedure, smallRecords, smallTime } from "../catalog/small-records.ts";
import { writeRecords } from "../catalog/write-records.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huong-dan-due-"));
  const [, other] = smallRecords().procedures;
  if (other === undefined) throw new Error("there are two small procedures");
  const fees = [
    smallFee({ vnd: 4000, valid_to: "2026-12-31" }),
    smallFee({ valid_from: "2027-01-01" }),
    smallFee({ channel: "online", valid_to: "2026-12-31" }),
  ];
  const weak = smallTime({ strength: "secondary", source: "bao" });
  const born = smallProcedure({ fees, processing_times: [weak] });
  await writeRecords(folder, smallRecords({ procedures: [born, { ...other, checked: "2024" }] }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `npm run catalog:due`. Resolves with its exit code and what it printed. */
function due(...args: string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: number; out: string; err: string }>();
  execFile(
    process.execPath,
    ["src/cli/catalog-due.ts", ...args],
    { env: { PATH: process.env["PATH"] ?? "", CATALOG_DIR: folder } },
    (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
  );
  return promise;
}

test("lists what is due as of a day, with what follows", async () => {
  expect(await due("2026-11-23")).toEqual({
    code: 0,
    err: "",
    out: `Has lapsed, and nothing follows (0)
Lapses within 60 days (2)
  [1] 2026-12-31  khai-sinh fees[0]: 4.000 đ/bản; then 8.000 đ/bản
  [1] 2026-12-31  khai-sinh fees[2]: online, 8.000 đ/bản; then nothing is entered
Begins within 60 days (0)
Weakly founded (1)
  [1] 2026-10-05  khai-sinh processing_times[0]: 1 ngày làm việc
Checked more than a year ago, or nobody knows when (1)
  [1] 2024  ihanoi
`,
  });
});

test("takes today if no day is given", async () => {
  const { code, out } = await due();
  expect([code, out]).toEqual([0, expect.stringContaining("Weakly founded (1)")]);
});

test.each(["23/11/2026", "2026-02-30", "2026-13-01"])("refuses the day %s", async (day) => {
  const { code, err } = await due(day);
  expect([code, err]).toEqual([2, `"${day}" is not a day such as 2026-12-15\n`]);
});

test("exits with 1 and names the errors of a catalogue that is not valid", async () => {
  const broken = await mkdtemp(join(folder, "broken-"));
  await writeRecords(broken, smallRecords());
  await writeFile(join(broken, "sources.json"), JSON.stringify({ sources: [] }));
  const { code, out, err } = await due("2026-11-23", broken);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain('"luat" is not a source');
});
