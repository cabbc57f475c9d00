import { beforeAll, describe, expect, test } from "@jest/globals";
import { colleagueEvents } from "../../../src/notify/colleagues/events.ts";
import { findEvents } from "../../../src/notify/colleagues/find-events.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { addTask } from "../dossier-fixtures.ts";

describe.each(await openTestDesks())("the page Báo cho tôi, on $name", ({ desk }) => {
  const { database } = desk;
  const find = () =>
    findEvents(database, { events: colleagueEvents, quietHours: null, now: desk.now() });
  let lan: Visitor;
  const counts = async () =>
    (await lan.json("GET", "/desk/account/notices/counts")).json<{
      badges: Record<string, string>;
      notices: number;
      ring: number;
    }>();

  beforeAll(async () => {
    lan = await desk.person("staff", { username: "lan" });
  }, 120_000);

  test("a new conversation shows in the badges and rings; the page lists it and has it seen", async () => {
    expect(await counts()).toMatchObject({ notices: 0, ring: 0 });
    const task = await addTask(desk);
    await find();
    const { badges, notices, ring } = await counts();
    expect([badges["notices"], badges["item /desk/inbox"], notices]).toEqual(["1", "1", 1]);
    expect(ring).toBeGreaterThan(0);
    const { body } = await lan.open("/desk/account/notices");
    expect(body).toContain(`href="/desk/inbox/${task}"`);
    expect(body).not.toContain("Trần");
    expect(await counts()).toMatchObject({ notices: 0, ring: 0 });
  });

  test("what is not chosen is neither shown nor rung", async () => {
    const answer = await lan.submit("/desk/account/notices", { "approval:desk": "1" });
    expect(answer.statusCode).toBe(303);
    await addTask(desk);
    await find();
    expect(await counts()).toMatchObject({ notices: 0, ring: 0 });
    await lan.submit("/desk/account/notices", { "conversation:sound": "1" });
    await addTask(desk);
    await find();
    const { notices, ring } = await counts();
    expect(notices).toBe(0);
    expect(ring).toBeGreaterThan(0);
  });

  test("the script's own requests do not keep the session of somebody who went away", async () => {
    desk.elapse(100 * 60_000);
    expect((await lan.json("GET", "/desk/account/notices/counts")).statusCode).toBe(200);
    desk.elapse(30 * 60_000);
    expect((await lan.json("GET", "/desk/account/notices/counts")).statusCode).toBe(401);
  });

  test("closing an account deletes what it was told", async () => {
    const admin = await desk.admin();
    const { id } = await database.db
      .selectFrom("desk_account")
      .select("id")
      .where("username", "=", "lan")
      .executeTakeFirstOrThrow();
    await admin.submit(`/desk/people/${id}/close`);
    expect(await database.db.selectFrom("colleague_notice").select("id").execute()).toEqual([]);
    expect(await database.db.selectFrom("colleague_setting").selectAll().execute()).toEqual([]);
  });
});
