import { afterEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { createOperatorMailer } from "../../../src/app/operator-mail.ts";
import { buildCatalog } from "../../../src/catalog/catalog.ts";
import { listDue } from "../../../src/catalog/facts/due.ts";
import type { CatalogRecords } from "../../../src/catalog/schema.ts";
import { type DueMail, writeDueMail } from "../../../src/desk/catalog-due/due-mail.ts";
import { dueMailJob, scheduleDueMail } from "../../../src/desk/catalog-due/due-mail-job.ts";
import { weekBegin } from "../../../src/desk/catalog-due/weekly-notice.ts";
import { startMailServer } from "../../app/mail-server.ts";
import {
  otherProcedure,
  smallFee,
  smallProcedure,
  smallRecords,
} from "../../catalog/small-records.ts";
import { freshDatabases, withDatabase } from "../../db/databases.ts";
import { dueRecords } from "./due-records.ts";

const day = "2026-11-23";
const publicUrl = "https://huongdan.example.vn";
const monday = new Date("2026-11-23T07:00:00+07:00");

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function mailAbout({ procedures, sources }: CatalogRecords): DueMail | null {
  const byId = new Map(sources.map((source) => [source.id, source]));
  return writeDueMail(listDue({ procedures, sources: byId, day }), { day, publicUrl });
}

describe("the weekly mail", () => {
  test("has the counts, then the most urgent, then the link", () => {
    expect(mailAbout(dueRecords())).toEqual({
      id: "catalog-due-2026-11-23",
      subject: "Hướng Dẫn: 2 chỗ sắp hết hạn, 1 chỗ đã hết hạn",
      text: `Danh mục thủ tục, tính đến ngày 23/11/2026:

- Đã hết hạn mà chưa có gì thay: 1
- Hết hạn trong 60 ngày tới: 2, trong đó 0 chỗ chưa nhập gì cho sau đó
- Bắt đầu có hiệu lực trong 60 ngày tới: 1
- Nguồn yếu: 1
- Lâu chưa kiểm: 1

6 chỗ gấp nhất:
1. Đăng ký khai sinh. Lệ phí, dòng 4 (gửi bưu điện): 50.000 đ/bản. đã hết hạn, 31/10/2026; sau đó: chưa nhập gì
2. Đăng ký khai sinh. Lệ phí, dòng 3 (trẻ em, nộp trực tuyến): 0 đ/bản. sắp hết hạn, 15/12/2026; sau đó: như mọi người: 4.000 đ/bản
3. Đăng ký khai sinh. Lệ phí, dòng 1: 4.000 đ/bản. sắp hết hạn, 31/12/2026; sau đó: 8.000 đ/bản
4. Đăng ký khai sinh. Thời hạn giải quyết, dòng 2 (nộp trực tuyến): 1 ngày làm việc. sắp có hiệu lực, 01/01/2027
5. Đăng ký khai sinh. Thời hạn giải quyết, dòng 1: 1 ngày làm việc. nguồn yếu, 05/10/2026
6. Ứng dụng iHanoi. Cả thủ tục. lâu chưa kiểm, 05/2024

Xem tất cả: https://huongdan.example.vn/desk/catalog/due`,
    });
  });

  test("names twenty, first of all what ends without anything to follow", () => {
    const fees = [
      smallFee({ vnd: 4000, valid_to: "2026-11-30" }),
      smallFee({ valid_from: "2026-12-01" }),
      smallFee({ channel: "online", vnd: null, valid_to: "2026-12-31" }),
    ];
    const many = Array.from({ length: 25 }, (_, at) => ({
      ...otherProcedure(),
      id: `cu-${at}`,
      checked: null,
    }));
    const mail = mailAbout(smallRecords({ procedures: [smallProcedure({ fees }), ...many] }));
    const listed = mail?.text.split("\n").filter((line) => /^\d+\. /.test(line)) ?? [];
    expect(listed).toHaveLength(20);
    expect(listed[0]).toContain("dòng 3 (nộp trực tuyến): chưa rõ số. sắp hết hạn, 31/12/2026");
    expect(listed[1]).toContain("dòng 1: 4.000 đ/bản");
    expect(listed[2]).toContain("lâu chưa kiểm, không rõ");
    expect(mail?.text).toContain("Lâu chưa kiểm: 25\n");
  });

  test("is not written while nothing is due", () => {
    expect(mailAbout(smallRecords())).toBeNull();
  });

  test("arrives at the administrators' address", async () => {
    const server = await startMailServer();
    closing.push(server.close);
    const settings = { url: server.url, from: "bot@example.gov.vn" };
    const mail = mailAbout(dueRecords());
    if (mail === null) throw new Error("something is due");
    await createOperatorMailer(settings, "Quản trị <quan-tri@example.gov.vn>")(mail);
    await createOperatorMailer(settings, null)(mail);
    await createOperatorMailer(null, "quan-tri@example.gov.vn")(mail);
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]).toMatch(/^To: quan-tri@example.gov.vn/m);
    expect(server.mails[0]).toMatch(/^Message-ID: <catalog-due-2026-11-23@example.gov.vn>/m);
  });
});

test.each(await freshDatabases())(
  "the job on $name mails what is due, and is scheduled for Monday morning",
  async ({ settings, remove }) => {
    closing.push(remove);
    await withDatabase(settings, async (database) => {
      const { promise, resolve } = Promise.withResolvers<DueMail>();
      const catalog = buildCatalog(dueRecords());
      await scheduleDueMail(database, {
        catalog: () => catalog,
        now: () => monday,
        publicUrl,
        sendMail: async (mail) => resolve(mail),
      });
      await database.jobs.send(dueMailJob, {});
      expect(await promise).toEqual(mailAbout(dueRecords()));
      const { rows: schedules } = await sql`select cron, timezone from pgboss.schedule
        where name = ${dueMailJob.name}`.execute(database.db);
      expect(schedules).toEqual([{ cron: "0 7 * * 1", timezone: "Asia/Ho_Chi_Minh" }]);
    });
  },
  60_000,
);

test.each([
  ["2026-11-23T07:00:00+07:00", "2026-11-23"],
  ["2026-11-23T06:59:00+07:00", "2026-11-16"],
  ["2026-11-29T23:59:00+07:00", "2026-11-23"],
  ["2027-01-01T00:30:00+07:00", "2026-12-28"],
])("at %s the week of notices has begun on %s", (now, begun) => {
  expect(weekBegin(new Date(now))).toEqual(new Date(`${begun}T07:00:00+07:00`));
});
