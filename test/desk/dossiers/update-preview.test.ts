import { beforeAll, describe, expect, test } from "@jest/globals";
import type { UpdatePreview } from "../../../src/notify/preview/update-preview.ts";
import { openTestDesks, type TestDesk, type Visitor } from "../desk-server.ts";
import { addDossier } from "../dossier-fixtures.ts";

const desks = await openTestDesks(undefined, ["zalo-chat", "sms"]);

describe.each(desks)("an update before it is sent on $name", ({ desk }) => {
  let agency: number;
  let official: Visitor;

  beforeAll(async () => {
    agency = await desk.agency("UBND phường Một");
    official = await desk.person("official", { agency });
  }, 60_000);

  const foresee = async (id: number, fields: Record<string, unknown>) =>
    (await official.json("POST", `/desk/dossiers/${id}`, { ...fields, preview: true })).json<{
      preview: UpdatePreview & { reached: number };
    }>().preview;

  test("shows how many are told by which route, who is not and why, and the text", async () => {
    const { id } = await addDossier(desk, agency, { followers: 3 });
    await consent(desk, id, ["chat"], 2);
    const fields = { status: "5", note: "Thiếu bản sao giấy khai sinh", preview: "1" };
    const shown = await official.submit(`/desk/dossiers/${id}`, fields);
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain("2 trong 3 người theo dõi");
    expect(shown.body).toContain("Tin Zalo: 2");
    expect(shown.body).toContain("Người dân chưa đồng ý nhận tin: 1");
    expect(shown.body).toContain("Ghi chú của cơ quan: “Thiếu bản sao giấy khai sinh”");
    expect(shown.body).toContain("Ho so 000.01.H26");
    expect(await stepsOf(desk, id)).toBe(1);

    const hidden = hiddenFields(shown.body);
    const sent = await official.submit(`/desk/dossiers/${id}`, hidden);
    expect(sent.statusCode).toBe(303);
    expect(await stepsOf(desk, id)).toBe(2);
  });

  test("goes back to the form with what was typed", async () => {
    const { id } = await addDossier(desk, agency);
    const fields = { status: "4", note: "Đang chờ ký", promised_at: "30/11/2026", preview: "1" };
    const { body } = await official.submit(`/desk/dossiers/${id}`, fields);
    const back = await official.submit(`/desk/dossiers/${id}`, {
      ...hiddenFields(body),
      edit: "1",
    });
    expect(back.statusCode).toBe(200);
    expect(back.body).toContain("Đang chờ ký</textarea>");
    expect(back.body).toContain('value="30/11/2026"');
    expect(await stepsOf(desk, id)).toBe(1);
  });

  test("says when nobody would be told: nobody follows, nothing is new, a later step is known", async () => {
    const alone = await addDossier(desk, agency);
    expect(await foresee(alone.id, { status: 9 })).toMatchObject({ people: 0, unfollowed: 1 });
    const { id } = await addDossier(desk, agency, { followers: 1 });
    const silent = async (fields: Record<string, unknown>) => (await foresee(id, fields)).silent;
    expect(await silent({ status: 4 })).toMatchObject([{ reason: "repetition", dossiers: 1 }]);
    const old = { status: 2, at: "20/11/2026 08:00" };
    expect(await silent(old)).toMatchObject([{ reason: "older", dossiers: 1 }]);
  });

  test("counts the phone on a dossier if the agency notifies without being asked", async () => {
    const asked = await desk.agency("UBND phường Báo hết");
    const { db } = desk.database;
    await db
      .updateTable("agency")
      .set({ follows_contacts: true })
      .where("id", "=", asked)
      .execute();
    const clerk = await desk.person("official", { username: "bao-het", agency: asked });
    const planned = { code: "000.77.H26-251125-0001", status: 2, phone: "0912345678" };
    const answer = await clerk.json("POST", "/desk/dossiers", { ...planned, preview: true });
    expect(answer.json().preview).toMatchObject({
      people: 1,
      byRoute: [{ route: "sms", people: 1 }],
    });
    const without = { ...planned, phone: "", preview: true };
    const nobody = await clerk.json("POST", "/desk/dossiers", without);
    expect(nobody.json().preview).toMatchObject({ people: 0, unfollowed: 1 });
    const stored = await db.selectFrom("dossier").select("id").where("code", "=", planned.code);
    expect(await stored.execute()).toEqual([]);
  });

  test.each([
    [3, "Ghi vì sao hồ sơ không được tiếp nhận"],
    [5, "Ghi người dân cần bổ sung giấy tờ gì"],
    [8, "Ghi vì sao dừng xử lý"],
  ])("needs a note for status %i, in forms and JSON", async (status, reason) => {
    const { id } = await addDossier(desk, agency);
    const form = await official.submit(`/desk/dossiers/${id}`, { status: String(status) });
    expect(form.statusCode).toBe(422);
    expect(form.body).toContain(reason);
    const json = await official.json("POST", `/desk/dossiers/${id}`, { status, note: " . " });
    expect(json.statusCode).toBe(422);
    expect(json.json().errors).toMatchObject([{ parameter: "note" }]);
    const code = `000.01.H26-251126-000${status}`;
    const added = await official.json("POST", "/desk/dossiers", { code, status });
    expect(added.json().errors).toMatchObject([{ parameter: "note" }]);
    expect(await stepsOf(desk, id)).toBe(1);
  });

  test("offers notes, those that the agency used on several dossiers first", async () => {
    const own = "Thiếu trích lục kết hôn";
    const one = await addDossier(desk, agency);
    const other = await addDossier(desk, agency);
    await official.json("POST", `/desk/dossiers/${one.id}`, { status: 5, note: own });
    await official.json("POST", `/desk/dossiers/${one.id}`, { status: 5, note: "Của bà Sáu" });
    expect((await official.open(`/desk/dossiers/${other.id}`)).body).not.toContain(
      `<option>${own}`,
    );
    await official.json("POST", `/desk/dossiers/${other.id}`, { status: 5, note: own });
    const third = await addDossier(desk, agency);
    const { body } = await official.open(`/desk/dossiers/${third.id}`);
    expect(body.indexOf(`<option>${own}`)).toBeGreaterThan(0);
    expect(body.indexOf(`<option>${own}`)).toBeLessThan(body.indexOf("<option>Thiếu bản sao"));
    expect(body).not.toContain("<option>Của bà Sáu");
    const chosen = { status: "5", common_note: own, note: "Bản chính cũng được" };
    await official.submit(`/desk/dossiers/${third.id}`, chosen);
    const after = await official.open(`/desk/dossiers/${third.id}`);
    expect(after.body).toContain(`${own}. Bản chính cũng được`);
  });
});

