import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DossierStatus } from "../../../src/catalog/dossiers/dossier-status.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { createDossierBox } from "../../../src/notify/dossiers/dossier-box.ts";
import { createReportIngestion } from "../../../src/notify/dossiers/ingest-reports.ts";
import type { DossierReport, Reports, StepReport } from "../../../src/notify/dossiers/report.ts";
import { freshDatabases } from "../../db/databases.ts";

const now = new Date("2026-11-25T03:00:00Z");
const monday = Date.parse("2026-11-23T01:00:00Z");
const sender = { madonvi: "H26" };
const databases = await freshDatabases();
let codes = 0;

const anySteps = fc.array(
  fc.record({
    status: fc.integer({ min: 1, max: 10 }).map((status) => status as DossierStatus),
    hours: fc.integer({ min: 0, max: 4 }),
    note: fc.constantFrom("", "Thiếu ảnh"),
  }),
  { minLength: 1, maxLength: 6 },
);

/** The same reports in two orders, with repetitions, and the dossier arriving at any moment. */
const anyCase = anySteps.chain((steps) => {
  const places = steps.map((_, at) => at);
  const order = fc.tuple(
    fc.shuffledSubarray([...places, ...places], { minLength: 2 * places.length }),
    fc.nat(2 * places.length),
  );
  return fc.record({ steps: fc.constant(steps), one: order, other: order });
});

describe.each(databases)("reports that arrive in any order, over $name", ({ settings, remove }) => {
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase(settings);
  }, 60_000);

  afterAll(async () => {
    await database.close();
    await remove();
  }, 60_000);

  /** The current step and the stored steps after these reports. */
  async function ingest(
    steps: readonly Omit<StepReport, "code">[],
    order: number[],
    dossierAt: number,
  ) {
    codes += 1;
    const code = `H26.1-251125-${codes}`;
    const box = createDossierBox("0".repeat(32));
    const ingestReports = createReportIngestion({
      database,
      box,
      now: () => now,
      enqueueNotifications: async () => {},
    });
    const calls: Reports[] = order.flatMap((at) => {
      const step = steps[at];
      return step === undefined ? [] : [{ sender, dossiers: [], steps: [{ ...step, code }] }];
    });
    calls.splice(dossierAt, 0, { sender, dossiers: [{ ...bare, code }], steps: [] });
    for (const call of calls) await ingestReports(call);
    const current = await database.db
      .selectFrom("dossier")
      .leftJoin("dossier_step", "dossier_step.identity", "dossier.told_identity")
      .select(["told_status", "told_at", "dossier_step.note", "dossier.code_key"])
      .where("code", "=", code)
      .executeTakeFirstOrThrow();
    const stored = await database.db
      .selectFrom("dossier_step")
      .select(["status", "at", "note"])
      .where("code_key", "=", current.code_key)
      .orderBy("at")
      .orderBy("status")
      .orderBy("note")
      .execute();
    return { status: current.told_status, at: current.told_at, stored };
  }

  test("lead to the same current step and the same stored steps", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ steps, one, other }) => {
        const reports = steps.map(({ status, hours, note }) => ({
          status,
          note,
          officer: null,
          unit: null,
          dueAt: null,
          at: new Date(monday + hours * 3_600_000),
        }));
        const first = await ingest(reports, ...one);
        expect(await ingest(reports, ...other)).toEqual(first);
        expect(first.at).toEqual(new Date(Math.max(...reports.map(({ at }) => at.getTime()))));
        const distinct = new Set(reports.map((report) => JSON.stringify(report)));
        expect(first.stored).toHaveLength(distinct.size);
      }),
      { seed: 20261125, numRuns: 25 },
    );
  });
});

const bare: Omit<DossierReport, "code"> = {
  agencyName: null,
  procedureCode: null,
  procedureName: null,
  applicant: null,
  phone: null,
  email: null,
  birthYear: null,
  identityTail: null,
  receivedAt: null,
  promisedAt: null,
  state: null,
};
