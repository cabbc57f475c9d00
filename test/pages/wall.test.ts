import { describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import { loadRecords } from "../../src/catalog/load.ts";
import { openDatabase } from "../../src/db/open.ts";
import { recordTurnFacts } from "../../src/db/queries/turn-facts.ts";
import { completeMostAsked, createMostAsked } from "../../src/pages/wall/most-asked.ts";
import { freshDatabases } from "../db/databases.ts";
import { openPages, shippedCatalog } from "./pages-site.ts";

const aPoint = "diem-kp-23-24-binh-tien";
const at = (time: string) => ({ now: () => new Date(time) });
const textOf = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
const nextOf = (html: string) =>
  /data-next="([^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";

describe("the screen on the wall", () => {
  test("shows this point's hours of today, and turns through all pages back to the first", async () => {
    const { get } = await openPages(at("2026-12-01T09:30:00+07:00"));
    const seen: string[] = [];
    let url = `/bang?point=${aPoint}&trang=1`;
    do {
      const { body, statusCode, headers } = await get(url);
      expect({ url, statusCode }).toEqual({ url, statusCode: 200 });
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["x-robots-tag"]).toContain("noindex");
      expect(textOf(body)).toContain("Hôm nay, thứ Ba 1/12 9 giờ – 11 giờ 14 giờ – 16 giờ");
      expect(textOf(body)).toContain("Đang mở cửa");
      seen.push(url);
      url = nextOf(body);
    } while (!seen.includes(url) && seen.length < 20);
    expect(url).toBe(seen[0]);
    expect(seen.length).toBeGreaterThan(3);
  });

  test("turns without scripts too", async () => {
    const { get } = await openPages();
    const { body } = await get("/bang");
    expect(body).toMatch(
      /<noscript><meta http-equiv="refresh" content="20;url=\/bang\?trang=2"><\/noscript>/,
    );
  });

  test("is of the next day after midnight", async () => {
    const before = await openPages(at("2026-12-01T23:59:59+07:00"));
    expect(textOf((await before.get(`/bang?point=${aPoint}`)).body)).toContain("thứ Ba 1/12");
    const after = await openPages(at("2026-12-02T00:00:01+07:00"));
    const text = textOf((await after.get(`/bang?point=${aPoint}`)).body);
    expect(text).toContain("Hôm nay, thứ Tư 2/12 nghỉ");
    expect(text).toContain("Đang đóng cửa");
  });

  test("shows a closure as soon as the catalogue has it", async () => {
    const records = await loadRecords("data");
    let catalog = shippedCatalog;
    const { get } = await openPages({
      ...at("2026-12-01T09:30:00+07:00"),
      catalog: () => catalog,
    });
    expect(textOf((await get(`/bang?point=${aPoint}`)).body)).toContain("Đang mở cửa");
    const closures = [{ from: "2026-12-01", to: "2026-12-01", note: "mất điện" }];
    const points = records.points.map((point) =>
      point.id === aPoint ? { ...point, closures } : point,
    );
    catalog = buildCatalog({ ...records, points });
    const text = textOf((await get(`/bang?point=${aPoint}`)).body);
    expect(text).toContain("Đang đóng cửa");
    expect(text).toContain("điểm nghỉ (mất điện)");
  });

  test("names what is asked most first, with the papers that everybody needs", async () => {
    const { get } = await openPages({ mostAsked: async () => ["khong-co", "dang-ky-ket-hon"] });
    const text = textOf((await get("/bang")).body);
    expect(text).toMatch(/Việc nhiều người hỏi Đăng ký kết hôn/);
    expect(text).toContain("Mang theo: Giấy tờ tùy thân của hai bên. Viết thêm tờ khai.");
  });

  test("shows the code of a chat that already knows this place", async () => {
    const { get } = await openPages();
    expect((await get(`/bang?point=${aPoint}`)).body).toContain(
      `aria-label="QR: https://huongdan.example.vn/?point=${aPoint}"`,
    );
  });

  test.each([
    ["/bang?trang=0", 200],
    ["/bang?trang=999", 200],
    ["/bang?trang=-1", 200],
    ["/bang?trang=1e3", 200],
    ["/bang?trang=2&trang=3", 200],
    ["/bang?lang=en", 200],
    ["/bang?point=khong-co", 404],
    ["/bang?point=__proto__", 404],
    ["/bang?point=", 404],
    ["/bang?point=a&point=b", 404],
    ["/bang?point=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", 404],
    ["/bang?point=ct-phu-loi", 410],
  ])("answers %s with %i and a page", async (url, status) => {
    const { get } = await openPages();
    const { body, statusCode } = await get(url);
    expect(statusCode).toBe(status);
    expect(body).toContain("<html lang=");
    expect(body).not.toContain("<script>");
  });
});

describe("what is asked most", () => {
  test("is completed with what people come for anywhere, each once and only what there is", () => {
    const ids = completeMostAsked(shippedCatalog, ["khong-co", "dang-ky-ket-hon"], 12);
    expect(ids[0]).toBe("dang-ky-ket-hon");
    expect(new Set(ids).size).toBe(12);
    for (const id of ids) expect(shippedCatalog.procedures.has(id)).toBe(true);
  });

  test("counts the last 30 days, and keeps its order while the database fails", async () => {
    let time = Date.parse("2026-11-30T09:00:00+07:00");
    const failures: unknown[] = [];
    const [empty] = await freshDatabases();
    if (empty === undefined) throw new Error("There is no database");
    await using parts = new AsyncDisposableStack();
    parts.defer(() => empty.remove());
    const database = await openDatabase(empty.settings);
    parts.defer(() => database.close());
    const begin = (flow: string, residents: number) =>
      recordTurnFacts(
        database.db,
        Array.from({ length: residents }, (_, index) => ({
          id: `${flow} ${index}`,
          at: new Date(time - 60_000),
          channel: "web",
          residentHash: `resident ${index}`,
          flow: `procedure:${flow}`,
          step: "asked",
          outcome: "question",
          point: null,
        })),
      );
    await begin("dang-ky-ket-hon", 6);
    await begin("dang-ky-khai-sinh", 9);
    await begin("dang-ky-khai-tu", 2);
    const find = createMostAsked({
      db: database.db,
      now: () => new Date(time),
      onFailure: (error) => failures.push(error),
    });
    const counted = ["dang-ky-khai-sinh", "dang-ky-ket-hon"];
    expect(await find()).toEqual(counted);
    await sql`drop table turn_fact`.execute(database.db);
    expect(await find()).toEqual(counted);
    expect(failures).toHaveLength(0);
    time += 3_600_001;
    expect(await find()).toEqual(counted);
    expect(failures).toHaveLength(1);
  }, 90_000);
});
