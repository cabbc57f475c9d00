import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ImportChange } from "../../src/catalog/import/plan-import.ts";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { lockVersion, updateVersion } from "../../src/db/queries/catalog-versions.ts";
import { versionStatus } from "../../src/db/tables/catalog-tables.ts";
import { draftImport } from "../../src/live/catalog-imports.ts";
import { activateVersion, readVersions } from "../../src/live/catalog-versions.ts";
import { listedProcedure } from "../catalog/listed/listed-records.ts";
import { freshDatabases } from "../db/databases.ts";

const databases = await freshDatabases();
const now = new Date("2026-11-23T03:00:00Z");

/** More than the database is asked for at once. */
const changes: readonly ImportChange[] = Array.from({ length: 620 }, (_, at) => {
  const record = listedProcedure({ code: `3.${String(100_000 + at)}`, name: `Thủ tục số ${at}` });
  return { kind: "listed", id: record.id, base: null, record };
});

describe.each(databases)("imports on $name", ({ settings, remove }) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(settings);
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await remove();
  }, 120_000);

  const draft = (proposed: readonly ImportChange[], at = now) =>
    database.transaction((tx) =>
      draftImport(tx, { title: "Nhập", by: "admin", now: at, changes: proposed }),
    );
  const read = (id: number) =>
    readVersions(database.db, [id], (invalid) => {
      throw new Error(`Version ${invalid} can't be read.`);
    });

  test("stores and reads thousands of changes in their order, none twice and none left out", async () => {
    const { draftId, changeCount } = await draft(changes);
    expect(changeCount).toBe(620);
    const [version] = await read(draftId ?? 0);
    expect(version?.changes).toEqual(changes);
  }, 60_000);

  test("proposes again only what differs from what waits for a decision", async () => {
    const [first, second] = changes;
    if (first?.record == null || second === undefined) throw new Error("There are changes.");
    expect(await draft(changes)).toMatchObject({ draftId: null, changeCount: 0 });
    const laterRecord = { ...first.record, checked: "2026-12-24" } as typeof first.record;
    const later = { ...first, record: laterRecord } as ImportChange;
    expect(await draft([later])).toMatchObject({ draftId: null });
    const renamed = { ...first, record: { ...first.record, name: "Tên mới" } } as ImportChange;
    const made = await draft([renamed, second]);
    expect(made).toMatchObject({ changeCount: 1 });
    expect(made.pendingIds).toHaveLength(1);
  });

  test("what was discarded is proposed again; what is active from a later day still waits", async () => {
    const [, , third] = changes;
    if (third === undefined) throw new Error("There are changes.");
    const [open] = await database.db.selectFrom("catalog_version").select("id").execute();
    const id = open?.id ?? 0;
    await database.transaction(async (tx) => {
      await lockVersion(tx, id);
      await activateVersion(tx, id, { activateOn: "2026-12-01", approvedBy: "mai", now });
    });
    expect(await draft([third])).toMatchObject({ draftId: null });
    await database.transaction((tx) =>
      updateVersion(tx, id, { status: versionStatus.discarded, activate_on: null }),
    );
    expect(await draft([third])).toMatchObject({ changeCount: 1 });
  });
});
