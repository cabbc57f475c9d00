import { beforeAll, describe, expect, test } from "@jest/globals";
import { replaceAgencyWards } from "../../../src/db/queries/agencies.ts";
import { replaceAgencyProcedures } from "../../../src/db/queries/catalog-versions.ts";
import { smallRecords } from "../../catalog/small-records.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";

const desks = await openTestDesks(undefined, [], { shipped: smallRecords() });
const [careful] = await openTestDesks("PGlite", [], {
  shipped: smallRecords(),
  needsSecond: true,
});
const day = 24 * 3_600_000;

describe.each(desks)("versions of the catalogue at the desk on $name", ({ desk }) => {
  let admin: Visitor;
  beforeAll(async () => {
    admin = await desk.admin();
  }, 60_000);

  const open = async (visitor: Visitor, title = "Lệ phí mới") => {
    const made = await visitor.json("POST", "/desk/catalog", { title });
    expect(made.statusCode).toBe(200);
    return `/desk/catalog/${made.json<{ id: number }>().id}`;
  };
  const read = async (visitor: Visitor, draft: string, query = "") =>
    (await visitor.json("GET", `${draft}${query}`)).json();
  const step = async (visitor: Visitor, draft: string, name: string, more: object = {}) => {
    const { version } = await read(visitor, draft);
    return visitor.json("POST", `${draft}/${name}`, { revision: version.revision, ...more });
  };
  /** Sends the form of a fee as a browser does. */
  const sendFee = async (visitor: Visitor, draft: string, at: string, fields: object) => {
    const { version } = await read(visitor, draft);
    return visitor.submit(`${draft}/procedures/khai-sinh/facts/fees/${at}`, {
      revision: String(version.revision),
      vnd: "10.000",
      unit: "hồ sơ",
      channel: "any",
      who: "all",
      strength: "full text",
      source: "new",
      new_source: "Nghị quyết 12/2026/NQ-HĐND",
      ...fields,
    });
  };
  const fees = () =>
    desk.live
      .catalog()
      .procedures.get("khai-sinh")
      ?.fees.map(({ vnd }) => vnd);
  const shippedFees = () => smallRecords().procedures[0]?.fees.map(({ vnd }) => vnd);

  test("a new fee from a day ends the old one, is read in the diff, and is rolled back with one press", async () => {
    const draft = await open(admin);
    const sent = await sendFee(admin, draft, "new", { after: "0", valid_from: "2027-01-01" });
    expect(sent.statusCode).toBe(303);
    const now = await read(admin, draft, "?on=2026-11-25");
    const then = await read(admin, draft, "?on=2027-01-02");
    expect(now.issues).toEqual([]);
    const added = (shown: typeof now) =>
      shown.changes
        .flatMap((change: { texts: { lines: { mark: string; text: string }[] }[] }) => change.texts)
        .flatMap(({ lines }: { lines: { mark: string; text: string }[] }) => lines)
        .filter(({ mark }: { mark: string }) => mark === "added")
        .map(({ text }: { text: string }) => text)
        .join("\n");
    expect(added(now)).toMatch(/31\/12\/2026.*10\.000/);
    expect(added(then)).toContain("10.000");
    expect(fees()).toEqual(shippedFees());
    const activated = await step(admin, draft, "activate");
    expect(activated.statusCode).toBe(200);
    expect(fees()).toEqual([...(shippedFees() ?? []), 10_000]);
    expect((await read(admin, draft)).version).toMatchObject({
      status: "active",
      isInEffect: true,
    });
    expect((await step(admin, draft, "roll-back")).statusCode).toBe(200);
    expect(fees()).toEqual(shippedFees());
    const { entries } = (await admin.json("GET", "/desk/audit")).json();
    const actions = entries.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        "catalog.draft",
        "catalog.change",
        "catalog.activate",
        "catalog.roll-back",
      ]),
    );
  });

  test("every page of a draft opens, and its forms show what the record holds", async () => {
    const draft = await open(admin, "Xem trang");
    const pages = [
      ["/desk/catalog", "Xem trang"],
      [draft, "Chưa sửa gì"],
      [`${draft}/procedures?q=khai`, "Đăng ký khai sinh"],
      [`${draft}/procedures/khai-sinh`, "8.000 đ"],
      [`${draft}/procedures/khai-sinh/facts/fees/0`, 'value="8000"'],
      [`${draft}/procedures/khai-sinh/facts/fees/new?after=0`, "hết hiệu lực vào hôm trước"],
      [`${draft}/procedures/khai-sinh/texts`, "làm giấy khai sinh"],
      [`${draft}/procedures/khai-sinh/guide`, "Làm giấy khai sinh cho bé"],
      [`${draft}/procedures/khai-sinh/guide/noi_sinh`, "Bé sinh ở đâu"],
      [`${draft}/changes?kind=procedure&id=khai-sinh`, "branch_questions"],
      [`${draft}/points`, "Điểm hướng dẫn"],
      [`${draft}/points/diem`, "27373 "],
      [`${draft}/points/new`, "Giờ hằng tuần"],
      [`${draft}/closures`, "Nơi nghỉ"],
      ["/desk/catalog/closures", "Nơi nghỉ"],
      [`${draft}/holidays`, "Nghỉ hoán đổi"],
      [`${draft}/try`, "Người dân nói"],
    ];
    for (const [url = "", text] of pages) {
      const response = await admin.open(url);
      expect([url, response.statusCode]).toEqual([url, 200]);
      expect(response.body).toContain(text);
      expect(response.body).not.toMatch(/undefined|\[object|NaN|style="|<script(?! src=)/);
    }
  });

  test("a draft with issues is not activated, and they are named by record and field", async () => {
    const draft = await open(admin, "Sai");
    const shown = await admin.json("GET", `${draft}/procedures/khai-sinh`);
    expect(shown.statusCode).toBe(200);
    const [procedure] = smallRecords().procedures;
    const record = { ...procedure, related: ["khong-co"] };
    const put = await admin.json("POST", `${draft}/changes`, {
      kind: "procedure",
      id: "khai-sinh",
      record,
    });
    expect(put.statusCode).toBe(200);
    const { issues } = await read(admin, draft);
    expect(issues).toEqual([
      {
        record: "khai-sinh",
        field: "thủ tục liên quan thứ 1",
        reason: "không có thủ tục “khong-co”",
      },
    ]);
    const refused = await step(admin, draft, "activate");
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors[0].reason).toContain("khong-co");
    const wrong = await admin.json("POST", `${draft}/changes`, {
      kind: "procedure",
      id: "khai-sinh",
      record: { ...procedure, fees: "nhiều" },
    });
    expect(wrong.statusCode).toBe(422);
  });

  test("a version takes effect on its day, and two that change the same field are told apart", async () => {
    const first = await open(admin, "Từ tháng Chạp");
    await admin.submit(`${first}/procedures/khai-sinh/texts`, { name: "Khai sinh, bản một" });
    const second = await open(admin, "Cùng chỗ");
    await admin.submit(`${second}/procedures/khai-sinh/texts`, { name: "Khai sinh, bản hai" });
    const past = await step(admin, first, "activate", { on: "2026-11-01" });
    expect(past.statusCode).toBe(422);
    expect((await step(admin, first, "activate", { on: "2026-12-01" })).statusCode).toBe(200);
    expect((await read(admin, first)).version.statusName).toBe("chạy từ 01/12/2026");
    const name = () => desk.live.catalog().procedures.get("khai-sinh")?.name;
    expect(name()).toBe("Đăng ký khai sinh");
    desk.elapse(7 * day);
    admin = await desk.admin();
    await desk.live.refresh();
    expect(name()).toBe("Khai sinh, bản một");
    const conflict = await step(admin, second, "activate");
    expect(conflict.statusCode).toBe(422);
    expect(conflict.json().errors[0].reason).toContain("người khác đã sửa");
    await step(admin, first, "roll-back");
    expect(name()).toBe("Đăng ký khai sinh");
  });

  test("a version that relies on one that is rolled back is left out, and its page says so", async () => {
    const source = {
      id: "nghi-quyet",
      title: "Nghị quyết",
      where: null,
      date: null,
      strength: "full text",
    };
    const first = await open(admin, "Nguồn");
    await admin.json("POST", `${first}/changes`, { kind: "source", id: source.id, record: source });
    await step(admin, first, "activate");
    const second = await open(admin, "Dùng nguồn đó");
    const [procedure] = smallRecords().procedures;
    const [fee] = procedure?.fees ?? [];
    await admin.json("POST", `${second}/changes`, {
      kind: "procedure",
      id: "khai-sinh",
      record: { ...procedure, fees: [{ ...fee, vnd: 9_000, source: source.id }] },
    });
    await step(admin, second, "activate");
    expect(fees()).toEqual([9_000]);
    await step(admin, first, "roll-back");
    expect(fees()).toEqual(shippedFees());
    const { version } = await read(admin, second);
    expect(version).toMatchObject({ status: "active", isInEffect: false });
    expect(version.statusName).toContain("không áp dụng được");
    await step(admin, second, "roll-back");
  });

  test("a page that is older than the draft is refused", async () => {
    const draft = await open(admin, "Cũ");
    await admin.submit(`${draft}/procedures/khai-sinh/texts`, { name: "Khai sinh" });
    const old = await admin.json("POST", `${draft}/activate`, { revision: 1 });
    expect(old.statusCode).toBe(409);
    const discarded = await step(admin, draft, "discard");
    expect(discarded.statusCode).toBe(200);
    const late = await admin.submit(`${draft}/procedures/khai-sinh/texts`, { name: "Khai" });
    expect(late.statusCode).toBe(409);
  });

  test("a draft is tried in a chat that nobody else has", async () => {
    const draft = await open(admin, "Thử");
    await admin.submit(`${draft}/procedures/khai-sinh/guide`, {
      short: "Khai sinh cho bé yêu",
      purpose: "Làm giấy khai sinh cho bé.",
    });
    const begun = (await admin.json("GET", `${draft}/try`)).json();
    expect(begun.lines.length).toBeGreaterThan(0);
    const said = await admin.json("POST", `${draft}/try`, {
      text: "làm giấy khai sinh",
      state: begun.state,
    });
    const told = JSON.stringify(said.json().lines);
    expect(told).toContain("Khai sinh cho bé yêu");
    const [choice] = said
      .json()
      .lines.flatMap(({ options }: { options: { choice: string; label: string }[] }) => options);
    const pressed = await admin.json("POST", `${draft}/try`, {
      choice: choice.choice,
      state: said.json().state,
    });
    expect(pressed.json().lines[0]).toMatchObject({ by: "resident", text: choice.label });
    const forged = await admin.json("POST", `${draft}/try`, { text: "chào", state: "v1.xxxx" });
    expect(forged.statusCode).toBe(200);
  });

  test("a storm closes a whole province in three presses, and rolling back opens it again", async () => {
    const made = await admin.json("POST", "/desk/catalog/closures", {
      area: "cả tỉnh Hồ Chí Minh",
      days: "10/12",
      note: "bão",
    });
    expect(made.statusCode).toBe(200);
    const draft = `/desk/catalog/${made.json<{ id: number }>().id}`;
    await step(admin, draft, "activate");
    const at = new Date("2026-12-10T02:00:00Z");
    const points = () => desk.live.catalog().findNearest({ at, limit: 9 });
    expect(points().map(({ isOpen }) => isOpen)).toEqual([false, false]);
    expect(points()[0]?.hours.hoursOn("2026-12-10").closed).toMatchObject({ name: "bão" });
    await step(admin, draft, "roll-back");
    expect(points().map(({ isOpen }) => isOpen)).toEqual([true, true]);
    const wrong = await admin.json("POST", "/desk/catalog/closures", {
      area: "Xứ Lạ",
      days: "hôm nào",
    });
    expect(wrong.json().errors).toHaveLength(2);
  });

  test("points are added with their place and days, and closed for good", async () => {
    const draft = await open(admin, "Đội lưu động");
    const team = {
      name: "Đội lưu động Bình Tiên",
      kind: "visiting_team",
      address: "Nhà văn hóa khu phố 3",
      ward: "Bình Tiên",
      lat: "10,7401",
      lon: "106,6402",
      status: "active",
      opening_days: "12/12",
      opening_times: "8h đến 11h, 13h30 đến 16h",
    };
    const added = await admin.json("POST", `${draft}/points/new`, team);
    expect(added.statusCode).toBe(200);
    const { point: id } = added.json<{ point: string }>();
    const known = smallRecords().points.find((point) => point.id === "diem");
    await admin.json("POST", `${draft}/points/diem`, {
      name: known?.name,
      kind: "help_point",
      ward: "27373",
      status: "historical",
    });
    expect((await step(admin, draft, "activate")).json()).toMatchObject({ location: draft });
    const catalog = desk.live.catalog();
    expect(catalog.points.get(id)).toMatchObject({
      ward: "Phường Bình Tiên",
      province: "Thành phố Hồ Chí Minh",
      precision: "address",
      lat: 10.7401,
    });
    const openAt = (at: string) =>
      catalog
        .findNearest({ at: new Date(at), limit: 9 })
        .map(({ point, isOpen }) => [point.id, isOpen]);
    expect(openAt("2026-12-12T09:00:00+07:00")).toContainEqual([id, true]);
    expect(openAt("2026-12-12T12:00:00+07:00")).toContainEqual([id, false]);
    expect(openAt("2026-12-13T09:00:00+07:00")).toContainEqual([id, false]);
    expect(openAt("2026-12-12T09:00:00+07:00").map(([point]) => point)).not.toContain("diem");
    await step(admin, draft, "roll-back");
    expect(desk.live.catalog().points.get(id)).toBeUndefined();
  });

  test("a holiday is announced and taken back", async () => {
    const draft = await open(admin, "Lịch 2028");
    const sent = await admin.json("POST", `${draft}/holidays`, {
      date: "2028-01-03",
      name: "Nghỉ bù Tết Dương lịch",
      kind: "make_up",
    });
    expect(sent.statusCode).toBe(200);
    await step(admin, draft, "activate");
    const { calendar } = desk.live.catalog();
    expect(calendar.day("2028-01-03").closed).toEqual({
      name: "Nghỉ bù Tết Dương lịch",
      isExpected: false,
    });
    expect(calendar.day("2028-05-05").isKnown).toBe(true);
    await step(admin, draft, "roll-back");
    expect(desk.live.catalog().calendar.day("2028-01-03").closed).toBeNull();
  });

  test("officials edit the procedures, wards and provincial fees of their agency, and see no other drafts", async () => {
    const agency = await desk.agency("UBND phường Bình Tiên");
    await desk.database.transaction(async (tx) => {
      await replaceAgencyProcedures(tx, agency, ["ihanoi"]);
      await replaceAgencyWards(tx, agency, ["27373"]);
    });
    const official = await desk.person("official", { username: "ba-lan", agency });
    const draft = await open(official, "Của phường");
    const rename = (id: string) =>
      official.submit(`${draft}/procedures/${id}/texts`, { name: "Tên mới" });
    expect((await rename("ihanoi")).statusCode).toBe(303);
    expect((await rename("khai-sinh")).statusCode).toBe(403);
    const ownFee = await sendFee(official, draft, "new", { province: "Hồ Chí Minh" });
    expect(ownFee.statusCode).toBe(303);
    const foreignFee = await sendFee(official, draft, "new", { province: "Hà Nội" });
    expect(foreignFee.statusCode).toBe(403);
    const everyFee = await sendFee(official, draft, "0", {});
    expect(everyFee.statusCode).toBe(403);
    const close = (area: string) =>
      official.json("POST", `${draft}/closures`, { area, days: "20/12" });
    expect((await close("Bình Tiên")).statusCode).toBe(200);
    expect((await close("Hồ Chí Minh")).statusCode).toBe(403);
    expect((await official.json("POST", `${draft}/holidays`, {})).statusCode).toBe(403);
    expect((await read(official, draft)).issues).toEqual([]);
    expect((await step(official, draft, "activate")).statusCode).toBe(200);
    const stranger = await desk.person("official", {
      username: "la",
      agency: await desk.agency("UBND phường Khác"),
    });
    expect((await stranger.json("GET", draft)).statusCode).toBe(404);
    expect((await stranger.json("GET", "/desk/catalog")).json().versions).toEqual([]);
    expect((await step(admin, draft, "roll-back")).statusCode).toBe(200);
  });
});

describe("a desk whose versions need a second person", () => {
  test("refuses whoever made or submitted it, and lets another administrator approve", async () => {
    if (careful === undefined) throw new Error("The embedded database is always there");
    const { desk } = careful;
    const admin = await desk.admin();
    const other = await desk.person("administrator", { username: "mai" });
    const made = await admin.json("POST", "/desk/catalog", { title: "Hai người" });
    const draft = `/desk/catalog/${made.json<{ id: number }>().id}`;
    await admin.submit(`${draft}/procedures/khai-sinh/texts`, { name: "Khai sinh" });
    const send = async (visitor: Visitor, name: string) => {
      const { version } = (await visitor.json("GET", draft)).json();
      return visitor.json("POST", `${draft}/${name}`, { revision: version.revision });
    };
    const name = () => desk.live.catalog().procedures.get("khai-sinh")?.name;
    expect((await send(admin, "activate")).statusCode).toBe(200);
    expect((await admin.json("GET", draft)).json().version.status).toBe("waiting");
    expect((await send(admin, "approve")).statusCode).toBe(403);
    expect(name()).toBe("Đăng ký khai sinh");
    expect((await send(other, "approve")).statusCode).toBe(200);
    expect(name()).toBe("Khai sinh");
  }, 60_000);
});
