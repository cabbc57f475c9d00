import { beforeAll, describe, expect, test } from "@jest/globals";
import { recordMissedQuestions } from "../../../src/db/queries/missed-questions.ts";
import { aPoint, openTestDesks, type Visitor } from "../desk-server.ts";

const wholeForm = {
  days: "group",
  phone: "",
  on_duty: "",
  closure_days: "",
  closure_note: "",
  equipment_more: "",
  services_more: "",
};
const hours = {
  mf_am_from: "07:30",
  mf_am_to: "11:30",
  mf_pm_from: "13:30",
  mf_pm_to: "17:00",
  sa_am_from: "08:00",
  sa_am_to: "00:00",
};

describe.each(await openTestDesks())("help points at the desk, on $name", ({ desk }) => {
  let staff: Visitor;
  const url = `/desk/points/${aPoint}`;
  const point = () => desk.live.catalog().points.get(aPoint);

  beforeAll(async () => {
    staff = await desk.person("staff", { username: "lan" });
  }, 120_000);

  test("the form shows what is known, and changes nothing if it is sent untouched", async () => {
    const before = point();
    const { body } = await staff.open(url);
    expect(body).toContain('name="d2_am_from" value="09:00"');
    const inputs =
      /<input (?=[^>]*type="(?:time|tel|text|hidden)")[^>]*name="([^"]+)"(?:[^>]*value="([^"]*)")?/g;
    const areas = /<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</g;
    const ticks = /name="(equipment|services)" value="([^"]+)" checked/g;
    const form = new URLSearchParams();
    for (const [, name = "", value = ""] of [inputs, areas, ticks].flatMap((one) => [
      ...body.matchAll(one),
    ])) {
      // The page has other forms, each with its own token.
      if (name !== "_csrf" || !form.has(name)) form.append(name, value);
    }
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const saved = await staff.request({ method: "POST", url, payload: form.toString(), headers });
    expect(saved.statusCode).toBe(303);
    expect(point()).toBe(before);
  });

  test("hours, a closure and the person on duty apply to the point at once", async () => {
    const more = {
      closure_days: "nghỉ 28/11",
      closure_note: "họp",
      on_duty: "chị Lan",
      phone: "1022",
    };
    const saved = await staff.submit(url, { ...wholeForm, ...hours, ...more }, url);
    expect(saved.statusCode).toBe(303);
    expect(point()).toMatchObject({
      opening_hours: "Mo-Fr 07:30-11:30,13:30-17:00; Sa 08:00-24:00",
      closures: [{ from: "2026-11-28", to: "2026-11-28", note: "họp" }],
      on_duty: "chị Lan",
      phone: "1022",
      equipment: null,
      checked: "2026-11-25",
    });
    const again = await staff.submit(
      url,
      { ...wholeForm, ...hours, remove_closure: "2026-11-28 2026-11-28" },
      url,
    );
    expect(again.statusCode).toBe(303);
    expect(point()).toMatchObject({ closures: [], phone: null });
    expect(point()?.on_duty).toBeUndefined();
  });

  test.each([
    ["an end before its beginning", { ...hours, mf_am_to: "07:00" }, "mf_am_from"],
    ["half a stretch", { mf_am_from: "07:30" }, "mf_am_from"],
    ["an afternoon within the morning", { ...hours, mf_pm_from: "11:00" }, "mf_pm_from"],
    ["no time of day", { mf_am_from: "sáng", mf_am_to: "11:30" }, "mf_am_from"],
    ["a phone in words", { phone: "gọi Lan" }, "phone"],
    ["a day that is none", { closure_days: "bận việc" }, "closure_days"],
    ["an end of days before their beginning", { closure_days: "30/12 đến 28/12" }, "closure_days"],
    ["a day that is over", { closure_days: "24/11" }, "closure_days"],
    ["half of the form", { days: "" }, "days"],
  ])("%s is told at its field, and nothing is kept", async (_what, fields, field) => {
    const before = point();
    const response = await staff.json("POST", url, { ...wholeForm, ...fields });
    expect(response.statusCode).toBe(422);
    expect(response.json().errors[0]).toMatchObject({ parameter: field });
    expect(point()).toBe(before);
  });

  test("a program may send only what it changes, and is refused other fields", async () => {
    const edit = { services: ["dang-ky-khai-sinh"], equipment: ["máy in"] };
    const saved = await staff.json("POST", url, { edit });
    expect(saved.json()).toMatchObject({ changed: ["equipment", "services"] });
    expect(point()).toMatchObject({
      ...edit,
      opening_hours: "Mo-Fr 07:30-11:30,13:30-17:00; Sa 08:00-24:00",
    });
    expect((await staff.json("POST", url, { edit: { name: "Khác" } })).statusCode).toBe(422);
    const closures = [{ from: "2026-12-30", to: "2026-12-28", note: null }];
    expect((await staff.json("POST", url, { edit: { closures } })).statusCode).toBe(422);
    const inherited = await staff.json("POST", url, { edit: { constructor: 1, toString: {} } });
    expect(inherited.statusCode).toBe(422);
    expect(inherited.body).not.toContain("function");
    expect((await staff.json("POST", url, { edit: { opening_hours: "bất kỳ" } })).statusCode).toBe(
      422,
    );
  });

  test("staff see only their own points, an administrator all, and the search ignores accents", async () => {
    const own = (await staff.json("GET", "/desk/points")).json();
    expect(own).toMatchObject({ total: 1, points: [{ id: aPoint }] });
    const admin = await desk.admin();
    const found = (await admin.json("GET", "/desk/points?q=khu%20pho%2023&missing=place")).json();
    expect(found.total).toBeGreaterThan(400);
    expect(found.points.map(({ id }: { id: string }) => id)).toContain(aPoint);
  });

  test("a target is a number or empty", async () => {
    const aim = (chats: unknown) => staff.json("POST", `${url}/target`, { chats_per_week: chats });
    expect((await aim(25)).statusCode).toBe(200);
    expect((await staff.json("GET", url)).json().target).toBe(25);
    expect((await aim("nhiều")).statusCode).toBe(422);
    expect((await aim("")).statusCode).toBe(200);
    expect((await staff.json("GET", url)).json().target).toBeNull();
  });

  test("a question that was not understood leads to the form that adds it as an alias", async () => {
    const missed = ["an", "ba", "tư"].map((residentHash) => ({
      id: `missed:${residentHash}`,
      at: desk.now(),
      channel: "web" as const,
      residentHash,
      flow: "menu",
      step: "topic",
      outcome: "missed",
      point: null,
      missedWords: ["giay", "xanh"],
    }));
    await recordMissedQuestions(desk.database.db, missed);
    const admin = await desk.admin();
    const { body } = await admin.open("/desk/figures");
    const [, way = ""] = /href="(\/desk\/aliases\?alias=[^"]+)"/.exec(body) ?? [];
    const asked = new URL(way, "http://a").searchParams.get("alias") ?? "";
    expect(asked).not.toBe("");
    expect((await admin.open(way)).body).toContain(`value="${asked}"`);
  });

  test("an alias needs letters and a known procedure, and can be removed", async () => {
    const admin = await desk.admin();
    const send = (path: string, fields: object) =>
      admin.json("POST", `/desk/aliases${path}`, fields);
    expect((await send("", { procedure: "khong-co", alias: "giấy lạ" })).statusCode).toBe(422);
    expect((await send("", { procedure: "tach-ho", alias: " 1 " })).statusCode).toBe(422);
    // One everyday word stands in too many other sentences.
    const bop = await send("", { procedure: "tach-ho", alias: "bóp" });
    expect(bop.json().errors[0]).toMatchObject({ parameter: "alias" });
    const tried = await send("/try", {
      sentence: "xẻ mâm chia bát",
      procedure: "tach-ho",
      alias: "xẻ mâm chia bát",
    });
    const { before, understood } = tried.json().tried;
    expect(before).not.toContainEqual(expect.objectContaining({ id: "tach-ho" }));
    expect(understood[0]).toMatchObject({ id: "tach-ho" });
    const alias = { procedure: "tach-ho", alias: "ra riêng sổ" };
    expect((await send("", alias)).statusCode).toBe(200);
    expect(desk.live.catalog().procedures.get("tach-ho")?.aliases).toContain("ra riêng sổ");
    expect((await send("/remove", alias)).statusCode).toBe(200);
    expect((await send("/remove", alias)).statusCode).toBe(404);
  });
});
