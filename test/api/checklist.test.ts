import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { loadCatalog } from "../../src/catalog/load.ts";
import { buildApi } from "./api-app.ts";

let app: FastifyInstance;

beforeAll(async () => {
  app = await buildApi(await loadCatalog("data"), "2026-11-29T09:30:00+07:00");
});
afterAll(() => app.close());

interface Answer {
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly summary: string;
  readonly text: string;
  readonly documents: {
    readonly name: string;
    readonly form: string | null;
    readonly condition: string | null;
  }[];
  readonly fees: { readonly vnd: number | null; readonly channel: string; readonly who: string }[];
  readonly amounts: { readonly vnd: number | null }[];
  readonly processing_times: { readonly value: number | null }[];
  readonly agency: string | null;
  readonly online: { readonly use: string; readonly in_person: string | null } | null;
  readonly next: { readonly id: string; readonly name: string }[];
}

async function checklist(
  id: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await app.inject({ url: `/api/v1/procedures/${id}/checklist`, query });
  expect(response.statusCode).toBe(200);
  return response.json();
}

describe("what the web is good for", () => {
  test("is told as the chat tells it: an identity card can only be booked there", async () => {
    const { online, summary, text } = await checklist("doi-can-cuoc");
    expect(online).toMatchObject({ use: "book", certain: true });
    expect(online?.in_person).toMatch(/phải đến công an/);
    expect(summary).toContain("Trên mạng chỉ đặt lịch.");
    expect(`${summary} ${text}`).not.toMatch(/Nộp trên mạng (cũng được|tại)/);
  });

  test("may depend on answers, and then promises nothing", async () => {
    const open = await checklist("can-cuoc-tre-em-duoi-14");
    expect(open.online).toMatchObject({ certain: false });
    expect(open.summary).not.toContain("trên mạng");
    const older = await checklist("can-cuoc-tre-em-duoi-14", { answers: "tuoi:tu6" });
    expect(older.online).toMatchObject({ use: "nothing", certain: true });
  });
});

describe("the summary", () => {
  test("is the four lines of the chat for these answers, on that day", async () => {
    const { summary, text } = await checklist("cap-lai-can-cuoc", { answers: "ly_do:mat" });
    expect(summary.split("\n").map((line) => line.split(":")[0])).toStrictEqual([
      "Mang theo",
      "Tiền",
      "Bao lâu",
      "Ở đâu",
    ]);
    expect(summary).toContain("Bác không cần mang giấy tờ gì");
    expect(summary).toContain("35.000 đ một thẻ đến hết 31/12/2026");
    expect(text).toContain("Các bước");
    const later = await checklist("cap-lai-can-cuoc", { answers: "ly_do:mat", at: "2027-01-05" });
    expect(later.summary).not.toContain("35.000");
  });

  test("says that more depends on the answers that are missing", async () => {
    const { summary } = await checklist("dang-ky-khai-sinh");
    expect(summary).toContain("Còn tùy trường hợp của bác");
  });

  test("says why there is no list", async () => {
    const { summary, text, documents } = await checklist("xac-nhan-so-cmnd");
    expect(documents).toStrictEqual([]);
    expect(summary).toBe(text);
  });
});

describe("on each day", () => {
  test("the fee of that day is told, with what follows if it lapses soon", async () => {
    const soon = await checklist("doi-can-cuoc", { answers: "ly_do:cccd" });
    expect(soon.at).toBe("2026-11-29");
    expect(soon.fees[0]).toMatchObject({ vnd: 15_000, channel: "any", strength: "full text" });
    expect(soon.text).toContain("15.000 đ một thẻ đến hết 31/12/2026; từ 01/01/2027 là 30.000 đ");
    const later = await checklist("doi-can-cuoc", { answers: "ly_do:cccd", at: "2027-01-05" });
    expect(later.fees[0]?.vnd).toBe(30_000);
    expect(later.text).not.toContain("15.000");
  });

  test("a fee that has ended is gone", async () => {
    const free = (answer: Answer) =>
      answer.fees.some(({ channel, vnd }) => channel === "online" && vnd === 0);
    expect(free(await checklist("doi-can-cuoc", { answers: "ly_do:cccd" }))).toBe(true);
    expect(free(await checklist("doi-can-cuoc", { answers: "ly_do:cccd", at: "2027-03-01" }))).toBe(
      false,
    );
  });

  test("abolished codes and expired laws are never told", async () => {
    const { text } = await checklist("doi-can-cuoc", { answers: "ly_do:cccd" });
    expect(text).not.toContain("1.014063");
    expect(text).not.toContain("5710/QĐ-BCA");
  });
});

