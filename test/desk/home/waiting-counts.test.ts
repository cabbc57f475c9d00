import { beforeAll, describe, expect, test } from "@jest/globals";
import { selectWaitingCounts } from "../../../src/db/queries/waiting-counts.ts";
import { findAccount } from "../../../src/desk/identity/account.ts";
import { openTestDesks, password } from "../desk-server.ts";
import { addDossier, addTask, addUndelivered } from "../dossier-fixtures.ts";

const hourMs = 3_600_000;
const anotherPoint = "diem-kp-25-26-27-binh-tien";

describe.each(await openTestDesks())("what waits for an account, on $name", ({ desk }) => {
  const countsOf = async (username: string) => {
    const { db } = desk.database;
    const { id } = await db
      .selectFrom("desk_account")
      .select("id")
      .where("username", "=", username)
      .executeTakeFirstOrThrow();
    const account = await findAccount(db, id);
    if (account === null) throw new Error(`No account ${username}`);
    return selectWaitingCounts(db, account, desk.now());
  };

  beforeAll(async () => {
    const agency = await desk.agency("UBND phường Bình Tiên");
    const other = await desk.agency("UBND phường khác");
    await desk.person("official", { username: "hoa", agency });
    await desk.person("official", { username: "sau", agency });
    await desk.person("staff", { username: "lan" });
    const inHours = (hours: number) => new Date(desk.now().getTime() + hours * hourMs);
    await addDossier(desk, agency, { promisedAt: inHours(-1) });
    await addDossier(desk, agency, { promisedAt: inHours(3 * 24) });
    await addDossier(desk, agency, { promisedAt: inHours(4 * 24) });
    await addDossier(desk, agency, { promisedAt: inHours(-24) });
    // Finished: nothing is left to be done.
    await addDossier(desk, agency, { promisedAt: inHours(-24), status: 10 });
    await addDossier(desk, other, { promisedAt: inHours(-24) });
    await addUndelivered(desk, agency);
    await addUndelivered(desk, other);
    const task = await addTask(desk);
    await addTask(desk);
    await addTask(desk, { point: anotherPoint });
    await addTask(desk, { kind: "data-copy" });
    const lan = desk.visit();
    await lan.signIn("lan", password);
    await lan.json("POST", `/desk/inbox/${task}/take`, {});
  }, 120_000);

  test("staff are told of the conversations of their points only", async () => {
    expect(await countsOf("lan")).toEqual({
      conversations: 1,
      mine: 1,
      dueSoon: 0,
      overdue: 0,
      undelivered: 0,
      approvals: 0,
      dataRequests: 0,
    });
  });

  test("officials are told of their agency's dossiers, and of no other's", async () => {
    expect(await countsOf("hoa")).toMatchObject({
      conversations: 0,
      dueSoon: 2,
      overdue: 1,
      undelivered: 1,
      dataRequests: 0,
    });
  });

  test("administrators are told of everything", async () => {
    expect(await countsOf("admin")).toMatchObject({
      conversations: 2,
      mine: 0,
      overdue: 2,
      undelivered: 2,
      dataRequests: 1,
    });
  });

  test("a broadcast waits for everybody but those who made and submitted it", async () => {
    const { db } = desk.database;
    const { id } = await db
      .selectFrom("desk_account")
      .select("id")
      .where("username", "=", "hoa")
      .executeTakeFirstOrThrow();
    await db
      .insertInto("broadcast")
      .values({
        agency_id: await desk.agency("UBND phường Bình Tiên"),
        key: "k",
        title: "Nghỉ lễ",
        text: "Nghỉ",
        plain_sms: false,
        audience: "agency",
        audience_detail: "{}",
        is_trial: false,
        state: "pending",
        starts_at: null,
        freezing_until: null,
        fingerprint: "f",
        recipients: 9,
        forecast: null,
        created_by: id,
        created_at: desk.now(),
        submitted_by: id,
        approved_by: null,
        approved_at: null,
        finished_at: null,
      })
      .execute();
    expect((await countsOf("hoa")).approvals).toBe(0);
    expect((await countsOf("sau")).approvals).toBe(1);
    expect((await countsOf("admin")).approvals).toBe(1);
    expect((await countsOf("lan")).approvals).toBe(0);
  });
});
