import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  openTestDesk,
  openTestDesks,
  password,
  type TestDesk,
  type Visitor,
} from "../desk-server.ts";
import { uploadCsv } from "../upload-csv.ts";

const desks = await openTestDesks();

interface Progress {
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly sent: number;
}

interface Preview extends Progress {
  readonly counts: Readonly<Record<string, number>>;
  readonly lists: readonly {
    readonly verdict: string;
    readonly total: number;
    readonly pages: number;
    readonly rows: readonly { readonly line: number; readonly reason: string }[];
  }[];
  readonly sentCount: number;
}

const rows = 2_600;

/** Every hundredth row is faulty, and the last one says the same as the first. */
function largeFile(day: string): Buffer {
  const code = (number: number) => `000.40.H29-${day}-${String(number).padStart(4, "0")}`;
  const lines = Array.from({ length: rows - 1 }, (_, at) => {
    const isFaulty = (at + 1) % 100 === 0;
    return `${code(at)},${isFaulty ? "bay mất" : "Đang xử lý"},24/11/2026 08:00,Nguyễn Văn ${at}`;
  });
  const last = `${code(0)},Đang xử lý,24/11/2026 08:00,Nguyễn Văn 0`;
  return Buffer.from(["Mã hồ sơ,Trạng thái,Ngày cập nhật,Người nộp", ...lines, last].join("\n"));
}
const faulty = 25 + 1;

describe.each(desks)("a large file on $name", ({ desk }) => {
  let official: Visitor;
  let second: TestDesk;

  beforeAll(async () => {
    official = await desk.person("official", { agency: await desk.agency("UBND phường Một") });
  }, 60_000);
  afterAll(async () => {
    await second?.app.close();
  });

  const open = async (url: string) => (await official.json("GET", url)).json<Preview>();

  async function until(url: string, isOver: (shown: Preview) => boolean): Promise<Preview> {
    for (let tries = 0; tries < 600; tries += 1) {
      const shown = await open(url);
      if (isOver(shown)) return shown;
      await pause(50);
    }
    throw new Error("It never came to an end");
  }

  async function upload(day: string): Promise<string> {
    const uploaded = await uploadCsv(official, largeFile(day));
    return `/desk/dossiers/imports/${uploaded.json<{ id: number }>().id}`;
  }

  const isChecked = ({ state }: Preview) => state === "ready";
  const stored = async (day: string) => {
    const { db } = desk.database;
    const key = `00040H29${day}%`;
    const dossiers = await db
      .selectFrom("dossier")
      .select("id")
      .where("code_key", "like", key)
      .execute();
    const steps = await db
      .selectFrom("dossier_step")
      .select("identity")
      .where("code_key", "like", key)
      .execute();
    return { dossiers: dossiers.length, steps: steps.length };
  };

  test("is checked in the background, shown by pages, corrected and sent", async () => {
    const url = await upload("261101");
    const { body } = await official.open(url);
    if (body.includes("data-import-progress")) {
      expect(body).toContain("Đang kiểm tra");
      const refused = await official.json("POST", `${url}/send`, {});
      expect(refused.statusCode).toBe(409);
    }
    const checked = await until(url, isChecked);
    expect(checked.counts).toEqual({ new: rows - faulty, known: 0, faulty, ignored: 0 });
    expect(checked.lists.map(({ verdict, rows: shown }) => [verdict, shown.length])).toEqual([
      ["faulty", faulty],
      ["new", 100],
    ]);
    expect(checked.lists[0]?.rows.at(-1)).toMatchObject({
      line: rows + 1,
      reason: "lặp lại dòng 2",
    });
    const { lists } = await open(`${url}?show=new&page=26`);
    expect(lists).toMatchObject([{ verdict: "new", pages: 26 }]);
    expect(lists[0]?.rows).toHaveLength((rows - faulty) % 100);
    expect(lists[0]?.rows.at(-1)?.line).toBe(rows);

    // A corrected row, and then a word, make it be checked anew.
    await official.submit(`${url}/rows`, { "status-101": "4" });
    expect((await until(url, isChecked)).counts["faulty"]).toBe(faulty - 1);
    await official.submit(`${url}/words`, { "status:bay mất": "4" });
    expect((await until(url, isChecked)).counts["faulty"]).toBe(1);
    await official.submit(`/desk/agencies/${await desk.agency("UBND phường Một")}/words`, {
      forget: "status:bay mat",
    });
    expect((await until(url, isChecked)).counts["faulty"]).toBe(faulty - 1);

    const pressed = await official.json("POST", `${url}/send`, {});
    expect(pressed.json()).toMatchObject({ sending: rows - faulty + 1 });
    expect((await official.json("POST", `${url}/send`, {})).statusCode).toBe(409);
    // Nothing is sent while it can be stopped: it was a slip, and is pressed again.
    const stopped = await official.submit(`${url}/undo`);
    expect(stopped.statusCode).toBe(303);
    expect((await open(url)).state).toBe("ready");
    expect(await stored("261101")).toEqual({ dossiers: 0, steps: 0 });
    await official.json("POST", `${url}/send`, {});
    expect((await official.open(url)).body).toContain("Hoàn tác");
    desk.elapse(31_000);
    const sent = await until(url, ({ state }) => state === "sent");
    expect((await official.json("POST", `${url}/undo`, {})).statusCode).toBe(409);
    expect(sent.sentCount).toBe(rows - faulty + 1);
    expect(await stored("261101")).toEqual({
      dossiers: rows - faulty + 1,
      steps: rows - faulty + 1,
    });
  }, 120_000);

  test("its progress comes as events, and ends", async () => {
    const url = await upload("261102");
    const { body, headers } = await official.open(`${url}/progress`);
    expect(headers["content-type"]).toContain("text/event-stream");
    expect(body).toContain("event: progress");
    expect(body).toContain("event: over");
    expect(body).toContain('"state":"ready"');
  }, 120_000);

  test("that was half sent when the service died is sent on by another, and no row twice", async () => {
    const url = await upload("261103");
    await until(url, isChecked);
    await official.json("POST", `${url}/send`, {});
    desk.elapse(31_000);
    await until(url, ({ sent, state }) => sent > 0 || state === "sent");
    await desk.app.close();
    const { db } = desk.database;
    const id = Number(url.split("/").at(-1));
    const before = await stored("261103");
    expect(before.dossiers).toBeGreaterThan(0);
    expect(before.dossiers).toBeLessThan(rows - faulty);
    // The one that died had claimed it, and had just stored a chunk.
    await db
      .updateTable("dossier_import")
      .set({ claimed_until: new Date(desk.now().getTime() + 20_000) })
      .where("id", "=", id)
      .execute();
    second = await openTestDesk(desk.database);
    official = second.visit();
    await official.signIn("official", password);
    // Its clock begins where the first one's began.
    second.elapse(180_000);
    const sent = await until(url, ({ state }) => state === "sent");
    expect(sent.sentCount).toBe(rows - faulty);
    expect(await stored("261103")).toEqual({ dossiers: rows - faulty, steps: rows - faulty });
  }, 120_000);
});