describe("for a resident", () => {
  test("without answers, only what is common to all is told", async () => {
    const common = await checklist("doi-can-cuoc");
    const own = await checklist("doi-can-cuoc", { answers: "ly_do:thay_doi" });
    expect(own.documents.length).toBeGreaterThan(common.documents.length);
    expect(common.fees.map(({ vnd }) => vnd)).not.toContain(15_000);
  });

  test("the figures and the office of the own province are told", async () => {
    const fees = async (province?: string) =>
      (await checklist("dang-ky-ho-kinh-doanh", province === undefined ? {} : { province })).fees
        .filter(({ vnd }) => vnd !== null)
        .map(({ channel, vnd }) => [channel, vnd]);
    expect(await fees("01")).toContainEqual(["in_person", 100_000]);
    expect(await fees()).not.toContainEqual(["in_person", 100_000]);
    const { agency } = await checklist("tro-cap-huu-tri-xa-hoi", { province: "01" });
    expect(agency).toMatch(/Điểm phục vụ hành chính công/);
  });

  test("a weak figure carries its date where it stands", async () => {
    const { text, amounts } = await checklist("tro-cap-huu-tri-xa-hoi", { province: "79" });
    expect(amounts[0]?.vnd).toBe(540_000);
    expect(text).toMatch(
      /540\.000 đ một tháng.*\(theo thông tin tháng 10\/2026, bác hỏi lại cho chắc\)/,
    );
  });

  test("an answer that another procedure serves leads there", async () => {
    const away = await checklist("giay-phep-xay-dung", { answers: "loai:sua" });
    expect(away.documents).toEqual([]);
    expect(away.next.map(({ id }) => id)).toEqual(["giay-phep-sua-chua-nha"]);
    expect(away.text).toContain(away.next[0]?.name);
  });

  test("no list is offered for a procedure that another one has replaced", async () => {
    const { documents, next, text } = await checklist("xac-nhan-so-cmnd");
    expect(documents).toEqual([]);
    expect(next.map(({ id }) => id)).toEqual(["xac-nhan-so-cmnd-9-so"]);
    expect(text).not.toContain("DANH SÁCH");
  });

  test.each([
    ["tuoi:duoi6", "viec:lan_dau,tuoi:duoi_6"],
    ["tuoi:tu6", "viec:lan_dau,tuoi:6_14"],
  ])("a child's first card needs the same papers by either name: %s", async (child, first) => {
    const own = await checklist("can-cuoc-tre-em-duoi-14", { answers: child });
    const general = await checklist("cap-can-cuoc-lan-dau", { answers: first });
    expect(own.documents).toEqual(general.documents);
    expect(own.documents).toContainEqual(
      expect.objectContaining({ form: expect.stringMatching(/^DC02/), condition: null }),
    );
  });

  test.each([
    ["cap-can-cuoc-lan-dau", "viec:lan_dau,tuoi:tu_14"],
    ["doi-can-cuoc", "ly_do:tuoi"],
    ["cap-lai-can-cuoc", "ly_do:mat"],
  ])(
    "%s asks for DC02 always, and for DC01 only if the data lack the person",
    async (id, answers) => {
      const { documents } = await checklist(id, { answers });
      const conditions = documents.map(({ form, condition }) => [form?.slice(0, 4), condition]);
      expect(conditions).toContainEqual(["DC02", null]);
      expect(conditions).toContainEqual(["DC01", "Khi dữ liệu dân cư chưa có thông tin"]);
    },
  );

  test("English is answered in English", async () => {
    const { text } = await checklist("doi-can-cuoc", { answers: "ly_do:cccd", language: "en" });
    expect(text).toMatch(/15,000 đồng per card until 31\/12\/2026; from 01\/01\/2027 it is 30,000/);
  });
});

test.each([
  [{ answers: "tuoi:x" }, "answers", /question/],
  [{ answers: "ly_do:x" }, "answers", /"ly_do"/],
  [{ answers: `ly_do:${"x".repeat(600)}` }, "answers", /500/],
  [{ at: "2027-02-30" }, "at", /day/],
  [{ at: "hôm nay" }, "at", /day/],
  [{ province: "00" }, "province", /province/],
  [{ language: "fr" }, "language", /vi, en/],
])("%j is a 400 that names the parameter", async (query, parameter, reason) => {
  const response = await app.inject({ url: "/api/v1/procedures/doi-can-cuoc/checklist", query });
  expect(response.statusCode).toBe(400);
  const { errors } = response.json<{ errors: { parameter: string; reason: string }[] }>();
  expect(errors.map((error) => error.parameter)).toEqual([parameter]);
  expect(errors[0]?.reason).toMatch(reason);
});

test("an unknown procedure is a 404", async () => {
  const response = await app.inject("/api/v1/procedures/nothing/checklist");
  expect(response.statusCode).toBe(404);
});
