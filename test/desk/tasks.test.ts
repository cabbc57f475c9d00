import { beforeAll, describe, expect, test } from "@jest/globals";
import { deleteExpiredRecords } from "../../src/notify/retention.ts";
import { eraseResident } from "../../src/notify/subscriptions/erase-resident.ts";
import { aPoint, openTestDesks, password, type Visitor } from "./desk-server.ts";
import { addTask } from "./dossier-fixtures.ts";

const desks = await openTestDesks();
const dayMs = 24 * 3_600_000;

interface Task {
  readonly id: number;
  readonly kind: string;
  readonly pointName: string | null;
  readonly isLate: boolean;
  readonly takenBy: string | null;
  readonly closedBy: string | null;
  readonly lines: readonly { from: string; words: string }[];
}

describe.each(desks)("tasks at the desk, on $name", ({ desk }) => {
  let admin: Visitor;
  let lan: Visitor;
  let mai: Visitor;

  beforeAll(async () => {
    admin = await desk.admin();
    lan = await desk.person("staff", { username: "lan" });
    mai = await desk.person("staff", { username: "mai" });
  }, 60_000);

  const list = async (visitor: Visitor) =>
    (await visitor.json("GET", "/desk/tasks")).json<{ tasks: Task[]; done: Task[] }>();
  const one = async (visitor: Visitor, id: number) =>
    (await visitor.json("GET", `/desk/tasks/${id}`)).json<{ task: Task }>().task;
  const act = async (visitor: Visitor, id: number, deed: string) =>
    (await visitor.json("POST", `/desk/tasks/${id}/${deed}`, {})).statusCode;
  const trail = async (id: number) => {
    const rows = await desk.database.db
      .selectFrom("desk_audit")
      .select(["username", "action"])
      .where("subject", "=", `task ${id}`)
      .orderBy("id")
      .execute();
    return rows.map(({ username, action }) => `${username} ${action}`);
  };

  test("a talk that was handed over is taken and closed, and the audit trail records by which account", async () => {
    const id = await addTask(desk, {
      lines: [
        ["r", "làm khai sinh cho cháu"],
        ["s", "procedure:dang-ky-khai-sinh/lien_thong"],
        ["r", "<b>gặp người</b>"],
        ["s", "handoff/next"],
      ],
    });
    const waiting = (await list(lan)).tasks.find((task) => task.id === id);
    expect(waiting).toMatchObject({ kind: "person", isLate: false, takenBy: null });
    expect(waiting?.pointName).toContain("Khu phố 23");
    expect(JSON.stringify(waiting)).not.toMatch(/khai sinh|asker-1/);

    const { lines } = await one(lan, id);
    expect(lines).toEqual([
      { from: "resident", words: "làm khai sinh cho cháu" },
      { from: "service", words: expect.stringMatching(/^Đăng ký khai sinh: .*\?$/) },
      { from: "resident", words: "<b>gặp người</b>" },
      { from: "service", words: "[Trợ lý tự động trả lời]" },
    ]);
    const { body } = await lan.open(`/desk/tasks/${id}`);
    expect(body).toContain("&lt;b&gt;gặp người&lt;/b&gt;");

    expect(await act(lan, id, "take")).toBe(200);
    expect(await act(mai, id, "take")).toBe(409);
    expect(await act(mai, id, "give-back")).toBe(409);
    expect((await one(mai, id)).takenBy).toBe("Người lan");
    expect(await act(lan, id, "give-back")).toBe(200);
    expect(await act(mai, id, "take")).toBe(200);
    expect(await act(mai, id, "close")).toBe(200);
    expect(await act(lan, id, "close")).toBe(409);

    expect((await list(lan)).tasks.map((task) => task.id)).not.toContain(id);
    const done = (await list(lan)).done.find((task) => task.id === id);
    expect(done).toMatchObject({ closedBy: "Người mai" });
    // They are deleted a month later.
    expect((await one(lan, id)).lines).toHaveLength(4);
    expect(await trail(id)).toEqual([
      ...["lan task.read", "lan task.read", "lan task.take", "mai task.read"],
      ...["lan task.give-back", "mai task.take", "mai task.close", "lan task.read"],
    ]);
  });

  test("a team sees only the talks of its own points; requests about data are for administrators", async () => {
    const [own, elsewhere, nowhere, demand] = [
      await addTask(desk),
      await addTask(desk, { point: "diem-kp6-ho-bieu-chanh" }),
      await addTask(desk, { point: null }),
      await addTask(desk, { kind: "data-complaint" }),
    ];
    const idsOf = async (visitor: Visitor) => (await list(visitor)).tasks.map(({ id }) => id);
    expect(await idsOf(lan)).toEqual([own]);
    expect((await idsOf(admin)).toSorted()).toEqual([own, elsewhere, nowhere, demand]);
    for (const id of [elsewhere, nowhere, demand, 999_999]) {
      expect((await lan.json("GET", `/desk/tasks/${id}`)).statusCode).toBe(404);
      expect(await act(lan, id, "close")).toBe(404);
    }
    const { body } = await admin.open("/desk/tasks");
    expect(body).toContain("Khiếu nại về dữ liệu");
    expect(await act(lan, own, "take")).toBe(200);
    expect(await act(admin, own, "give-back")).toBe(200);
  });

  test("a task path without an id is not found", async () => {
    for (const id of ["x", "1e3", "-1", "99999999999999999999"]) {
      expect((await admin.json("GET", `/desk/tasks/${id}`)).statusCode).toBe(404);
    }
  });

  test("the database holds no readable talk, and erasing the resident deletes it", async () => {
    const id = await addTask(desk, { user: "leaving", lines: [["r", "bí mật của bác"]] });
    const row = () =>
      desk.database.db.selectFrom("desk_task").selectAll().where("id", "=", id).executeTakeFirst();
    expect(JSON.stringify(await row())).not.toContain("bí mật");
    const resident = { channel: "zalo", account: "oa", user: "leaving" } as const;
    await desk.database.transaction((tx) =>
      eraseResident(tx, resident, { residentHash: "hash of leaving", now: desk.now() }),
    );
    expect(await row()).toBeUndefined();
  });

  test("a task is late once its due time is over, and is deleted some time after it was closed", async () => {
    const id = await addTask(desk, { point: aPoint });
    desk.elapse(4 * dayMs);
    await lan.signIn("lan", password);
    expect((await list(lan)).tasks.find((task) => task.id === id)?.isLate).toBe(true);
    expect((await lan.open("/desk/tasks")).body).toContain("quá hạn");
    expect(await act(lan, id, "close")).toBe(200);
    await deleteExpiredRecords(desk.database.db, new Date(desk.now().getTime() + 364 * dayMs), 365);
    expect((await list(lan)).done.map((task) => task.id)).toContain(id);
    await deleteExpiredRecords(desk.database.db, new Date(desk.now().getTime() + 366 * dayMs), 365);
    expect((await list(lan)).done.map((task) => task.id)).not.toContain(id);
  });
});
