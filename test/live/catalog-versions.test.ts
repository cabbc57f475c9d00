import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { toChange } from "../../src/catalog/versions/apply-versions.ts";
import type { CatalogChange } from "../../src/catalog/versions/change.ts";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { addAlias } from "../../src/live/catalog-overrides.ts";
import {
  activateVersion,
  createDraft,
  readVersions,
  rollBackVersion,
} from "../../src/live/catalog-versions.ts";
import { openRuntimeOverrides, type RuntimeOverrides } from "../../src/live/runtime-overrides.ts";
import { smallProcedure, smallRecords } from "../catalog/small-records.ts";
import { freshDatabases } from "../db/databases.ts";

const shipped = smallRecords();
const [procedure = smallProcedure()] = shipped.procedures;
const databases = await freshDatabases();

describe.each(databases)("versions of the catalogue on $name", ({ settings, remove }) => {
  let database: Database;
  let replicas: [RuntimeOverrides, RuntimeOverrides];
  let now = new Date("2026-11-23T03:00:00Z");
  const invalid: number[] = [];

  beforeAll(async () => {
    database = await openDatabase(settings);
    const open = () =>
      openRuntimeOverrides({
        db: database.db,
        records: shipped,
        now: () => now,
        onRefreshError: fail,
        onInvalidEdit: fail,
        onInvalidVersion: (version) => invalid.push(version),
      });
    replicas = [await open(), await open()];
  }, 120_000);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await database.close();
    await remove();
  }, 120_000);

  const names = async () => {
    await Promise.all(replicas.map((replica) => replica.refresh()));
    return replicas.map((replica) => replica.catalog().procedures.get("khai-sinh")?.name);
  };
  const draft = (...changes: CatalogChange[]) =>
    database.transaction((tx) =>
      createDraft(tx, { title: "Sửa", origin: "desk", agencyId: null, by: "lan", now, changes }),
    );
  const activate = (id: number, activateOn: string | null = null) =>
    database.transaction((tx) => activateVersion(tx, id, { activateOn, approvedBy: "mai", now }));
  const rollBack = (id: number) =>
    database.transaction((tx) => rollBackVersion(tx, id, { by: "lan", now }));
  const rename = (name: string) =>
    toChange(shipped, "procedure", "khai-sinh", { ...procedure, name });

  test("a draft changes nothing; every replica has it after its activation, and not after it is rolled back", async () => {
    const id = await draft(rename("Khai sinh mới"));
    expect(await names()).toEqual(["Đăng ký khai sinh", "Đăng ký khai sinh"]);
    const [stored] = await readVersions(database.db, [id], fail);
    expect(stored?.changes).toEqual([rename("Khai sinh mới")]);
    await activate(id);
    expect(await names()).toEqual(["Khai sinh mới", "Khai sinh mới"]);
    await rollBack(id);
    expect(await names()).toEqual(["Đăng ký khai sinh", "Đăng ký khai sinh"]);
  });

  test("a version takes effect when its local day begins, without another change", async () => {
    const id = await draft(rename("Từ tháng Chạp"));
    await activate(id, "2026-12-01");
    now = new Date("2026-11-30T16:59:59Z");
    expect(await names()).toEqual(["Đăng ký khai sinh", "Đăng ký khai sinh"]);
    const then = await replicas[0].recordsOn("2026-12-01");
    expect(then.procedures[0]?.name).toBe("Từ tháng Chạp");
    now = new Date("2026-11-30T17:00:00Z");
    expect(await names()).toEqual(["Từ tháng Chạp", "Từ tháng Chạp"]);
    await rollBack(id);
  });

  test("of two versions of one field the later activated holds, and rolling it back restores the earlier", async () => {
    const [first, second] = [await draft(rename("Một")), await draft(rename("Hai"))];
    await activate(second);
    now = new Date(now.getTime() + 1_000);
    await activate(first);
    expect(await names()).toEqual(["Một", "Một"]);
    await rollBack(first);
    expect(await names()).toEqual(["Hai", "Hai"]);
    await rollBack(second);
  });

  test("aliases of the desk are added to what a version says", async () => {
    const id = await draft(rename("Khai sinh mới"));
    await activate(id);
    await database.transaction((tx) =>
      addAlias(tx, "khai-sinh", "giấy của bé", { by: "lan", now }),
    );
    await names();
    const [{ catalog, records }] = replicas;
    expect(catalog().procedures.get("khai-sinh")?.aliases).toContain("giấy của bé");
    expect(records().procedures[0]?.aliases).not.toContain("giấy của bé");
    await rollBack(id);
  });

  test("leaves out a version that contradicts the shipped records, and keeps the others", async () => {
    const broken = toChange(shipped, "procedure", "ihanoi", {
      ...smallProcedure(),
      id: "ihanoi",
      related: ["khong-co"],
    });
    const [bad, good] = [await draft(broken), await draft(rename("Vẫn đúng"))];
    await activate(bad);
    await activate(good);
    expect(await names()).toEqual(["Vẫn đúng", "Vẫn đúng"]);
    expect(new Set(invalid)).toEqual(new Set([bad]));
    await rollBack(bad);
    await rollBack(good);
  });

  test("closes every point of a province for a day, and opens them again after a rollback", async () => {
    const record = {
      id: "bao",
      area: { kind: "province" as const, code: "79" },
      from: "2026-12-02",
      to: "2026-12-02",
      note: "bão",
    };
    const id = await draft({ kind: "closure", id: "bao", base: null, record });
    await activate(id);
    await names();
    const at = new Date("2026-12-02T02:00:00Z");
    const isOpen = () =>
      replicas[1]
        .catalog()
        .findNearest({ at, limit: 5 })
        .map((one) => one.isOpen);
    expect(isOpen()).toEqual([false, false]);
    await rollBack(id);
    await names();
    expect(isOpen()).toEqual([true, true]);
  });
});

function fail(fault: unknown): never {
  throw new Error(`unexpected: ${fault}`);
}
