import { beforeAll, describe, expect, test } from "@jest/globals";
import { colleagueEvents } from "../../../src/notify/colleagues/events.ts";
import { findEvents } from "../../../src/notify/colleagues/find-events.ts";
import { openTestDesks, password } from "../../desk/desk-server.ts";
import { addDossier, addTask } from "../../desk/dossier-fixtures.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe.each(await openTestDesks())("what colleagues are told of, on $name", ({ desk }) => {
  const { database } = desk;
  const find = () =>
    findEvents(database, { events: colleagueEvents, quietHours: null, now: desk.now() });
  /** What was told, as `who event object`, without what is over. */
  const told = async (event: string) => {
    const rows = await database.db
      .selectFrom("colleague_notice")
      .innerJoin("desk_account", "desk_account.id", "colleague_notice.account_id")
      .select(["username", "object_kind", "object_id"])
      .where("event", "=", event)
      .where("over_at", "is", null)
      .orderBy("username")
      .orderBy("object_id")
      .execute();
    return rows.map(
      ({ username, object_kind, object_id }) => `${username} ${object_kind} ${object_id}`,
    );
  };
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    await desk.admin();
    const agency = await desk.agency("UBND phường Bình Tiên");
    const other = await desk.agency("UBND phường khác");
    await desk.person("official", { username: "hoa", agency });
    await desk.person("official", { username: "sau", agency: other });
    await desk.person("staff", { username: "lan" });
    const inDays = (days: number) => new Date(desk.now().getTime() + days * dayMs);
    ids["task"] = await addTask(desk);
    ids["request"] = await addTask(desk, { kind: "data-copy" });
    ids["due"] = (await addDossier(desk, agency, { promisedAt: inDays(1) })).id;
    await addDossier(desk, agency, { promisedAt: inDays(2) });
    ids["late"] = (await addDossier(desk, agency, { promisedAt: inDays(-1) })).id;
    ids["very late"] = (await addDossier(desk, agency, { promisedAt: inDays(-5) })).id;
    // Told long ago, finished, and another agency's.
    await addDossier(desk, agency, { promisedAt: inDays(-30) });
    await addDossier(desk, agency, { promisedAt: inDays(-1), status: 10 });
    ids["other"] = (await addDossier(desk, other, { promisedAt: inDays(-1) })).id;
  }, 120_000);

  test("a waiting conversation is told to the team of its point only, once", async () => {
    await find();
    expect(await told("conversation")).toEqual([`lan task ${ids["task"]}`]);
    expect(await find()).toBe(0);
  });

  test("dossiers are told to the officials of their agency", async () => {
    await find();
    expect(await told("dossier-due")).toEqual([`hoa dossier ${ids["due"]}`]);
    expect(await told("dossier-late")).toEqual([
      `hoa dossier ${ids["late"]}`,
      `hoa dossier ${ids["very late"]}`,
      `sau dossier ${ids["other"]}`,
    ]);
  });

  test("what is very late is told to the administrators, or to the agency's head if there is one", async () => {
    await find();
    expect(await told("escalated")).toEqual([`admin dossier ${ids["very late"]}`]);
    const { id } = await database.db
      .selectFrom("desk_account")
      .select("id")
      .where("username", "=", "hoa")
      .executeTakeFirstOrThrow();
    const admin = await desk.admin();
    await admin.submit(`/desk/people/${id}/head`, { head: "1" });
    await find();
    expect(await told("escalated")).toEqual([`hoa dossier ${ids["very late"]}`]);
  });

  test("replicas that look at the same moment tell nobody twice", async () => {
    await database.db.deleteFrom("colleague_notice").execute();
    const found = await Promise.all([find(), find(), find(), find()]);
    expect(found.reduce((sum, count) => sum + count, 0)).toBe(
      (await database.db.selectFrom("colleague_notice").select("id").execute()).length,
    );
    expect(await find()).toBe(0);
  });

  test("a request about data is told when its term is near, and a conversation when it is due and late", async () => {
    expect([await told("data-request"), await told("conversation-late")]).toEqual([[], []]);
    desk.elapse(2 * dayMs);
    await find();
    expect(await told("data-request")).toEqual([`admin task ${ids["request"]}`]);
    expect(await told("conversation-late")).toEqual([`lan task ${ids["task"]}`]);
  });

  test("what somebody has taken is over for the others, and late for the one who took it", async () => {
    const lan = desk.visit();
    await lan.signIn("lan", password);
    expect((await lan.json("POST", `/desk/inbox/${ids["task"]}/take`, {})).statusCode).toBeLessThan(
      400,
    );
    await find();
    expect(await told("conversation")).toEqual([]);
    expect(await told("conversation-late")).toEqual([`lan task ${ids["task"]}`]);
  });
});
