import { describe, expect, test } from "@jest/globals";
import { loadCatalog, loadRecords } from "../../../src/catalog/load.ts";

const records = await loadRecords("data");
const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:00:00+07:00");
const tell = (sentence: string, procedure: string) =>
  Object.fromEntries(catalog.findTold(sentence, now).answersFor(procedure));

test("every saying names a procedure, a question and an option that exist", () => {
  const unknown = records.vocabulary.toldFacts.sayings.flatMap(({ procedures, question, says }) =>
    procedures.flatMap((procedure) => {
      const asked = catalog.guides.get(procedure)?.questions.find(({ id }) => id === question);
      return Object.keys(says)
        .filter((value) => asked?.options[value] === undefined)
        .map((value) => `${procedure}.${question}=${value}`);
    }),
  );
  expect(unknown).toEqual([]);
});

describe("an age belongs to the nearest person", () => {
  const child = "can-cuoc-tre-em-duoi-14";
  test.each([
    ["mẹ 35 tuổi làm căn cước cho con 7 tuổi", { tuoi: "tu6" }],
    ["làm căn cước cho bé nhà em, năm nay 4 tuổi", { tuoi: "duoi6" }],
    ["tôi 35 tuổi làm căn cước cho con", {}],
    ["con lớn 10 tuổi, con nhỏ 3 tuổi, làm căn cước", {}],
    ["bé ba tuổi làm căn cước", { tuoi: "duoi6" }],
    ["ba em bé 40 tuổi đi làm căn cước cho bé", {}],
    ["be 8 tuoi lam can cuoc", { tuoi: "tu6" }],
  ])("%s", (sentence, facts) => {
    expect(tell(sentence, child)).toEqual(facts);
  });
});

test("facts are the same without diacritics and with a slip", () => {
  const facts = { noi_sinh: "co_so_y_te", hon_nhan: "chua" };
  const plain = "con em sinh o benh vien, vo chong chua dang ky ket hon, lam khai sinh";
  expect(tell(plain, "dang-ky-khai-sinh")).toEqual(facts);
  expect(tell(plain.replace("benh vien", "benhj vien"), "dang-ky-khai-sinh")).toEqual(facts);
});

test("two options that are both told are none", () => {
  expect(tell("bé sinh ở nhà rồi bé kia sinh ở bệnh viện", "dang-ky-khai-sinh")).toEqual({});
});

test("a procedure without questions is told nothing", () => {
  expect(tell("con em 5 tuổi", "khong-co-thu-tuc-nay")).toEqual({});
});
