import { describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../../src/catalog/catalog.ts";
import { smallProcedure, smallRecords } from "../small-records.ts";
import { listedProcedure } from "./listed-records.ts";

const now = new Date("2026-11-26T09:30:00+07:00");
const lawyer = listedProcedure();
const foreign = listedProcedure({
  code: "2.000528",
  name: "Đăng ký khai sinh tại khu vực biên giới cho trẻ bị bỏ rơi",
});
const branch = listedProcedure({
  code: "1.001117",
  name: "Đăng ký hoạt động của chi nhánh văn phòng luật sư",
});
const records = smallRecords();
const without = buildCatalog(records);
const catalog = buildCatalog({ ...records, listed: [lawyer, foreign, branch] });
const understand = (sentence: string, procedure: string | null = null) =>
  catalog.understand(sentence, { now, procedure });

describe("a procedure without a guide", () => {
  test.each([
    ["cấp chứng chỉ hành nghề luật sư", lawyer.id],
    ["cap chung chi hanh nghe luat su", lawyer.id],
    ["cháu muốn xin chứng chỉ hành nghề luật sư", lawyer.id],
    ["văn phòng luật sư mở chi nhánh đăng ký thế nào", branch.id],
    ["1.000688", lawyer.id],
    ["thủ tục 1.000688 cần giấy tờ gì", lawyer.id],
  ])("is found: %s", (sentence, id) => {
    const { decision, results } = understand(sentence);
    expect(decision).toEqual({ type: "winner", id });
    expect(results[0]).toMatchObject({ id });
  });

  test("a question about it has the intent that it would have about any procedure", () => {
    expect(understand("lệ phí cấp chứng chỉ hành nghề luật sư bao nhiêu").intent).toBe("fee");
    expect(understand("chứng chỉ hành nghề luật sư cần giấy tờ gì").intent).toBe("documents");
  });

  test("its code is not taken for the code of a dossier", () => {
    expect(understand("1.000688").dossierCode).toBeUndefined();
  });

  test("what is asked next is asked about it", () => {
    expect(understand("phí bao nhiêu", lawyer.id)).toMatchObject({
      intent: "fee",
      results: [{ id: lawyer.id, name: lawyer.name }],
    });
  });
});

describe("a guided procedure that fits", () => {
  test.each([
    "đăng ký khai sinh",
    "làm giấy khai sinh cho con",
    "đăng ký khai sinh cho trẻ bị bỏ rơi thì cần gì",
    "cài iHanoi",
    "khai sinh ở khu vực biên giới",
  ])("is understood as if there were no others: %s", (sentence) => {
    expect(understand(sentence)).toEqual(without.understand(sentence, { now }));
  });

  test("gives way only to all the words of a longer name", () => {
    expect(
      understand("Đăng ký khai sinh tại khu vực biên giới cho trẻ bị bỏ rơi").decision,
    ).toEqual({
      type: "winner",
      id: foreign.id,
    });
  });

  test("hides a record that was imported before it got its guide", () => {
    const guided = smallProcedure({
      id: "chung-chi-luat-su",
      name: "Chứng chỉ luật sư",
      related_codes: [{ code: lawyer.code, name: lawyer.name }],
    });
    const built = buildCatalog({
      ...records,
      procedures: [...records.procedures, guided],
      listed: [lawyer],
    });
    expect(built.listed.size).toBe(0);
    expect(built.understand("cấp chứng chỉ hành nghề luật sư", { now }).results).not.toContainEqual(
      expect.objectContaining({ id: lawyer.id }),
    );
  });
});

test.each([
  "thời tiết hôm nay thế nào",
  "cháy nhà cứu với",
  "gặp người",
  "điểm gần nhất ở đâu",
  "chào cháu",
])("what is no procedure stays as it was: %s", (sentence) => {
  expect(understand(sentence)).toEqual(without.understand(sentence, { now }));
});
