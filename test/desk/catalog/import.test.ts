import { beforeAll, describe, expect, test } from "@jest/globals";
import { deleteUnusedUploads } from "../../../src/desk/catalog-import/upload-store.ts";
import { generatePages } from "../../catalog/import/generated-pages.ts";
import { smallRecords } from "../../catalog/small-records.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { writeWorkbook } from "../files/write-files.ts";
import { uploadFile } from "../upload-csv.ts";

const desks = await openTestDesks(undefined, [], { shipped: smallRecords() });
const day = 24 * 3_600_000;

describe.each(desks)("importing procedures and points at the desk on $name", ({ desk }) => {
  let admin: Visitor;
  beforeAll(async () => {
    admin = await desk.admin();
  }, 60_000);

  const upload = (name: string, content: Buffer | string) =>
    uploadFile(admin, "/desk/catalog/import", { name, content: Buffer.from(content) });
  const uploaded = async (name: string, content: Buffer | string) => {
    const answer = await upload(name, content);
    expect(answer.statusCode).toBe(200);
    return `/desk/catalog/imports/${answer.json<{ id: number }>().id}`;
  };
  const activate = async (id: number) => {
    const { version } = (await admin.json("GET", `/desk/catalog/${id}`)).json();
    const done = await admin.json("POST", `/desk/catalog/${id}/activate`, {
      revision: version.revision,
    });
    expect(done.statusCode).toBe(200);
  };

  test("shows faults and what would change, makes a draft, and nothing runs until it is activated", async () => {
    const file = JSON.stringify(generatePages({ count: 120, broken: 10 }));
    const path = await uploaded("so-y-te.json", file);
    const preview = (await admin.json("GET", path)).json();
    expect(preview.counts).toEqual({ new: 110, changed: 0, unchanged: 0, guided: 0, faulty: 10 });
    expect(preview.faults.map(({ row }: { row: number }) => row)).toEqual(
      Array.from({ length: 10 }, (_, at) => (at + 1) * 12),
    );
    const shown = (await admin.open(path)).body;
    expect(shown).toContain("thiếu mã thủ tục");
    expect(shown).toContain("Tạo bản nháp với 110 thay đổi");

    const { id } = (await admin.json("POST", `${path}/draft`)).json();
    expect(desk.live.catalog().listed.size).toBe(0);
    const { version } = (await admin.json("GET", `/desk/catalog/${id}`)).json();
    expect(version).toMatchObject({ origin: "import", status: "draft", changes: 110 });

    // Pressed twice, and uploaded again while the draft waits: there is one draft.
    expect((await admin.json("POST", `${path}/draft`)).json()).toMatchObject({ id });
    const again = await uploaded("so-y-te.json", file);
    expect((await admin.json("POST", `${again}/draft`)).json()).toMatchObject({ id: null });

    await activate(id);
    expect(desk.live.catalog().listed.size).toBe(110);
    const third = await uploaded("so-y-te.json", file);
    const { counts } = (await admin.json("GET", third)).json();
    expect(counts).toEqual({ new: 0, changed: 0, unchanged: 110, guided: 0, faulty: 10 });
    expect((await admin.json("POST", `${third}/draft`)).json()).toMatchObject({ id: null });
  }, 120_000);

  test("reads points from Excel and shows each field before and after", async () => {
    const path = await uploaded(
      "diem.xlsx",
      writeWorkbook([
        ["DANH SÁCH ĐIỂM HƯỚNG DẪN"],
        ["Mã điểm", "Điện thoại", "Giờ làm việc"],
        ["diem", "028 3829 1055", "Mo-Fr 08:00-11:00"],
        ["trung-tam", "không có số", ""],
        ["Tổng cộng", 2],
      ]),
    );
    const preview = (await admin.json("GET", path)).json();
    expect(preview.counts).toMatchObject({ changed: 1, faulty: 1 });
    expect(preview.changed[0].differences).toEqual([
      {
        name: "giờ làm việc",
        before: "Mo-Fr 07:30-11:30,13:00-17:00",
        after: "Mo-Fr 08:00-11:00",
      },
      { name: "điện thoại", before: "–", after: "028 3829 1055" },
    ]);
    const { id } = (await admin.json("POST", `${path}/draft`)).json();
    await activate(id);
    expect(desk.live.catalog().points.get("diem")?.phone).toBe("028 3829 1055");
  }, 60_000);

  test("refuses what is no import, with the reason at the field", async () => {
    for (const content of [
      "",
      "chỉ là chữ",
      '[{"ma_thu_tuc": "1.0',
      Buffer.from("PK\u0003\u0004 hỏng"),
    ]) {
      const answer = await upload("la.bin", content);
      expect(answer.statusCode).toBe(422);
      expect(answer.json().errors).toMatchObject([{ parameter: "file" }]);
    }
  });

  test("only administrators import", async () => {
    const official = await desk.person("official", {
      agency: await desk.agency("UBND phường Hai"),
    });
    expect((await official.open("/desk/catalog/import")).statusCode).toBe(403);
  });

  test("an upload of which nobody made a draft is forgotten after a day", async () => {
    const path = await uploaded(
      "quen.json",
      JSON.stringify(generatePages({ count: 1, broken: 0 })),
    );
    desk.elapse(day + 1);
    await deleteUnusedUploads(desk.database.db, desk.now());
    admin = await desk.admin();
    expect((await admin.json("GET", path)).statusCode).toBe(404);
  }, 60_000);
});
