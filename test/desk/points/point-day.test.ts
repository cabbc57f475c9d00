import { beforeAll, describe, expect, test } from "@jest/globals";
import { aPoint, openTestDesks, password, type Visitor } from "../desk-server.ts";

/** The desk's clock stands at Wednesday 25/11/2026, 9:00. */
describe.each(await openTestDesks())("a point's day at the desk, on $name", ({ desk }) => {
  let staff: Visitor;
  const url = `/desk/points/${aPoint}`;
  const point = () => desk.live.catalog().points.get(aPoint);
  const isOpenAt = (local: string) => {
    const current = point();
    if (current === undefined) throw new Error("No point");
    const at = new Date(`${local.replace(" ", "T")}:00+07:00`);
    return desk.live.catalog().viewPoint(current, at).isOpen;
  };
  const post = async (path: string, fields: object) => staff.json("POST", `${url}/${path}`, fields);

  beforeAll(async () => {
    staff = await desk.person("staff", { username: "lan", name: "Trần Thị Lan" });
    await desk.person("staff", { username: "minh", name: "Lê Minh" });
    await desk.person("staff", { username: "xa", points: "hcm-xuan-hoa", name: "Người khác" });
    const edit = { opening_hours: "Mo-Fr 07:30-11:30,13:30-17:00", closures: [] };
    await staff.json("POST", url, { edit });
  }, 120_000);

  test("one press closes today, the page says what residents read, and one press opens again", async () => {
    expect(isOpenAt("2026-11-25 09:00")).toBe(true);
    const closed = await staff.submit(`${url}/today`, { press: "close-today" }, url);
    expect(closed.headers.location).toBe(url);
    expect(isOpenAt("2026-11-25 09:00")).toBe(false);
    expect(isOpenAt("2026-11-26 09:00")).toBe(true);
    const { body } = await staff.open(url);
    expect(body).toContain("Hôm nay nghỉ");
    expect(body).toContain("Hôm nay, thứ Tư 25/11: điểm nghỉ.");
    expect(body).toContain("Mở lại");
    expect(body).not.toContain("Nghỉ chiều nay");
    await staff.submit(`${url}/today`, { press: "open-today" }, url);
    expect(isOpenAt("2026-11-25 09:00")).toBe(true);
    expect(point()?.closures).toEqual([]);
  });

  test("an afternoon off leaves the morning open", async () => {
    const { reads } = (await post("today", { press: "close-afternoon" })).json();
    expect(isOpenAt("2026-11-25 09:00")).toBe(true);
    expect(isOpenAt("2026-11-25 14:00")).toBe(false);
    expect(reads).toContain("Hôm nay, thứ Tư 25/11: 7 giờ 30 – 11 giờ 30; chiều điểm nghỉ.");
    await post("today", { press: "close-tomorrow" });
    expect(isOpenAt("2026-11-26 09:00")).toBe(false);
    expect((await staff.open(url)).body).toContain("Ngày mai không nghỉ nữa");
    await post("today", { press: "open-today" });
    expect(isOpenAt("2026-11-25 14:00")).toBe(true);
    expect(isOpenAt("2026-11-26 09:00")).toBe(false);
    await post("today", { press: "open-tomorrow" });
    expect(point()?.closures).toEqual([]);
  });

  test("days are typed as people say them, and the same day twice is one", async () => {
    await post("closures", { when: "chiều mai", note: "họp" });
    await post("closures", { when: "chiều mai" });
    await post("closures", { when: "từ 3/12 đến 5/12" });
    await post("closures", { when: "5/12 và 6/12" });
    expect(point()?.closures).toEqual([
      { from: "2026-11-26", to: "2026-11-26", note: "họp", hours: "12:00-18:00" },
      { from: "2026-12-03", to: "2026-12-06", note: null },
    ]);
    const { body } = await staff.open(url);
    expect(body).toContain("thứ Năm 26/11, chiều (họp)");
    for (const remove of ["2026-11-26 2026-11-26 12:00-18:00", "2026-12-03 2026-12-06"]) {
      expect((await post("closures", { remove })).statusCode).toBe(200);
    }
    expect(point()?.closures).toEqual([]);
  });

  test("what is not read is told at its own form, with what was typed", async () => {
    const refused = await staff.submit(`${url}/closures`, { when: "bận việc nhà", note: "" }, url);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toMatch(/id="closures-when"[^>]*value="bận việc nhà"/);
    expect(refused.body).not.toMatch(/id="openings-when"[^>]*value="bận/);
    expect((await post("closures", { when: "24/11" })).json().errors[0].reason).toContain("đã qua");
    expect((await post("openings", { when: "chủ nhật" })).statusCode).toBe(422);
    expect((await post("openings", { when: "hôm nay 7h-8h" })).statusCode).toBe(422);
  });

  test("an extra opening adds to the day's hours and takes away what closed it", async () => {
    await post("openings", { when: "chủ nhật 8h-11h", note: "phát gạo" });
    expect(isOpenAt("2026-11-29 09:00")).toBe(true);
    await post("closures", { when: "mai" });
    await post("openings", { when: "tối mai 18h đến 20h" });
    expect(point()?.openings).toEqual([
      { from: "2026-11-26", to: "2026-11-26", hours: "18:00-20:00", note: null },
      { from: "2026-11-29", to: "2026-11-29", hours: "08:00-11:00", note: "phát gạo" },
    ]);
    expect(isOpenAt("2026-11-26 19:00")).toBe(true);
    await post("openings", { remove: "2026-11-26 2026-11-26 18:00-20:00" });
    await post("openings", { when: "mai 18h-20h" });
    expect(point()?.openings?.[0]?.hours).toBe("07:30-11:30,13:30-17:00,18:00-20:00");
  });

  test("who is on duty today is read today only, and the team's own words on other days", async () => {
    await staff.json("POST", url, { edit: { on_duty: "tổ trưởng" } });
    const pressed = await post("duty", { me: "on" });
    expect(pressed.json().reads).toContain("Người trực: Trần Thị Lan.");
    expect((await staff.open(url)).body).toContain("Tôi không trực nữa");
    const { body } = await staff.open(url);
    const minh = /name="people" value="(\d+)"> Lê Minh/.exec(body)?.[1] ?? "";
    expect(body).not.toContain("Người khác");
    const ticked = await post("duty", { people: [minh, "999999"] });
    expect(ticked.json().reads).toContain("Người trực: Lê Minh.");
    desk.elapse(24 * 3_600_000);
    await desk.live.tryRefresh();
    const admin = await desk.admin();
    const { reads } = (await admin.json("GET", url)).json().day;
    expect(reads).toContain("Người trực: tổ trưởng.");
    const former = desk.live.catalog().points.get(aPoint)?.duty;
    expect(former?.day).toBe("2026-11-25");
    desk.elapse(-24 * 3_600_000);
    await staff.signIn("lan", password);
    expect((await post("duty", { me: "off" })).statusCode).toBe(200);
  });

  test("every press is in the audit trail with the field before and after", async () => {
    await post("today", { press: "close-today" });
    const rows = await desk.database.db
      .selectFrom("desk_audit")
      .select(["username", "action", "detail"])
      .where("subject", "=", `point ${aPoint}`)
      .orderBy("id", "desc")
      .limit(1)
      .execute();
    expect(rows[0]).toMatchObject({ username: "lan", action: "point.edit" });
    expect(JSON.parse(rows[0]?.detail ?? "{}").is.closures).toContainEqual({
      from: "2026-11-25",
      to: "2026-11-25",
      note: null,
    });
  });
});
