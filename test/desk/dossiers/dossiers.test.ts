import { beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDesks, type TestDesk, type Visitor } from "../desk-server.ts";
import { addDossier, addUndelivered, reportStatus } from "../dossier-fixtures.ts";

const desks = await openTestDesks();

describe.each(desks)("dossiers at the desk on $name", ({ desk }) => {
  let agency: number;
  let other: number;
  let official: Visitor;
  let admin: Visitor;

  beforeAll(async () => {
    agency = await desk.agency("UBND phường Một");
    other = await desk.agency("UBND phường Hai");
    official = await desk.person("official", { agency });
    admin = await desk.admin();
  }, 60_000);

  const find = async (visitor: Visitor, query: string) =>
    (await visitor.json("GET", `/desk/dossiers?${query}`)).json<{
      dossiers: { id: number; code: string; isOverdue: boolean }[];
      isTooShort: boolean;
    }>();
  const codesOf = async (visitor: Visitor, query: string) =>
    (await find(visitor, query)).dossiers.map(({ code }) => code);

  test("finds dossiers by code, its beginning or its end, and only those of the official's agency", async () => {
    const mine = await addDossier(desk, agency, { code: "000.11.H26-251120-0777" });
    const theirs = await addDossier(desk, other, { code: "000.12.H26-251120-0777" });
    expect(await codesOf(official, "q=0777")).toEqual([mine.code]);
    expect(await codesOf(official, "q=000.11.h26 251120")).toEqual([mine.code]);
    expect(await codesOf(official, `q=${mine.code}`)).toEqual([mine.code]);
    expect(await codesOf(official, `q=${theirs.code}`)).toEqual([]);
    expect((await codesOf(admin, "q=0777")).toSorted()).toEqual([mine.code, theirs.code]);
    expect((await find(official, "q=77")).isTooShort).toBe(true);
    const { body } = await official.open("/desk/dossiers?q=0777");
    expect(body).toContain(`href="/desk/dossiers/${mine.id}">${mine.code}</a>`);
    expect((await official.open("/desk/dossiers?q=khongco")).body).toContain("Không có hồ sơ nào");
  });

  test("filters dossiers by status and by being overdue", async () => {
    const yesterday = new Date(desk.now().getTime() - 24 * 3_600_000);
    const late = await addDossier(desk, agency, { promisedAt: yesterday });
    const done = await addDossier(desk, agency, { promisedAt: yesterday, status: 10 });
    const today = await addDossier(desk, agency, { promisedAt: desk.now() });
    const overdue = await codesOf(official, "overdue=1");
    expect(overdue).toContain(late.code);
    expect(overdue).not.toContain(done.code);
    expect(overdue).not.toContain(today.code);
    expect(await codesOf(official, "status=10")).toEqual([done.code]);
    expect((await codesOf(official, "status=zzz&page=zzz")).length).toBeGreaterThan(2);
  });

  test("lists dossiers in pages", async () => {
    const many = await desk.agency("UBND xã Nhiều");
    const clerk = await desk.person("official", { username: "nhieu", agency: many });
    for (let at = 0; at < 51; at++) await addDossier(desk, many);
    expect(await codesOf(clerk, "")).toHaveLength(50);
    expect(await codesOf(clerk, "page=2")).toHaveLength(1);
    expect((await clerk.open("/desk/dossiers")).body).toContain("page=2");
    expect((await clerk.open("/desk/dossiers?page=2")).body).not.toContain("Trang sau");
  });

  test("shows a dossier's history and notifications, with the residents masked", async () => {
    const { id, code } = await addDossier(desk, agency, { followers: 2 });
    await reportStatus(desk, code, 5);
    const { body } = await official.open(`/desk/dossiers/${id}`);
    expect(body).toContain("Yêu cầu bổ sung giấy tờ");
    expect(body).toContain("Lê Văn Tám");
    expect(body).toContain("Báo: Yêu cầu bổ sung giấy tờ");
    expect(body).toContain("Đang chờ gửi");
    expect(body).toContain("Trần Thị Sáu");
    expect(body).toContain("Điện thoại …678");
    expect(body).not.toContain("0912 345 678");
    expect(body).not.toContain(`user-${code}`);
    const { dossier } = (await official.json("GET", `/desk/dossiers/${id}`)).json<{
      dossier: { told: unknown[]; followers: number };
    }>();
    expect(dossier.followers).toBe(2);
    expect(dossier.told).toHaveLength(2);
  });

  test("an update is stored, notifies followers once and is recorded in the audit trail", async () => {
    const { id, code } = await addDossier(desk, agency, { followers: 1 });
    const fields = { status: "5", note: "Thiếu <b>bản sao</b>", at: "2026-11-25T08:59" };
    const updated = await official.submit(`/desk/dossiers/${id}`, fields);
    expect(updated.headers.location).toBe(`/desk/dossiers/${id}`);
    const page = await official.open(`/desk/dossiers/${id}`);
    expect(page.body).toContain("1 người theo dõi sẽ được báo");
    expect(page.body).toContain("Thiếu &lt;b&gt;bản sao&lt;/b&gt;");
    expect((await official.open(`/desk/dossiers/${id}`)).body).not.toContain("sẽ được báo");
    await official.submit(`/desk/dossiers/${id}`, fields);
    expect(await deliveriesOf(desk, code)).toHaveLength(1);
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; subject: string; username: string; detail: string }[];
    }>();
    expect(entries.find(({ action }) => action === "dossier.update")).toMatchObject({
      subject: `dossier ${id}`,
      username: "official",
      detail: "status 5",
    });
    expect(JSON.stringify(entries)).not.toMatch(/bản sao|Trần Thị|0912/);
  });

  test.each([
    [{ status: "" }, "Chọn trạng thái"],
    [{ status: "11" }, "Chọn trạng thái"],
    [{ status: "4", at: "hôm qua" }, "Ghi ngày giờ"],
    [{ status: "4", at: "2026-11-25T10:00" }, "Thời điểm này chưa tới"],
    [{ status: "4", promised_at: "31/02/2026" }, "Ghi ngày hẹn trả"],
    [{ status: "4", note: "x".repeat(2_001) }, "Dài nhất 2000 ký tự"],
  ])("are not updated by %j", async (fields, reason) => {
    const { id } = await addDossier(desk, agency);
    const before = await stepsOf(desk, id);
    const response = await official.submit(`/desk/dossiers/${id}`, fields);
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain(reason);
    expect(await stepsOf(desk, id)).toBe(before);
  });

  test("are not promised for a day before they were received", async () => {
    const { id } = await addDossier(desk, agency);
    const { db } = desk.database;
    const receivedAt = new Date("2026-11-24T15:00:00+07:00");
    await db.updateTable("dossier").set({ received_at: receivedAt }).where("id", "=", id).execute();
    const promise = (promised_at: string) =>
      official.submit(`/desk/dossiers/${id}`, { status: "4", promised_at });
    const refused = await promise("2026-11-23");
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain("Ngày hẹn trả trước ngày tiếp nhận");
    expect((await promise("2026-11-24")).statusCode).toBe(303);
  });

  test("adds a new dossier unless its code belongs to another agency", async () => {
    const fields = {
      code: "000.11.H26-251125-4242",
      procedure: "Đăng ký khai sinh",
      applicant: "Lý Thị Mười",
      phone: "0987654321",
      status: "2",
      promised_at: "2026-11-30",
    };
    const added = await official.submit("/desk/dossiers", fields);
    const page = await official.open(String(added.headers.location));
    expect(page.body).toContain("Lý Thị Mười");
    expect(page.body).toContain("30/11/2026");

    const theirs = await addDossier(desk, other);
    const stolen = await official.submit("/desk/dossiers", { ...fields, code: theirs.code });
    expect(stolen.statusCode).toBe(422);
    expect(stolen.body).toContain("Mã hồ sơ này của cơ quan khác");
    const wrong = await official.json("POST", "/desk/dossiers", { code: "1", phone: "abc" });
    expect(wrong.json().errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      "status",
      "code",
      "phone",
    ]);
    const nobodys = await admin.submit("/desk/dossiers", { ...fields, code: "A.B-251125-1" });
    expect(nobodys.body).toContain("Chọn cơ quan giải quyết hồ sơ");
  });

  test("an undeliverable notification is listed with its reason, to be retried or closed after a call", async () => {
    const first = await addUndelivered(desk, agency);
    const second = await addUndelivered(desk, agency, {
      applicant: "=1+1",
      phone: "0987 111 222",
    });
    const theirs = await addUndelivered(desk, other);
    const { body } = await official.open("/desk/undelivered");
    expect(body).toContain("Tin Zalo: hết thời gian được nhắn; Tin nhắn SMS: hồ sơ không ghi");
    expect(body).toContain(first.dossier.code);
    expect(body).not.toContain(theirs.dossier.code);
    expect(body).not.toContain("0987 111 222");

    const list = await official.open("/desk/undelivered/phone-list.csv");
    expect(list.body).toContain("'=1+1,0987 111 222,Báo: Yêu cầu bổ sung giấy tờ");
    expect((await official.open("/desk/undelivered/phone-list")).body).toContain(
      'href="tel:0987111222"',
    );
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string }[];
    }>();
    expect(entries.slice(0, 2).map(({ action }) => action)).toEqual(["phones.read", "phones.read"]);

    await official.submit(`/desk/undelivered/${first.id}/retry`);
    expect(await stateOf(desk, first.id)).toMatchObject({
      state: "waiting",
      refused: "",
      tries: 0,
    });
    expect((await official.submit(`/desk/undelivered/${first.id}/retry`)).statusCode).toBe(404);
    await official.submit(`/desk/undelivered/${second.id}/told`);
    expect(await stateOf(desk, second.id)).toMatchObject({ state: "dropped" });
    expect((await official.open("/desk/undelivered")).body).toContain("Không có tin nào đang chờ");
  });
});

function deliveriesOf(desk: TestDesk, code: string) {
  return desk.database.db
    .selectFrom("delivery")
    .innerJoin("status_event", "status_event.id", "delivery.event_id")
    .innerJoin("dossier", "dossier.id", "status_event.dossier_id")
    .select("delivery.id")
    .where("dossier.code", "=", code)
    .execute();
}

function stateOf(desk: TestDesk, id: number) {
  return desk.database.db
    .selectFrom("delivery")
    .select(["state", "refused", "tries"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
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
