import { beforeAll, describe, expect, test } from "@jest/globals";
import { deleteExpiredRecords } from "../../src/notify/retention.ts";
import { eraseResident } from "../../src/notify/subscriptions/erase-resident.ts";
import { adminPassword, openTestDesks, type Visitor } from "./desk-server.ts";
import { addTask } from "./dossier-fixtures.ts";

const desks = await openTestDesks();
const dayMs = 24 * 3_600_000;

interface Task {
  readonly id: number;
  readonly kind: string;
  readonly isLate: boolean;
  readonly takenBy: string | null;
  readonly closedBy: string | null;
}

describe.each(desks)("requests about personal data at the desk, on $name", ({ desk }) => {
  let admin: Visitor;
  let lan: Visitor;

  beforeAll(async () => {
    admin = await desk.admin();
    lan = await desk.person("staff", { username: "lan" });
  }, 60_000);

  const list = async () =>
    (await admin.json("GET", "/desk/tasks")).json<{ tasks: Task[]; done: Task[] }>();
  const one = async (id: number) =>
    (await admin.json("GET", `/desk/tasks/${id}`)).json<{ task: Task }>().task;
  const act = async (id: number, deed: string) =>
    (await admin.json("POST", `/desk/tasks/${id}/${deed}`, {})).statusCode;

  test("a request is taken, given back and closed, and the audit trail records by which account", async () => {
    const id = await addTask(desk, { kind: "data-complaint" });
    const waiting = (await list()).tasks.find((task) => task.id === id);
    expect(waiting).toMatchObject({ kind: "data-complaint", isLate: false, takenBy: null });
    expect((await admin.open("/desk/tasks")).body).toContain("Khiếu nại về dữ liệu");
    expect(await act(id, "take")).toBe(200);
    expect(await act(id, "take")).toBe(409);
    expect((await one(id)).takenBy).not.toBeNull();
    expect(await act(id, "give-back")).toBe(200);
    expect(await act(id, "take")).toBe(200);
    expect(await act(id, "close")).toBe(200);
    expect(await act(id, "close")).toBe(409);
    expect((await list()).tasks.map((task) => task.id)).not.toContain(id);
    expect((await list()).done.map((task) => task.id)).toContain(id);
    const rows = await desk.database.db
      .selectFrom("desk_audit")
      .select("action")
      .where("subject", "=", `task ${id}`)
      .orderBy("id")
      .execute();
    expect(rows.map(({ action }) => action)).toEqual([
      ...["task.take", "task.read", "task.give-back", "task.take", "task.close"],
    ]);
  });

  test("conversations are in the inbox, where their former addresses lead", async () => {
    const id = await addTask(desk);
    expect((await list()).tasks.map((task) => task.id)).not.toContain(id);
    expect((await lan.open("/desk/tasks")).headers.location).toBe("/desk/inbox");
    expect((await admin.open(`/desk/tasks/${id}`)).headers.location).toBe(`/desk/inbox/${id}`);
    for (const deed of ["take", "give-back", "close"]) expect(await act(id, deed)).toBe(409);
  });

  test("a task path without an id is not found", async () => {
    for (const id of ["x", "1e3", "-1", "99999999999999999999"]) {
      expect((await admin.json("GET", `/desk/tasks/${id}`)).statusCode).toBe(404);
      expect((await admin.json("GET", `/desk/inbox/${id}`)).statusCode).toBe(404);
    }
  });

  test("the database holds no readable conversation, and erasing the resident deletes it", async () => {
    const id = await addTask(desk, { user: "leaving", lines: [["r", "bí mật của bác"]] });
    const { db } = desk.database;
    const rows = async () => [
      ...(await db.selectFrom("desk_task").selectAll().where("id", "=", id).execute()),
      ...(await db.selectFrom("inbox_line").selectAll().where("task_id", "=", id).execute()),
    ];
    expect(await rows()).toHaveLength(2);
    expect(JSON.stringify(await rows())).not.toContain("bí mật");
    const resident = { channel: "zalo", account: "oa", user: "leaving" } as const;
    await desk.database.transaction((tx) =>
      eraseResident(tx, resident, { residentHash: "hash of leaving", now: desk.now() }),
    );
    expect(await rows()).toEqual([]);
  });

  test("a request is late once its due time is over, and is deleted some time after it was closed", async () => {
    const id = await addTask(desk, { kind: "data-copy" });
    desk.elapse(4 * dayMs);
    await admin.signIn("admin", adminPassword);
    expect((await list()).tasks.find((task) => task.id === id)?.isLate).toBe(true);
    expect((await admin.open("/desk/tasks")).body).toContain("quá hạn");
    expect(await act(id, "close")).toBe(200);
    await deleteExpiredRecords(desk.database.db, new Date(desk.now().getTime() + 364 * dayMs), 365);
    expect((await list()).done.map((task) => task.id)).toContain(id);
    await deleteExpiredRecords(desk.database.db, new Date(desk.now().getTime() + 366 * dayMs), 365);
    expect((await list()).done.map((task) => task.id)).not.toContain(id);
  });
});
