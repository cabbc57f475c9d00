import { read as readWorkbook, utils } from "@e965/xlsx";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { addDossier, addUndelivered } from "../dossier-fixtures.ts";
import { recordConversation, type TurnSample } from "./conversation-fixtures.ts";

const desks = await openTestDesks();
const askWhereBorn = "Bé sinh ở đâu ạ?";
const dayMs = 24 * 3_600_000;
/** What every plain object has. */
const inheritedNames = [...Object.getOwnPropertyNames(Object.prototype), "prototype"];

/** The rows of a workbook's first sheet. */
function tableOf(content: Buffer): unknown[] {
  const { SheetNames, Sheets } = readWorkbook(content);
  return utils.sheet_to_json(Sheets[SheetNames[0] ?? ""] ?? {}, { header: 1 });
}

interface Figures {
  readonly figures: { id: string; rows: (string | number)[][]; bars: number[][] }[];
  readonly totals: { id: string; value: string; before: string; change: string | null }[];
}

describe.each(desks)("figures on $name", ({ desk }) => {
  let official: Visitor;
  let admin: Visitor;

  beforeAll(async () => {
    const agency = await desk.agency("UBND phường Một");
    official = await desk.person("official", { agency });
    admin = await desk.admin();
    const talk = (
      resident: string,
      channel: "zalo" | "web",
      daysAgo: number,
      ...turns: TurnSample[]
    ) => recordConversation(desk, { resident, channel, daysAgo }, turns);
    const birth = "procedure:dang-ky-khai-sinh";
    await talk(
      "a",
      "zalo",
      1,
      ["menu", "ask", "asked"],
      [birth, "noi_sinh", "asked"],
      [birth, "checklist", "checklist"],
    );
    await talk("b", "zalo", 1, [birth, "noi_sinh", "asked"], [birth, "cau_hoi_cu", "asked"]);
    await talk("b", "zalo", 2, [birth, "noi_sinh", "asked"]);
    await talk("c", "web", 2, [birth, "noi_sinh", "asked"]);
    await talk("old", "web", 40, [birth, "noi_sinh", "asked"]);

    await desk.database.db
      .insertInto("missed_question")
      .values(
        ["a", "b", "c", "d"].map((resident) => ({
          id: `missed ${resident}`,
          at: new Date(desk.now().getTime() - dayMs),
          resident_hash: resident,
          alike: "chó giấy nuôi phép",
          words: "giấy phép nuôi chó",
        })),
      )
      .execute();
    const yesterday = new Date(desk.now().getTime() - dayMs);
    await addDossier(desk, agency, { promisedAt: yesterday });
    await addDossier(desk, agency);
    await addDossier(desk, await desk.agency("UBND phường Hai"), { promisedAt: yesterday });
    await addUndelivered(desk, agency);
    const rated = { channel: "zalo", account: "oa", dossier_id: null, at: yesterday };
    const born = { procedure_code: "1.001193", agency_id: agency };
    const other = await desk.agency("UBND phường Hai");
    await desk.database.db
      .insertInto("rating")
      .values(
        [
          { ...born, score: 5, why: "Cán bộ hướng dẫn kỹ" },
          { ...born, score: 5, why: "" },
          { ...born, score: 2, why: "=Chờ lâu" },
          { procedure_code: "9.999999", agency_id: agency, score: 4, why: "" },
          { procedure_code: null, agency_id: other, score: 1, why: "Phải đi lại" },
          { procedure_code: null, agency_id: null, score: 3, why: "" },
        ].map((one, at) => ({ ...rated, ...one, user_id: `rater ${at}` })),
      )
      .execute();
  }, 60_000);

  async function read(visitor: Visitor, id: string, days = 28) {
    const { figures } = (await visitor.json("GET", `/desk/figures?days=${days}`)).json<Figures>();
    return figures.find((figure) => figure.id === id)?.rows;
  }

  test("counts one conversation for each resident and day, by channel", async () => {
    expect(await read(official, "conversations")).toEqual([
      ["23/11/2026", 2, 1, 1],
      ["24/11/2026", 2, 0, 2],
    ]);
    expect(await read(official, "conversations", 90)).toHaveLength(3);
  });

  test("counts who got a checklist, and the last question of the others", async () => {
    expect(await read(official, "checklists")).toEqual([["Đăng ký khai sinh", 4, 1, "25 %"]]);
    expect(await read(official, "stops")).toEqual([
      [`${askWhereBorn} (Đăng ký khai sinh)`, 2],
      ["Câu hỏi cũ “cau_hoi_cu” (Đăng ký khai sinh)", 1],
    ]);
  });

  test("counts overdue dossiers, deliveries and ratings of one's own agency only", async () => {
    expect(await read(official, "overdue")).toEqual([["UBND phường Một", 1, 3, "33 %"]]);
    expect((await read(admin, "overdue"))?.map(([unit, late]) => [unit, late])).toEqual([
      ["UBND phường Hai", 1],
      ["UBND phường Một", 1],
    ]);
    expect(await read(official, "deliveries")).toEqual([["Chưa báo được", 1, 0]]);
    expect(await read(official, "satisfaction")).toEqual([
      ["5 điểm", 2, "50 %"],
      ["4 điểm", 1, "25 %"],
      ["2 điểm", 1, "25 %"],
    ]);
    expect(await read(official, "missed")).toEqual([["giấy phép nuôi chó", 4]]);
  });

  test("counts and averages satisfaction by procedure and by unit, and lists the comments", async () => {
    expect(await read(official, "satisfaction-procedures")).toEqual([
      ["Đăng ký khai sinh", 3, "4,0", 0, 1, 0, 0, 2],
      ["9.999999", 1, "4,0", 0, 0, 0, 1, 0],
    ]);
    expect(await read(official, "satisfaction-units")).toEqual([
      ["UBND phường Một", 4, "4,0", 0, 1, 0, 1, 2],
    ]);
    expect(await read(admin, "satisfaction-units")).toEqual([
      ["UBND phường Một", 4, "4,0", 0, 1, 0, 1, 2],
      ["UBND phường Hai", 1, "1,0", 1, 0, 0, 0, 0],
      ["Chưa rõ đơn vị", 1, "3,0", 0, 0, 1, 0, 0],
    ]);
    expect(await read(admin, "satisfaction-procedures")).toContainEqual([
      ...["Chưa rõ thủ tục", 2, "2,0", 1, 0, 1, 0, 0],
    ]);
    expect(await read(official, "satisfaction-whys")).toEqual([
      ["=Chờ lâu", 2, "Đăng ký khai sinh"],
      ["Cán bộ hướng dẫn kỹ", 5, "Đăng ký khai sinh"],
    ]);
    const csv = async (figure: string) =>
      (await official.open(`/desk/figures.csv?figure=${figure}&days=28`)).body;
    expect(await csv("satisfaction-units")).toBe(
      '\uFEFFĐơn vị,Lượt,Trung bình,1 điểm,2 điểm,3 điểm,4 điểm,5 điểm\r\nUBND phường Một,4,"4,0",0,1,0,1,2\r\n',
    );
    expect(await csv("satisfaction-procedures")).toContain('Đăng ký khai sinh,3,"4,0",0,1,0,0,2');
    expect(await csv("satisfaction-whys")).toContain("'=Chờ lâu,2,Đăng ký khai sinh");
    const { body } = await official.open("/desk/figures");
    expect(body).toContain("Cán bộ hướng dẫn kỹ");
    expect(body).not.toContain("Phải đi lại");
  });

  test("shows each figure as bars beside readable text, with started and finished together, and as files", async () => {
    const { body } = await official.open("/desk/figures");
    expect(body).toContain('<td class="number" data-name="Tỷ lệ">25 %</td>');
    const row = /Đăng ký khai sinh<svg class="bar".*?<\/tr>/s.exec(body)?.[0] ?? "";
    expect([...row.matchAll(/<rect width="([\d.]+)"/g)].map(([, width]) => width)).toEqual([
      "100",
      "25",
    ]);
    expect(body).not.toMatch(/style=|<text/);
    const workbook = await official.open("/desk/figures.xlsx?figure=checklists&days=28");
    expect(tableOf(workbook.rawPayload)).toEqual([
      ["Thủ tục", "Bắt đầu", "Có danh sách", "Tỷ lệ"],
      ["Đăng ký khai sinh", 4, 1, "25 %"],
    ]);
    const csv = await official.open("/desk/figures.csv?figure=checklists&days=28");
    expect(csv.body).toBe(
      "\uFEFFThủ tục,Bắt đầu,Có danh sách,Tỷ lệ\r\nĐăng ký khai sinh,4,1,25 %\r\n",
    );
    for (const name of ["khong-co", ...inheritedNames]) {
      expect((await official.open(`/desk/figures.csv?figure=${name}`)).statusCode).toBe(404);
    }
    expect((await official.open("/desk/figures?days=zzz")).statusCode).toBe(200);
  });

  test("staff see only the conversations of their own points", async () => {
    const at = { channel: "zalo" as const, daysAgo: 3, point: "diem-kp6-ho-bieu-chanh" };
    const birth = "procedure:dang-ky-khai-sinh";
    const asked: TurnSample = [birth, "noi_sinh", "asked"];
    await recordConversation(desk, { ...at, resident: "d" }, [asked, [birth, "confirm", "asked"]]);
    const staff = await desk.person("staff", { username: "own", points: at.point });
    const { figures } = (await staff.json("GET", "/desk/figures")).json<Figures>();
    expect(figures.map(({ id, rows }) => [id, rows])).toEqual([
      ["checklists", [["Đăng ký khai sinh", 1, 0, "0 %"]]],
      ["weeks", [["16/11/2026", 1, 0, "0 %", 1]]],
      ["conversations", [["22/11/2026", 1, 1]]],
      ["stops", [["Xác nhận các câu trả lời (Đăng ký khai sinh)", 1]]],
    ]);
    const other = await desk.person("staff", { username: "else" });
    expect(await read(other, "conversations")).toEqual([]);
    for (const id of ["missed", "overdue", "deliveries", "satisfaction", "units", "cost"]) {
      for (const type of ["csv", "xlsx"]) {
        expect((await staff.open(`/desk/figures.${type}?figure=${id}`)).statusCode).toBe(404);
      }
    }
    const { totals } = (await staff.json("GET", "/desk/figures")).json<Figures>();
    expect(totals.map(({ id, value }) => [id, value])).toEqual([
      ["conversations", "1"],
      ["begun", "1"],
      ["finished", "0"],
      ["rate", "0 %"],
    ]);
    const csv = await staff.open("/desk/figures.csv?figure=stops");
    expect(csv.body).toContain("Xác nhận các câu trả lời");
  });
});
