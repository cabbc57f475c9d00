import { beforeAll, describe, expect, test } from "@jest/globals";
import { aPoint, openTestDesks, type Visitor } from "../desk-server.ts";
import { addDossier, addTask, addUndelivered } from "../dossier-fixtures.ts";

interface Home {
  readonly waiting: readonly { id: string; count: number; path: string }[];
  readonly points: readonly {
    day: { id: string; reads: string[] };
    begun: number;
    target: number;
  }[];
  readonly firstDay: readonly { id: string; isDone: boolean }[] | null;
}

describe.each(await openTestDesks())("the first screen, on $name", ({ desk }) => {
  let admin: Visitor;
  const home = async (visitor: Visitor) => (await visitor.json("GET", "/desk")).json<Home>();
  const stepsDone = async () =>
    (await home(admin)).firstDay?.filter(({ isDone }) => isDone).map(({ id }) => id) ?? null;

  beforeAll(async () => {
    admin = await desk.admin();
  }, 120_000);

  test("on the first day an administrator sees what to do, ticked off when it is done", async () => {
    expect((await home(admin)).firstDay?.map(({ id }) => id)).toEqual([
      "agency",
      "people",
      "points",
      "channels",
      "sentence",
    ]);
    expect(await stepsDone()).toEqual([]);
    const { body } = await admin.open("/desk");
    expect(body).toContain("Zalo chưa bật");
    const tried = await admin.submit("/desk/aliases/try", { sentence: "làm khai sinh" }, "/desk");
    expect(tried.body).toContain("Bot hiểu là");
    expect(await stepsDone()).toEqual(["sentence"]);
    const lan = await desk.person("staff", { username: "lan" });
    await lan.json("POST", `/desk/points/${aPoint}`, { edit: { phone: "1022" } });
    await desk.agency("UBND phường Bình Tiên");
    expect(await stepsDone()).toEqual(["agency", "people", "points", "sentence"]);
    expect((await admin.open("/desk/channels")).body).toContain("ZALO_OA_ID");
    await admin.submit("/desk/first-day/hide", {}, "/desk");
    expect((await home(admin)).firstDay).toBeNull();
  });

  test("staff see their own point, close it there, and come back to the first screen", async () => {
    const lan = await desk.person("staff", { username: "hue" });
    await lan.json("POST", `/desk/points/${aPoint}/target`, { chats_per_week: 25 });
    await addTask(desk);
    const { points, waiting } = await home(lan);
    expect(points).toMatchObject([{ day: { id: aPoint }, begun: 0, target: 25 }]);
    expect(waiting).toEqual([
      expect.objectContaining({ id: "conversations", count: 1, path: "/inbox" }),
    ]);
    const today = `/desk/points/${aPoint}/today`;
    const pressed = await lan.submit(today, { press: "close-today", back: "home" }, "/desk");
    expect(pressed.headers.location).toBe("/desk");
    const { body } = await lan.open("/desk");
    expect(body).toContain("Đã lưu.");
    expect(body).toContain("Hôm nay nghỉ");
    expect(body).toMatch(/href="\/desk\/links\/new\?point=[^"]+">Tạo mã QR/);
    expect(body).toContain("Tôi đang trực");
    expect(body).not.toContain("Để bắt đầu");
    await lan.submit(today, { press: "open-today", back: "home" }, "/desk");
  });

  test("officials see what waits for them, each with its page", async () => {
    const agency = await desk.agency("UBND phường Bình Tiên");
    const hoa = await desk.person("official", { username: "hoa", agency });
    expect((await hoa.open("/desk")).body).toContain("Không có việc gì đang chờ.");
    await addDossier(desk, agency, { promisedAt: new Date("2026-11-20T10:00:00+07:00") });
    await addDossier(desk, agency, { promisedAt: new Date("2026-11-26T10:00:00+07:00") });
    await addUndelivered(desk, agency);
    const { waiting, points } = await home(hoa);
    expect(points).toEqual([]);
    expect(waiting.map(({ id, count }) => [id, count])).toEqual([
      ["overdue", 1],
      ["dueSoon", 1],
      ["undelivered", 1],
    ]);
    for (const { path } of waiting) expect((await hoa.open(`/desk${path}`)).statusCode).toBe(200);
  });
});
