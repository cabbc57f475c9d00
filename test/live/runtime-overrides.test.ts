import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadRecords } from "../../src/catalog/load.ts";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { setSwitch } from "../../src/live/bot-switch.ts";
import { addAlias, editPoint, pointEditOf, removeAlias } from "../../src/live/catalog-overrides.ts";
import { openRuntimeOverrides, type RuntimeOverrides } from "../../src/live/runtime-overrides.ts";
import { freshDatabases } from "../db/databases.ts";

const records = await loadRecords("data");
const now = new Date("2026-11-23T03:00:00Z");
const by = { by: "lan", now };
const id = "diem-kp-23-24-binh-tien";
const databases = await freshDatabases();

describe.each(databases)("live changes on $name", ({ settings, remove }) => {
  let database: Database;
  let replicas: [RuntimeOverrides, RuntimeOverrides];
  const faults: string[] = [];

  beforeAll(async () => {
    database = await openDatabase(settings);
    const open = () =>
      openRuntimeOverrides({
        db: database.db,
        records,
        onRefreshError: (error) => {
          throw error;
        },
        onInvalidEdit: (point) => faults.push(point),
      });
    replicas = [await open(), await open()];
  }, 120_000);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await database.close();
    await remove();
  }, 120_000);

  const lookAgain = () => Promise.all(replicas.map((replica) => replica.refresh()));

  test("an edit of a point is in every replica's next look, beside what was edited before", async () => {
    const before = replicas[0].catalog();
    await database.transaction((tx) => editPoint(tx, id, { phone: "1022" }, by));
    const change = await database.transaction((tx) =>
      editPoint(tx, id, { on_duty: "Chị Lan" }, by),
    );
    expect(change).toEqual({
      before: { phone: "1022" },
      after: { phone: "1022", on_duty: "Chị Lan" },
    });
    expect(replicas[0].catalog()).toBe(before);
    await lookAgain();
    for (const replica of replicas) {
      expect(replica.catalog().points.get(id)).toMatchObject({
        phone: "1022",
        on_duty: "Chị Lan",
        checked: "2026-11-23",
      });
    }
    expect(before.points.get(id)?.on_duty).toBeUndefined();
    expect(await pointEditOf(database.db, id)).toEqual({ phone: "1022", on_duty: "Chị Lan" });
  });

  test("two who edit one point at once lose neither's fields", async () => {
    const point = "two-at-once";
    await Promise.all([
      database.transaction((tx) => editPoint(tx, point, { phone: "1022" }, by)),
      database.transaction((tx) => editPoint(tx, point, { services: ["dang-ky-khai-sinh"] }, by)),
    ]);
    expect(await pointEditOf(database.db, point)).toEqual({
      phone: "1022",
      services: ["dang-ky-khai-sinh"],
    });
  });

  test("where nothing changed, the catalogue stays the very same", async () => {
    await lookAgain();
    const before = replicas[1].catalog();
    await lookAgain();
    expect(replicas[1].catalog()).toBe(before);
  });

  test("a change that is taken back is none", async () => {
    const before = replicas[0].catalog();
    const fails = database.transaction(async (tx) => {
      await editPoint(tx, id, { phone: "113" }, by);
      throw new Error("no");
    });
    await expect(fails).rejects.toThrow("no");
    await lookAgain();
    expect(replicas[0].catalog()).toBe(before);
  });

  test("an alias is found as soon as it is there, and no more once it is gone", async () => {
    const add = () => database.transaction((tx) => addAlias(tx, "tach-ho", "xin ra riêng sổ", by));
    expect([await add(), await add()]).toEqual([true, false]);
    await lookAgain();
    const { results } = replicas[1].catalog().understand("xin ra riêng sổ", { now: new Date(0) });
    expect(results[0]).toMatchObject({ id: "tach-ho" });
    const remove = () =>
      database.transaction((tx) => removeAlias(tx, "tach-ho", "xin ra riêng sổ"));
    expect([await remove(), await remove()]).toEqual([true, false]);
    await lookAgain();
    expect(replicas[1].catalog().procedures.get("tach-ho")?.aliases).not.toContain(
      "xin ra riêng sổ",
    );
  });

  test("an edit that this version can't read is left out and told; the others hold", async () => {
    const edit = JSON.stringify({ opening_hours: "lúc nào cũng mở" });
    await database.db
      .insertInto("point_edit")
      .values({ point_id: "from-the-future", edit, edited_by: "lan", edited_at: now })
      .execute();
    await database.transaction((tx) => editPoint(tx, id, { phone: "1023" }, by));
    await lookAgain();
    expect(faults).toContain("from-the-future");
    expect(replicas[0].catalog().points.get(id)?.phone).toBe("1023");
  });

  test("the switch goes off and on, a notice has a new number whenever its words change", async () => {
    const set = async (isOff: boolean, vi: string | null, en: string | null = null) => {
      const notice = vi === null ? null : { vi, en };
      const before = await database.transaction((tx) => setSwitch(tx, { isOff, notice }, by));
      await lookAgain();
      return before;
    };
    expect(replicas[0].botSwitch()).toEqual({ isOff: false, notice: null });
    expect(await set(true, "Mai nghỉ")).toEqual({ isOff: false, notice: null });
    expect(replicas.map((replica) => replica.botSwitch())).toEqual(
      replicas.map(() => ({ isOff: true, notice: { id: 1, vi: "Mai nghỉ", en: null } })),
    );
    await set(false, "Mai nghỉ");
    expect(replicas[0].botSwitch()).toEqual({
      isOff: false,
      notice: { id: 1, vi: "Mai nghỉ", en: null },
    });
    await set(false, null);
    await set(false, "Mai nghỉ", "Closed tomorrow");
    expect(replicas[0].botSwitch().notice?.id).toBe(3);
  });
});
