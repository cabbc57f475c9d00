import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { deleteOldKeptLists } from "../../src/db/queries/kept-lists.ts";
import { keepList } from "../../src/pages/kept/keep-list.ts";
import { createListCodes } from "../../src/pages/kept/list-code.ts";
import { createAttemptCounter } from "../../src/security/attempt-counter.ts";
import { freshDatabases } from "../db/databases.ts";
import { openPages } from "./pages-site.ts";

const publicUrl = "https://huongdan.example.vn";
const dayMs = 86_400_000;
/** An embedded database beside other suites. */
const openMs = 90_000;
const begin = new Date("2026-11-30T09:30:00+07:00");
const request = {
  procedure: "cap-lai-can-cuoc",
  answers: [["ly_do", "mat"]],
  province: "79",
  point: null,
  language: "vi",
} as const;
let events = 0;

describe.each(await freshDatabases())("a kept list, on $name", (one) => {
  let database: Database;
  let time = begin;
  const now = () => time;
  const later = (days: number) => {
    time = new Date(begin.getTime() + days * dayMs);
  };

  beforeAll(async () => {
    database = await openDatabase(one.settings);
  }, openMs);
  afterAll(async () => {
    await database.close();
    await one.remove();
  });

  const open = async () => {
    const { db } = database;
    const codes = createListCodes("a key of the tests");
    const attempts = createAttemptCounter(db, "a key of the tests");
    const site = await openPages({ keptLists: { db, codes, attempts }, now });
    time = begin;
    events += 1;
    const eventId = `event-${events}`;
    const keep = (asked: Parameters<typeof keepList>[1] = request, event = eventId) =>
      keepList({ db, codes, publicUrl, now }, asked, { resident: "hash", eventId: event });
    const openAt = (address: string) => site.get(address.replace(publicUrl, ""));
    return { ...site, keep, openAt, db };
  };

  test("is the resident's list by the rules of the day on which it is opened", async () => {
    const { keep, openAt } = await open();
    const { address } = await keep();
    expect(address).toMatch(
      /^https:\/\/huongdan\.example\.vn\/ds\/(?:[0-9a-hjkmnp-tv-z]{4}-?){4}$/,
    );
    const today = (await openAt(address)).body;
    expect(today).toContain("Danh sách của bác: Làm lại căn cước bị mất, hỏng");
    expect(today).toContain("Theo quy định ngày 30/11/2026.");
    expect(today).toContain("35.000 đ một thẻ đến hết 31/12/2026");
    expect(today).toContain("Cháu giữ danh sách này đến hết 30/12/2026.");
    later(20);
    expect((await openAt(address)).body).toContain("Theo quy định ngày 20/12/2026.");
  });

  test("is seen by no search engine and no other site, and not kept by the browser", async () => {
    const { keep, openAt, head } = await open();
    const { address } = await keep();
    const { headers, body } = await openAt(address);
    expect(headers["x-robots-tag"]).toBe("noindex, nofollow");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cache-control"]).toBe("no-store");
    expect(body).not.toMatch(/rel="canonical"|og:url|ld\+json/);
    expect((await head(address.replace(publicUrl, ""))).statusCode).toBe(200);
  });

  test("is stored once for an event that arrives twice, by a hash, with nothing of the resident", async () => {
    const { keep, db } = await open();
    const [first, again] = [await keep(), await keep()];
    expect(again).toEqual(first);
    expect((await keep(request, "another event")).address).not.toBe(first.address);
    const rows = await db.selectFrom("kept_list").selectAll().execute();
    const text = JSON.stringify(rows);
    expect(text).not.toContain('hash"}');
    expect(text).not.toContain(first.address.slice(-19));
    expect(text).not.toContain(first.address.slice(-19).replaceAll("-", ""));
    expect(rows.filter(({ created_at: at }) => at > begin)).toEqual([]);
  });

  test("opens with its code as people copy it from paper", async () => {
    const { keep, get } = await open();
    const code = (await keep()).address.slice(-19);
    const typed = code.replaceAll("-", " ").toUpperCase().replaceAll("0", "O").replaceAll("1", "l");
    expect((await get(`/ds/${encodeURIComponent(typed)}`)).statusCode).toBe(200);
  });

  test("expires after 30 days with a page that says so, and the night deletes it", async () => {
    const { keep, openAt, db } = await open();
    const { address } = await keep();
    later(30);
    const expired = await openAt(address);
    expect(expired.statusCode).toBe(410);
    expect(expired.body).toContain("Danh sách này đã quá 30 ngày");
    await deleteOldKeptLists(db, now());
    expect(await db.selectFrom("kept_list").selectAll().execute()).toEqual([]);
    const unknown = await openAt(address);
    expect(unknown.statusCode).toBe(404);
    expect(unknown.body).toContain("Cháu không tìm thấy danh sách này");
  });

  test("of a procedure that no longer exists says so", async () => {
    const { keep, openAt } = await open();
    const { address } = await keep({ ...request, procedure: "da-bo" });
    const { statusCode, body } = await openAt(address);
    expect(statusCode).toBe(410);
    expect(body).toContain("Việc này nay không còn");
  });

  test("with an answer that the catalogue no longer knows leaves that question open", async () => {
    const { keep, openAt } = await open();
    const { address } = await keep({
      ...request,
      answers: [
        ["ly_do", "chay"],
        ["x", "y"],
      ],
    });
    const { statusCode, body } = await openAt(address);
    expect(statusCode).toBe(200);
    expect(body).toContain('type="radio" name="ly_do" value="mat"');
  });

  test("can't be guessed: after 20 wrong codes from an address the rest are refused, a right one never", async () => {
    const { keep, openAt, get } = await open();
    const { address } = await keep();
    const statuses: number[] = [];
    for (let at = 0; at < 22; at += 1) {
      statuses.push((await get(`/ds/${String(at).padStart(16, "a")}`)).statusCode);
    }
    expect(new Set(statuses.slice(0, 15))).toEqual(new Set([404]));
    expect(statuses.slice(-2)).toEqual([429, 429]);
    const refused = await get("/ds/x");
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await openAt(address)).statusCode).toBe(200);
  });

  test.each(["x", "%00", "..%2f..", "a".repeat(99), "%F0%9F%91%B5", "__proto__"])(
    "is nothing that an odd code opens: %s",
    async (code) => {
      const { get } = await open();
      expect([404, 429]).toContain((await get(`/ds/${code}`)).statusCode);
    },
  );
});