function hiddenFields(body: string): Record<string, string> {
  const form = body.slice(body.indexOf("update-preview-title"));
  const fields = [
    ...form.matchAll(/<input type="hidden" name="(?!_csrf)([^"]+)" value="([^"]*)">/g),
  ];
  return Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value]));
}

/** Lets the first followers consent. */
async function consent(desk: TestDesk, dossier: number, purposes: string[], count: number) {
  const { db } = desk.database;
  const followers = await db
    .selectFrom("follower")
    .select(["channel", "account", "user_id"])
    .where("dossier_id", "=", dossier)
    .orderBy("id")
    .limit(count)
    .execute();
  for (const follower of followers) {
    for (const purpose of purposes) {
      await db
        .insertInto("consent")
        .values({
          ...follower,
          purpose,
          is_given: true,
          kept_days: 730,
          language: "vi",
          at: desk.now(),
          event_id: `consent of ${follower.user_id}`,
        })
        .execute();
    }
  }
}

async function stepsOf(desk: TestDesk, id: number): Promise<number> {
  const rows = await desk.database.db
    .selectFrom("dossier_step")
    .innerJoin("dossier", "dossier.code_key", "dossier_step.code_key")
    .select("dossier_step.identity")
    .where("dossier.id", "=", id)
    .execute();
  return rows.length;
}
