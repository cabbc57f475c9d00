import { beforeAll, describe, expect, test } from "@jest/globals";
import { type ClaimedDeliveryRow, claimDueDeliveries } from "../../../src/db/queries/deliveries.ts";
import { openTestDesks, type TestDesk, type Visitor } from "../desk-server.ts";
import { addDossier } from "../dossier-fixtures.ts";

const desks = await openTestDesks(undefined, ["zalo-chat"]);
const second = 1_000;

describe.each(desks)("an update can be taken back on $name", ({ desk }) => {
  let agency: number;
  let official: Visitor;
  let colleague: Visitor;
  let admin: Visitor;

  beforeAll(async () => {
    agency = await desk.agency("UBND phường Một");
    official = await desk.person("official", { agency });
    colleague = await desk.person("official", { agency, username: "dong-nghiep" });
    admin = await desk.admin();
  }, 60_000);

  const update = async (id: number, fields: Record<string, unknown>) =>
    (await official.json("POST", `/desk/dossiers/${id}`, fields)).json<{ undo: { id: number } }>()
      .undo.id;
  const undo = (who: Visitor, id: number, held: number) =>
    who.json("POST", `/desk/dossiers/${id}/undo`, { undo: held });
  const statusOf = async (id: number) =>
    (await official.json("GET", `/desk/dossiers/${id}`)).json<{
      dossier: { status: number | null; promisedAt: string | null; told: unknown[] };
    }>().dossier;

  test("for 30 seconds: nothing is sent, and step, status, promised day and notifications go", async () => {
    const { id } = await addDossier(desk, agency, { followers: 2 });
    const fields = { status: "5", note: "Thiếu bản sao", promised_at: "30/11/2026" };
    await official.submit(`/desk/dossiers/${id}`, fields);
    const { body } = await official.open(`/desk/dossiers/${id}`);
    expect(body).toContain("còn <strong data-left>30</strong> giây");
    desk.elapse(29 * second);
    expect(await claim(desk, id)).toEqual([]);
    const held = /name="undo" value="(\d+)"/.exec(body)?.[1] ?? "";
    const undone = await official.submit(`/desk/dossiers/${id}/undo`, { undo: held });
    expect(undone.headers.location).toBe(`/desk/dossiers/${id}`);
    expect((await official.open(`/desk/dossiers/${id}`)).body).toContain("Đã hoàn tác");
    expect(await statusOf(id)).toMatchObject({ status: 4, promisedAt: null, told: [] });
    desk.elapse(2 * second);
    expect(await claim(desk, id)).toEqual([]);
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; subject: string; detail: string }[];
    }>();
    expect(entries.find(({ action }) => action === "dossier.undo")).toMatchObject({
      subject: `dossier ${id}`,
      detail: "1 steps, 2 notifications",
    });
    // The same update again notifies again.
    await official.submit(`/desk/dossiers/${id}`, fields);
    desk.elapse(31 * second);
    expect(await claim(desk, id)).toHaveLength(2);
  });

  test("and not later: the answer says that it was sent", async () => {
    const { id } = await addDossier(desk, agency, { followers: 1 });
    const held = await update(id, { status: 9 });
    desk.elapse(30 * second);
    const late = await undo(official, id, held);
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({ type: "urn:huong-dan:problem:too-late" });
    expect(await statusOf(id)).toMatchObject({ status: 9 });
    expect(await claim(desk, id)).toHaveLength(1);
    await official.submit(`/desk/dossiers/${id}/undo`, { undo: String(held) });
    const { body } = await official.open(`/desk/dossiers/${id}`);
    expect(body).toContain("Đã quá 30 giây");
    expect(body).not.toContain("data-undo");
  });

  test("by one of two people who press at once", async () => {
    const { id } = await addDossier(desk, agency, { followers: 1 });
    const held = await update(id, { status: 9 });
    const answers = await Promise.all([undo(official, id, held), undo(colleague, id, held)]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect(await statusOf(id)).toMatchObject({ status: 4, told: [] });
  });

  test("or is sent, never both, if a deliverer with a faster clock claims it at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await addDossier(desk, agency, { followers: 1 });
      const held = await update(id, { status: 9 });
      const [claimed, answer] = await Promise.all([
        claim(desk, id, 40 * second),
        undo(official, id, held),
      ]);
      expect([claimed.length, answer.statusCode]).toEqual(claimed.length > 0 ? [1, 409] : [0, 200]);
    }
  });

  test("without what somebody else wrote meanwhile", async () => {
    const { id } = await addDossier(desk, agency, { followers: 1 });
    const held = await update(id, { status: 6, promised_at: "30/11/2026" });
    desk.elapse(second);
    const later = { status: 9, promised_at: "28/11/2026" };
    await colleague.json("POST", `/desk/dossiers/${id}`, later);
    expect((await undo(official, id, held)).statusCode).toBe(200);
    const { promisedAt, ...rest } = await statusOf(id);
    expect(rest).toMatchObject({ status: 9 });
    expect(promisedAt).toContain("2026-11-27T17:00");
    expect(rest.told).toHaveLength(1);
  });

  test("also a new dossier, which is gone then", async () => {
    const code = "000.01.H26-251125-5151";
    const added = await official.json("POST", "/desk/dossiers", { code, status: 2 });
    const { id, undo: made } = added.json<{ id: number; undo: { id: number } }>();
    expect((await undo(official, id, made.id)).json()).toMatchObject({
      location: "/desk/dossiers",
    });
    expect((await official.json("GET", `/desk/dossiers/${id}`)).statusCode).toBe(404);
    const steps = desk.database.db
      .selectFrom("dossier_step")
      .select("identity")
      .where("code_key", "like", "%2511255151");
    expect(await steps.execute()).toEqual([]);
  });

  test("only on the page of its own dossier", async () => {
    const one = await addDossier(desk, agency);
    const other = await addDossier(desk, agency);
    const held = await update(one.id, { status: 9 });
    const wrong = await undo(official, other.id, held);
    expect(wrong.json()).toMatchObject({ type: "urn:huong-dan:problem:nothing-to-undo" });
    expect(await statusOf(one.id)).toMatchObject({ status: 9 });
  });
});

/** Claims what is due for a dossier, as a deliverer whose clock is ahead by this much. */
async function claim(
  desk: TestDesk,
  dossier: number,
  aheadMs = 0,
): Promise<readonly ClaimedDeliveryRow[]> {
  const now = new Date(desk.now().getTime() + aheadMs);
  const until = new Date(now.getTime() + 12 * second);
  const claimed = await desk.database.transaction((tx) =>
    claimDueDeliveries(tx, { limit: 100, now, until }),
  );
  return claimed.filter(({ dossier_id }) => dossier_id === dossier);
}
