import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadRecords } from "../../src/catalog/load.ts";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { setBotSwitch } from "../../src/live/bot-switch.ts";
import {
  addAlias,
  overridePoint,
  readPointOverride,
  removeAlias,
} from "../../src/live/catalog-overrides.ts";
import { openRuntimeOverrides, type RuntimeOverrides } from "../../src/live/runtime-overrides.ts";
import { freshDatabases } from "../db/databases.ts";

const records = await loadRecords("data");
const now = new Date("2026-11-23T03:00:00Z");
const by = { by: "lan", now };
const id = "diem-kp-23-24-binh-tien";
const databases = await freshDatabases();

describe.each(databases)("runtime overrides on $name", ({ settings, remove }) => {
  let database: Database;
  let replicas: [RuntimeOverrides, RuntimeOverrides];
  const invalidEdits: string[] = [];

  beforeAll(async () => {
    database = await openDatabase(settings);
    const open = () =>
      openRuntimeOverrides({
        db: database.db,
        records,
        onRefreshError: (error) => {
          throw error;
        },
        onInvalidEdit: (point) => invalidEdits.push(point),
        onInvalidVersion: (version) => {
          throw new Error(`version ${version} is left out`);
        },
        now: () => now,
      });
    replicas = [await open(), await open()];
  }, 120_000);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await database.close();
    await remove();
  }, 120_000);

  const refreshAll = () => Promise.all(replicas.map((replica) => replica.refresh()));

  test("every replica reads an edit of a point at its next refresh, together with earlier edits", async () => {
    const before = replicas[0].catalog();
    await database.transaction((tx) => overridePoint(tx, id, { phone: "1022" }, by));
    const change = await database.transaction((tx) =>
      overridePoint(tx, id, { on_duty: "Chị Lan" }, by),
    );
    expect(change).toEqual({
      before: { phone: "1022" },
      after: { phone: "1022", on_duty: "Chị Lan" },
    });
    expect(replicas[0].catalog()).toBe(before);
    await refreshAll();
    for (const replica of replicas) {
      expect(replica.catalog().points.get(id)).toMatchObject({
        phone: "1022",
        on_duty: "Chị Lan",
        checked: "2026-11-23",
      });
    }
    expect(before.points.get(id)?.on_duty).toBeUndefined();
    expect(await readPointOverride(database.db, id)).toEqual({ phone: "1022", on_duty: "Chị Lan" });
  });

  test("two edits of one point at once lose neither's fields", async () => {
    const point = "two-at-once";
    await Promise.all([
      database.transaction((tx) => overridePoint(tx, point, { phone: "1022" }, by)),
      database.transaction((tx) =>
        overridePoint(tx, point, { services: ["dang-ky-khai-sinh"] }, by),
      ),
    ]);
    expect(await readPointOverride(database.db, point)).toEqual({
      phone: "1022",
      services: ["dang-ky-khai-sinh"],
    });
  });

  test("a refresh keeps the same catalogue object if nothing changed", async () => {
    await refreshAll();
    const before = replicas[1].catalog();
    await refreshAll();
    expect(replicas[1].catalog()).toBe(before);
  });

  test("a change that is rolled back has no effect", async () => {
    const before = replicas[0].catalog();
    const fails = database.transaction(async (tx) => {
      await overridePoint(tx, id, { phone: "113" }, by);
      throw new Error("no");
    });
    await expect(fails).rejects.toThrow("no");
    await refreshAll();
    expect(replicas[0].catalog()).toBe(before);
  });

  test("an added alias is understood after the refresh, and no longer once it is removed", async () => {
    const add = () => database.transaction((tx) => addAlias(tx, "tach-ho", "xin ra riêng sổ", by));
    expect([await add(), await add()]).toEqual([true, false]);
    await refreshAll();
    const { results } = replicas[1].catalog().understand("xin ra riêng sổ", { now: new Date(0) });
    expect(results[0]).toMatchObject({ id: "tach-ho" });
    const remove = () =>
      database.transaction((tx) => removeAlias(tx, "tach-ho", "xin ra riêng sổ"));
    expect([await remove(), await remove()]).toEqual([true, false]);
    await refreshAll();
    expect(replicas[1].catalog().procedures.get("tach-ho")?.aliases).not.toContain(
      "xin ra riêng sổ",
    );
  });

  test("leaves out and reports an edit that this version cannot read, and applies the others", async () => {
    const edit = JSON.stringify({ opening_hours: "lúc nào cũng mở" });
    await database.db
      .insertInto("point_edit")
      .values({ point_id: "from-the-future", edit, edited_by: "lan", edited_at: now })
      .execute();
    await database.transaction((tx) => overridePoint(tx, id, { phone: "1023" }, by));
    await refreshAll();
    expect(invalidEdits).toContain("from-the-future");
    expect(replicas[0].catalog().points.get(id)?.phone).toBe("1023");
  });

  test("turns the switch off and on, and numbers a notice anew whenever its words change", async () => {
    const set = async (isOff: boolean, vi: string | null, en: string | null = null) => {
      const notice = vi === null ? null : { vi, en };
      const before = await database.transaction((tx) => setBotSwitch(tx, { isOff, notice }, by));
      await refreshAll();
      return before;
    };
    expect(replicas[0].botSwitch()).toEqual({ isOff: false, notice: null, backAt: null });
    expect(await set(true, "Mai nghỉ")).toEqual({ isOff: false, notice: null, backAt: null });
    expect(replicas.map((replica) => replica.botSwitch())).toEqual(
      replicas.map(() => ({
        isOff: true,
        notice: { id: 1, vi: "Mai nghỉ", en: null },
        backAt: null,
      })),
    );
    await set(false, "Mai nghỉ");
    expect(replicas[0].botSwitch()).toEqual({
      isOff: false,
      notice: { id: 1, vi: "Mai nghỉ", en: null },
      backAt: null,
    });
    await set(false, null);
    await set(false, "Mai nghỉ", "Closed tomorrow");
    expect(replicas[0].botSwitch().notice?.id).toBe(3);
  });
});
