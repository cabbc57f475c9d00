import { beforeAll, describe, expect, test } from "@jest/globals";
import { smallProcedure, smallRecords } from "../../catalog/small-records.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { recordConversation } from "../figures/conversation-fixtures.ts";
import { dueRecords, lapsing } from "./due-records.ts";

const desks = await openTestDesks(undefined, [], { shipped: dueRecords() });
const weekMs = 7 * 24 * 3_600_000;

interface Row {
  readonly procedure: string;
  readonly reasonName: string;
  readonly place: string;
  readonly states: string;
  readonly on: string;
  readonly next: string;
  readonly asked: number;
}
interface Due {
  readonly day: string;
  readonly sections: readonly { readonly id: string; readonly rows: readonly Row[] }[];
}

describe.each(desks)("what is due in the catalogue, on $name", ({ desk }) => {
  let admin: Visitor;
  let other: Visitor;
  let official: Visitor;

  beforeAll(async () => {
    admin = await desk.admin();
    other = await desk.person("administrator", { username: "chin" });
    official = await desk.person("official", { agency: await desk.agency("UBND phường Một") });
  }, 60_000);

  async function read(query = ""): Promise<Due> {
    const response = await official.json("GET", `/desk/catalog/due${query}`);
    expect(response.statusCode).toBe(200);
    return response.json<Due>();
  }

  function rowsIn({ sections }: Due, id: string) {
    return sections.find((section) => section.id === id)?.rows ?? [];
  }

  test("has what lapses with what follows, what is weak and what is old", async () => {
    const due = await read();
    expect(due.day).toBe("2026-11-25");
    expect(
      rowsIn(due, "lapsing").map((row) => [
        ...[row.reasonName, row.place, row.states, row.on, row.next],
      ]),
    ).toEqual(lapsing);
    expect(rowsIn(due, "weak")).toEqual([
      expect.objectContaining({ procedure: "khai-sinh", on: "05/10/2026", isOpen: false }),
    ]);
    expect(rowsIn(due, "old")).toEqual([
      expect.objectContaining({ procedure: "ihanoi", on: "05/2024", place: "Cả thủ tục" }),
    ]);
  });

  test("shows the same as a page, with links to the procedures for administrators", async () => {
    const { body } = await other.open("/desk/catalog/due");
    for (const cell of lapsing.flat()) expect(body).toContain(cell);
    expect(body).toContain('<a href="/desk/catalog/procedures/khai-sinh">Đăng ký khai sinh</a>');
    expect(body).toContain('<a href="/desk/catalog/due" aria-current="page">');
    const shown = (await official.open("/desk/catalog/due")).body;
    expect(shown).toContain("Lâu chưa kiểm: 1");
    expect(shown).not.toContain("/desk/catalog/procedures/");
  });

  test("is about another day if asked, and about today if that is no day", async () => {
    const due = await read("?at=2027-02-01");
    expect(due.day).toBe("2027-02-01");
    expect(rowsIn(due, "lapsing").map(({ reasonName, on }) => [reasonName, on])).toEqual([
      ["đã hết hạn", "31/10/2026"],
    ]);
    expect((await official.open("/desk/catalog/due?at=2027-02-01")).body).toContain(
      'value="01/02/2027"',
    );
    for (const query of ["?at=2026-02-30", "?at=", "?at=1&at=2", "?at=%3Cb%3E"]) {
      expect((await read(query)).day).toBe("2026-11-25");
    }
  });

  test("is exported as CSV", async () => {
    const response = await official.open("/desk/catalog/due.csv?at=2026-11-26");
    expect(response.headers["content-disposition"]).toContain("can-xem-lai-2026-11-26.csv");
    const lines = response.body.split("\r\n");
    expect(lines[0]).toMatch(/^\uFEFFvì sao,thủ tục,/);
    expect(lines[1]).toBe(
      'đã hết hạn,Đăng ký khai sinh,khai-sinh,"Lệ phí, dòng 4 (gửi bưu điện)",50.000 đ/bản,31/10/2026,chưa nhập gì,0,2',
    );
    expect(lines).toHaveLength(1 + lapsing.length + 2 + 1);
  });

  test("what residents asked for comes first", async () => {
    const asked = ["procedure:khai-sinh", "noi_sinh", "asked"] as const;
    await recordConversation(desk, { resident: "a", channel: "zalo", daysAgo: 3 }, [asked, asked]);
    await recordConversation(desk, { resident: "a", channel: "zalo", daysAgo: 2 }, [asked]);
    await recordConversation(desk, { resident: "b", channel: "web", daysAgo: 91 }, [asked]);
    const due = await read("?at=2028-01-01");
    expect(rowsIn(due, "old").map(({ procedure, asked: count }) => [procedure, count])).toEqual([
      ["khai-sinh", 2],
      ["ihanoi", 0],
    ]);
    expect((await official.open("/desk/catalog/due")).body).toContain("2 lượt, mức 2");
  });

  test("an administrator is told at home until the list was opened, and again the next week", async () => {
    const home = async () => {
      const { body } = await admin.open("/desk");
      return body.includes("Tuần này trong danh mục") ? body : "not told";
    };
    const told = await home();
    expect(told).toContain("<li>2 chỗ sắp hết hạn</li>");
    expect(told).toContain("<li>1 chỗ đã hết hạn mà chưa có gì thay</li>");
    expect(told).toContain('<a href="/desk/catalog/due">');
    expect(await home()).toBe(told);
    expect((await official.open("/desk")).body).not.toContain('/desk/catalog/due">Xem danh sách');
    // That others have opened it counts for them.
    await official.open("/desk/catalog/due");
    await other.open("/desk/catalog/due");
    expect(await home()).toBe(told);
    await admin.open("/desk/catalog/due");
    await admin.open("/desk/catalog/due");
    expect(await home()).toBe("not told");
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string }[];
    }>();
    expect(entries.filter(({ action }) => action === "catalog.due")).toEqual([
      expect.objectContaining({ username: "admin", subject: "catalog", detail: "" }),
      expect.objectContaining({ username: "chin" }),
    ]);
    desk.elapse(weekMs);
    admin = await desk.admin();
    expect(await home()).toContain("2 chỗ sắp hết hạn");
  });
});

const [quiet] = await openTestDesks("PGlite", [], {
  shipped: smallRecords({ procedures: [smallProcedure(), smallProcedure({ id: "ihanoi" })] }),
});

test("says so if nothing is due, and tells nothing at home", async () => {
  if (quiet === undefined) throw new Error("The embedded database is always there");
  const admin = await quiet.desk.admin();
  expect((await admin.open("/desk")).body).not.toContain("Tuần này trong danh mục");
  const { body } = await admin.open("/desk/catalog/due");
  expect(body.match(/Không có chỗ nào\./g)).toHaveLength(3);
}, 60_000);

test("staff of help points are refused", async () => {
  if (quiet === undefined) throw new Error("The embedded database is always there");
  const staff = await quiet.desk.person("staff", { points: "diem" });
  for (const path of ["/desk/catalog/due", "/desk/catalog/due.csv"]) {
    expect((await staff.open(path)).statusCode).toBe(403);
  }
}, 60_000);
