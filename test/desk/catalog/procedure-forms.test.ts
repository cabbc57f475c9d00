import { beforeAll, describe, expect, test } from "@jest/globals";
import { replaceAgencyProcedures } from "../../../src/db/queries/catalog-versions.ts";
import { smallFee, smallProcedure, smallRecords } from "../../catalog/small-records.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";

const shipped = smallRecords();
const desks = await openTestDesks(undefined, [], { shipped });

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

describe.each(desks)("the forms of a procedure on $name", ({ desk }) => {
  let admin: Visitor;
  beforeAll(async () => {
    admin = await desk.admin();
  }, 60_000);

  const open = async (visitor: Visitor, title: string) => {
    const made = await visitor.json("POST", "/desk/catalog", { title });
    return `/desk/catalog/${made.json<{ id: number }>().id}`;
  };
  const read = async (visitor: Visitor, url: string) => (await visitor.json("GET", url)).json();
  const activate = async (visitor: Visitor, draft: string, step = "activate") => {
    const { version } = await read(visitor, draft);
    const done = await visitor.json("POST", `${draft}/${step}`, { revision: version.revision });
    expect([done.statusCode, done.body]).toEqual([200, expect.any(String)]);
  };
  const revision = async (draft: string) => (await read(admin, draft)).version.revision as number;
  const faults = (response: { json(): { errors: { parameter: string; reason: string }[] } }) =>
    response.json().errors.map(({ parameter, reason }) => [parameter, reason]);

  describe("English", () => {
    const form = (draft: string) => `${draft}/procedures/khai-sinh/english`;
    const fieldOf = async (visitor: Visitor, draft: string, text: string) => {
      const { fields } = await read(visitor, form(draft));
      return fields.find(({ label }: Field) => label === text)?.name as string | undefined;
    };
    const english = (text: string) =>
      desk.live.catalog().inLanguage("en").guides.get("khai-sinh")?.purpose.includes(text);

    test("is changed text by text, compared, activated and rolled back", async () => {
      const draft = await open(admin, "Tiếng Anh");
      const name = await fieldOf(admin, draft, "Làm giấy khai sinh cho bé.");
      const sent = await admin.submit(form(draft), { [`${name}`]: "Get a birth certificate." });
      expect(sent.statusCode).toBe(303);
      const shown = await read(admin, draft);
      expect(shown.changes).toMatchObject([
        {
          kind: "english",
          title: "Tiếng Anh: Làm giấy khai sinh cho bé.",
          texts: [
            {
              lines: [
                { mark: "removed", text: "Same Làm giấy khai sinh cho bé." },
                { mark: "added", text: "Get a birth certificate." },
              ],
            },
          ],
        },
      ]);
      expect(english("Get a birth")).toBe(false);
      await activate(admin, draft);
      expect(english("Get a birth")).toBe(true);
      await activate(admin, draft, "roll-back");
      expect(english("Get a birth")).toBe(false);
    });

    test("that states another figure is refused next to its field, and an empty one is taken away", async () => {
      const draft = await open(admin, "Số khác");
      const name = `${await fieldOf(admin, draft, "Lâu nhất 5 ngày.")}`;
      const wrong = await admin.json("POST", form(draft), { [name]: "At most 6 days." });
      expect(wrong.statusCode).toBe(422);
      expect(faults(wrong)).toEqual([
        [name, "tiếng Anh có số “6”, tiếng Việt có số “5”; hai bên phải như nhau"],
      ]);
      const page = await admin.submit(form(draft), { [name]: "At most 6 days." });
      expect(page.body).toContain(`id="${name}-fault"`);
      await admin.json("POST", form(draft), { [name]: "" });
      expect((await read(admin, draft)).changes).toMatchObject([{ isRemoved: true }]);
      const raw = await admin.json("POST", `${draft}/changes`, {
        kind: "english",
        id: "Lâu nhất 5 ngày.",
        record: { text: "Lâu nhất 5 ngày.", english: "At most 7 days." },
      });
      expect(raw.statusCode).toBe(200);
      expect((await read(admin, draft)).issues).toMatchObject([{ record: "Lâu nhất 5 ngày." }]);
    });

    test("of a text that has none comes first", async () => {
      const draft = await open(admin, "Câu mới");
      await admin.json("POST", `${draft}/procedures/khai-sinh/guide`, {
        purpose: "Xin giấy khai sinh.",
      });
      const { fields } = await read(admin, form(draft));
      expect(fields[0]).toMatchObject({ label: "Xin giấy khai sinh.", value: "" });
      expect((await read(admin, `${draft}/procedures/khai-sinh`)).untranslated).toBe(1);
      await admin.json("POST", form(draft), { [fields[0].name]: "Ask for a birth certificate." });
      expect((await read(admin, draft)).untranslated).toEqual([]);
    });
  });

  test("a province's own office is chosen by its name, once, and told to its residents", async () => {
    const draft = await open(admin, "Nơi giải quyết");
    const url = `${draft}/procedures/khai-sinh/facts/agency_by_province/new`;
    const { fields } = await read(admin, url);
    expect(fields[0]).toMatchObject({
      name: "province_code",
      choices: expect.arrayContaining([{ value: "79", name: "Thành phố Hồ Chí Minh" }]),
    });
    const send = async (more: object) =>
      admin.json("POST", url, {
        revision: await revision(draft),
        province_code: "79",
        agency: "Trung tâm hành chính công thành phố",
        strength: "full text",
        source: "luat",
        ...more,
      });
    expect(faults(await send({ province_code: "" }))).toMatchObject(
      [["province_code", /cần ghi/]].map(([field]) => [field, expect.stringContaining("cần ghi")]),
    );
    expect((await send({})).statusCode).toBe(200);
    expect(faults(await send({}))[0]?.[1]).toContain("đã có nơi giải quyết riêng");
    expect((await admin.open(`${draft}/procedures/khai-sinh`)).body).toContain(
      "Trung tâm hành chính công thành phố, ở Hồ Chí Minh",
    );
    expect(JSON.stringify((await read(admin, `${draft}?province=79`)).changes[0].texts)).toContain(
      "Trung tâm hành chính công thành phố",
    );
    await activate(admin, draft);
    const local = () => desk.live.catalog().procedures.get("khai-sinh")?.agency_by_province;
    expect(local()).toMatchObject([{ province: "Hồ Chí Minh", province_code: "79" }]);
    await activate(admin, draft, "roll-back");
    expect(local()).toEqual([]);
  });

  test("the office of a procedure changes on a day, and the old one stays until then", async () => {
    const draft = await open(admin, "Nơi giải quyết mới");
    const url = `${draft}/procedures/khai-sinh/facts/agencies`;
    const send = async (fact: string, more: object) =>
      admin.json("POST", `${url}/${fact}`, {
        revision: await revision(draft),
        source: "luat",
        ...more,
      });
    expect((await send("new", { name: "UBND phường" })).statusCode).toBe(200);
    const next = { after: 0, name: "Trung tâm hành chính công", valid_from: "2027-03-01" };
    expect((await send("new", next)).statusCode).toBe(200);
    await activate(admin, draft);
    expect(desk.live.catalog().procedures.get("khai-sinh")?.agencies).toMatchObject([
      { name: "UBND phường", valid_to: "2027-02-28" },
      { name: "Trung tâm hành chính công", valid_from: "2027-03-01" },
    ]);
    await activate(admin, draft, "roll-back");
  });

  test("a deadline, a penalty and an entitlement have forms", async () => {
    const draft = await open(admin, "Hạn và phạt");
    const url = (section: string) => `${draft}/procedures/khai-sinh/facts/${section}/new`;
    const send = async (section: string, body: object) =>
      admin.json("POST", url(section), {
        revision: await revision(draft),
        source: "luat",
        strength: "full text",
        ...body,
      });
    const deadline = { value: "60", unit: "ngày", from: "birth", after: "ngày sinh" };
    expect(faults(await send("deadlines", { ...deadline, value: "" }))[0]?.[0]).toBe("value");
    expect((await send("deadlines", deadline)).statusCode).toBe(200);
    const penalty = { fined: "no", say: "Không bị phạt." };
    expect((await send("penalties", penalty)).statusCode).toBe(200);
    const entitlement = { age_from: "75", groups: "nobody", say: "Được." };
    expect(faults(await send("entitlements", entitlement))[0]?.[0]).toBe("groups");
    expect((await send("entitlements", { ...entitlement, groups: "poor" })).statusCode).toBe(200);
    const page = (await admin.open(`${draft}/procedures/khai-sinh`)).body;
    expect(page).toContain("60 ngày, tính từ ngày sinh");
    expect(page).toContain("Không bị phạt.");
  });

  test("codes and related procedures are changed, and a wrong line is named", async () => {
    const draft = await open(admin, "Mã");
    const url = `${draft}/procedures/khai-sinh/codes`;
    const body = {
      code: "1.001193",
      codes_old: "2.000286 | 2025-06-30",
      related_codes: "1.003583 | Khai sinh lưu động",
      related: "",
    };
    const wrong = { codes_old: "2.000286", related_codes: "1.003583", related: "khong-co" };
    expect(faults(await admin.json("POST", url, { ...body, ...wrong }))).toEqual([
      ["codes_old", expect.stringContaining("2025-06-30")],
      ["related_codes", expect.stringContaining("tên thủ tục")],
      ["related", "Không có thủ tục nào mã khong-co"],
    ]);
    expect((await admin.submit(url, body)).statusCode).toBe(303);
    const { fields } = await read(admin, url);
    expect(fields.map(({ value }: Field) => value)).toEqual(Object.values(body));
    await activate(admin, draft);
    expect(desk.live.catalog().procedures.get("khai-sinh")).toMatchObject({
      codes_old: [{ code: "2.000286", valid_to: "2025-06-30" }],
      related_codes: [{ code: "1.003583", name: "Khai sinh lưu động" }],
    });
    await activate(admin, draft, "roll-back");
  });

  test("who issues a paper is written a line each, for papers of the record only", async () => {
    const draft = await open(admin, "Nơi cấp giấy");
    const url = `${draft}/procedures/khai-sinh/guide`;
    const [paper] = desk.live.catalog().procedures.get("khai-sinh")?.documents ?? [];
    const issuers = (name: string) => ({ issuers: `${name} | Bệnh viện nơi sinh | luat` });
    expect(faults(await admin.json("POST", url, issuers("Giấy lạ")))[0]?.[0]).toBe("issuers");
    expect((await admin.json("POST", url, issuers(paper?.name ?? ""))).statusCode).toBe(200);
    const { fields } = await read(admin, url);
    expect(fields.find(({ name }: Field) => name === "issuers")?.value).toBe(
      `${paper?.name} | Bệnh viện nơi sinh | luat`,
    );
  });

  describe("a question of the chat", () => {
    const guideUrl = (draft: string, question: string) =>
      `${draft}/procedures/khai-sinh/guide/${question}`;

    test("is added with its answers, what they lead to, and the papers of each", async () => {
      const draft = await open(admin, "Hỏi thêm");
      const added = await admin.submit(guideUrl(draft, "new"), {
        has_ticks: "1",
        ask: "Bác làm cho ai ạ?",
        place: "1",
        "new1.label": "Con tôi",
        "new1.note": "Bác mang giấy của mình.",
        "new2.label": "Người khác",
        "new2.leads_to": "iHanoi",
      });
      expect(added.statusCode).toBe(303);
      expect(added.headers.location).toBe(guideUrl(draft, "bac_lam_cho_ai"));
      const form = await read(admin, guideUrl(draft, "bac_lam_cho_ai"));
      expect(form.ticks).toMatchObject([
        {
          legend: "Giấy tờ cần khi chọn “Con tôi”",
          name: "papers.con_toi",
          options: [{ value: "0", label: "Giấy chứng sinh", isTicked: true }],
        },
        { name: "papers.nguoi_khac" },
      ]);
      const ticked = await admin.json("POST", guideUrl(draft, "bac_lam_cho_ai"), {
        revision: await revision(draft),
        "papers.con_toi": ["0"],
        "papers.nguoi_khac": [],
      });
      expect(ticked.statusCode).toBe(200);
      const shown = await read(admin, draft);
      expect(shown.issues).toEqual([]);
      await activate(admin, draft);
      const { procedures, guides } = desk.live.catalog();
      expect(guides.get("khai-sinh")?.questions[0]).toEqual({
        id: "bac_lam_cho_ai",
        ask: "Bác làm cho ai ạ?",
        unsure: "con_toi",
        options: {
          con_toi: { label: "Con tôi", note: "Bác mang giấy của mình." },
          nguoi_khac: { label: "Người khác", note: "", leads_to: "ihanoi" },
        },
      });
      const procedure = procedures.get("khai-sinh");
      expect(procedure?.branch_questions.at(-1)).toEqual({
        id: "bac_lam_cho_ai",
        question: "Bác làm cho ai?",
        options: [
          { value: "con_toi", label: "Con tôi", effect: "Bác mang giấy của mình." },
          { value: "nguoi_khac", label: "Người khác", effect: "Người khác" },
        ],
      });
      expect(procedure?.documents[0]?.when).toEqual({
        noi_sinh: "co_so",
        bac_lam_cho_ai: "con_toi",
      });
      await activate(admin, draft, "roll-back");
    });

    test("is reworded without losing what its form does not hold", async () => {
      const draft = await open(admin, "Đổi câu");
      const url = guideUrl(draft, "tre");
      await admin.submit(url, {
        has_ticks: "1",
        revision: String(await revision(draft)),
        ask: "Bé làm giấy muộn chưa ạ?",
        "only_if.noi_sinh": "co_so",
        "options.co.label": "Quá rồi",
        "options.khong.label": "Chưa",
        "papers.co": "0",
        "papers.khong": "0",
      });
      const { record } = await read(admin, `${draft}/changes?kind=guide&id=khai-sinh`);
      expect(JSON.parse(record).questions[1]).toEqual({
        id: "tre",
        ask: "Bé làm giấy muộn chưa ạ?",
        why: "Cháu hỏi vì làm trễ thì có lệ phí.",
        unsure: "co",
        only_if: { noi_sinh: ["co_so"] },
        options: { co: { label: "Quá rồi", note: "" }, khong: { label: "Chưa", note: "" } },
      });
      const procedure = JSON.parse(
        (await read(admin, `${draft}/changes?kind=procedure&id=khai-sinh`)).record,
      );
      expect(procedure.branch_questions[1]).toMatchObject({
        question: "Có trễ không?",
        options: [{ value: "co", label: "Quá rồi", effect: "Không phạt" }, { label: "Không" }],
      });
      expect(procedure.documents).toEqual(smallProcedure().documents);
    });

    test("with faults says them next to their fields", async () => {
      const draft = await open(admin, "Có lỗi");
      const send = (question: string, fields: object) =>
        admin.json("POST", guideUrl(draft, question), fields);
      const odd = await send("new", {
        ask: "constructor",
        "new1.label": "constructor",
        "new2.label": "toString",
        "new2.note": "Dặn.",
      });
      expect(odd.json()).toMatchObject({ question: "constructor_2" });
      expect((await send("constructor_2", { remove: "1" })).statusCode).toBe(200);
      expect(faults(await send("new", {}))).toEqual([["ask", "Ghi câu hỏi"]]);
      const long = Array.from({ length: 30 }, () => "chữ").join(" ");
      const wrong = await send("new", {
        ask: "Ai làm ạ?",
        "new1.label": "Con tôi",
        "new1.leads_to": "bay lên trời",
      });
      expect(faults(wrong)).toEqual([
        ["new1.leads_to", "Không có thủ tục nào như vậy"],
        ["new3.label", "Câu hỏi cần ít nhất hai câu trả lời"],
      ]);
      const unread = await send("new", {
        ask: "Ai làm ạ?",
        "new1.label": "Con tôi",
        "new1.note": long,
        "new2.label": "Một nút dài hơn hai mươi ký tự",
      });
      expect(faults(unread)).toEqual([["new2.label", "Dài nhất 20 ký tự"]]);
      const hard = await send("noi_sinh", { "options.nha.note": `${long}.` });
      expect(faults(hard)).toEqual([
        ["options.nha.note", "câu dài 30 chữ chưa ngắt, nhiều nhất 25 chữ"],
      ]);
      const figure = await send("noi_sinh", { "options.nha.note": "Bác trả 70.000 đồng." });
      expect(faults(figure)[0]?.[1]).toContain("70.000 đồng");
      const paperless = await send("noi_sinh", {
        revision: await revision(draft),
        "papers.co_so": [],
        "papers.nha": [],
      });
      expect(faults(paperless)[0]?.[1]).toContain("Giấy chứng sinh");
      expect((await send("noi_sinh", { revision: 99, "papers.nha": ["0"] })).statusCode).toBe(409);
    });

    test("and its answers are taken out, unless something else depends on them", async () => {
      const draft = await open(admin, "Bỏ bớt");
      const send = (question: string, fields: object) =>
        admin.json("POST", guideUrl(draft, question), fields);
      const bound = await send("noi_sinh", { remove_answer: "nha" });
      expect(faults(bound)[0]?.[1]).toContain("Bé có làm giấy trễ không ạ?");
      expect((await send("tre", { remove: "1" })).statusCode).toBe(200);
      expect((await send("noi_sinh", { remove_answer: "khong_phai" })).statusCode).toBe(200);
      await admin.json("POST", `${draft}/changes`, {
        kind: "procedure",
        id: "khai-sinh",
        record: {
          ...smallProcedure(),
          fees: [smallFee({ when: { noi_sinh: "nha" } })],
          branch_questions: smallProcedure().branch_questions.slice(0, 1),
        },
      });
      expect(faults(await send("noi_sinh", { remove: "1" }))[0]?.[1]).toContain("Còn 1 mức");
      await admin.json("POST", `${draft}/changes/remove`, { kind: "procedure", id: "khai-sinh" });
    });
  });

  describe("a whole procedure", () => {
    const fields = {
      name: "Đăng ký nuôi ong lấy mật",
      short: "Đăng ký nuôi ong",
      purpose: "Báo với xã khi nhà nuôi ong lấy mật.",
      aliases: "nuôi ong\nkhai báo đàn ong",
      event: "co-con",
      field: "Hộ tịch",
      level: "Cấp xã",
      agency: "UBND xã nơi nuôi ong",
      documents: "Tờ khai nuôi ong\nẢnh đàn ong",
      fee: "20.000",
      time: "3",
      law: "Luật Chăn nuôi 32/2018/QH14",
      law_from: "2020-01-01",
      strength: "full text",
      new_source: "Luật Chăn nuôi",
      new_source_where: "https://vanban.chinhphu.vn",
    };
    const id = "dang-ky-nuoi-ong-lay-mat";

    test("is added by a form with sane defaults, tried, activated and rolled back", async () => {
      const draft = await open(admin, "Nuôi ong");
      const added = await admin.submit(`${draft}/procedures/new`, fields);
      expect([added.statusCode, added.headers.location]).toEqual([
        303,
        `${draft}/procedures/${id}`,
      ]);
      const shown = await read(admin, draft);
      expect(shown.issues).toEqual([]);
      expect(shown.changes.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
        "guide",
        "placement",
        "procedure",
        "source",
      ]);
      expect(JSON.stringify(shown.changes)).toContain("20.000");
      const said = await admin.json("POST", `${draft}/try`, { text: "khai báo đàn ong" });
      expect(JSON.stringify(said.json().lines)).toContain("Đăng ký nuôi ong");
      await activate(admin, draft);
      expect(desk.live.catalog().procedures.get(id)).toMatchObject({
        agency: "UBND xã nơi nuôi ong",
        demand: 3,
        checked: "2026-11-25",
        fees: [{ vnd: 20_000, unit: "hồ sơ", channel: "any", who: "all" }],
        processing_times: [{ value: 3, unit: "ngày làm việc" }],
        legal_basis: [{ valid_from: "2020-01-01", status: "in_force" }],
      });
      expect(desk.live.catalog().lifeEvents[0]?.procedures).toContain(id);
      await activate(admin, draft, "roll-back");
      expect(desk.live.catalog().procedures.has(id)).toBe(false);
      expect(desk.live.catalog().lifeEvents[0]?.procedures).toEqual(["khai-sinh", "ihanoi"]);
    });

    test("without papers says so instead of an empty list", async () => {
      const draft = await open(admin, "Chưa rõ giấy");
      const added = await admin.json("POST", `${draft}/procedures/new`, {
        ...fields,
        name: "Đăng ký nuôi dế",
        aliases: "nuôi dế",
        documents: "",
        fee: "",
      });
      expect(added.json()).toMatchObject({ procedure: "dang-ky-nuoi-de" });
      const said = await admin.json("POST", `${draft}/try`, { text: "nuôi dế" });
      expect(JSON.stringify(said.json().lines)).toContain("chưa có danh sách giấy tờ");
    });

    test("with faults says them next to their fields, and keeps what was typed", async () => {
      const draft = await open(admin, "Thiếu");
      const empty = await admin.json("POST", `${draft}/procedures/new`, {});
      expect(faults(empty).map(([field]) => field)).toEqual([
        "name",
        "short",
        "purpose",
        "event",
        "field",
        "strength",
        "new_source",
      ]);
      const wrong = await admin.submit(`${draft}/procedures/new`, {
        ...fields,
        name: "Đăng ký khai sinh",
        fee: "hai chục",
      });
      expect(wrong.statusCode).toBe(422);
      expect(wrong.body).toContain('id="fee-fault"');
      expect(wrong.body).toContain("Đăng ký nuôi ong");
      const known = await admin.json("POST", `${draft}/procedures/new`, {
        ...fields,
        name: "đăng ký khai sinh",
      });
      expect(faults(known)).toEqual([["name", "Đã có thủ tục tên này"]]);
      const hard = await admin.json("POST", `${draft}/procedures/new`, {
        ...fields,
        purpose: "Nộp trực tuyến, mất 50.000 đồng.",
      });
      expect(faults(hard).map(([field]) => field)).toEqual(["purpose", "purpose"]);
      expect((await read(admin, draft)).total).toBe(0);
    });

    test("of an official is one of their agency, and of nobody else", async () => {
      const agency = await desk.agency("UBND xã Nuôi Ong");
      const official = await desk.person("official", { username: "ong-vang", agency });
      const draft = await open(official, "Của xã");
      const add = (visitor: Visitor, url: string) =>
        visitor.json("POST", `${url}/procedures/new`, { ...fields, aliases: "nuôi ong rừng" });
      const { procedure } = (await add(official, draft)).json<{ procedure: string }>();
      // Another version had that id.
      expect(procedure).toBe(`${id}-2`);
      const renamed = await official.submit(`${draft}/procedures/${procedure}/texts`, {
        name: "Đăng ký nuôi ong rừng",
      });
      expect(renamed.statusCode).toBe(303);
      await activate(official, draft);
      const stranger = await desk.person("official", {
        username: "ong-la",
        agency: await desk.agency("UBND xã Lạ"),
      });
      const theirs = await open(stranger, "Của xã khác");
      for (const url of ["texts", "english", "guide/new"]) {
        const page = await stranger.json("GET", `${theirs}/procedures/${procedure}/${url}`);
        expect([403, 404]).toContain(page.statusCode);
      }
      const put = await stranger.json("POST", `${theirs}/changes`, {
        kind: "placement",
        id: `co-con/${procedure}`,
        record: null,
      });
      expect(put.statusCode).toBe(403);
      await activate(admin, draft, "roll-back");
    });
  });

  test("officials translate what only their own procedures say", async () => {
    const agency = await desk.agency("UBND phường Dịch");
    await desk.database.transaction((tx) => replaceAgencyProcedures(tx, agency, ["khai-sinh"]));
    const official = await desk.person("official", { username: "dich", agency });
    const draft = await open(official, "Dịch");
    const url = `${draft}/procedures/khai-sinh/english`;
    const form = await read(official, url);
    const labels = form.fields.map(({ label }: Field) => label);
    expect(labels).toContain("Giấy chứng sinh");
    // Another procedure of the catalogue has the same unit.
    expect(labels).not.toContain("ngày làm việc");
    const own = form.fields.find(({ label }: Field) => label === "Giấy chứng sinh").name;
    const sent = await official.json("POST", url, { [own]: "birth notice" });
    expect(sent.statusCode).toBe(200);
    const put = (text: string) =>
      official.json("POST", `${draft}/changes`, {
        kind: "english",
        id: text,
        record: { text, english: "working days" },
      });
    expect((await put("ngày làm việc")).statusCode).toBe(403);
    const named = await official.json("POST", `${draft}/changes`, {
      kind: "english",
      id: "Giấy chứng sinh",
      record: { text: "ngày làm việc", english: "days" },
    });
    expect(named.statusCode).toBe(422);
  });
});
