import { describe, expect, test } from "@jest/globals";
import { extractNumbers } from "../../src/catalog/validation/figures.ts";
import { shippedRecords } from "../catalog/shipped-records.ts";
import { everySentence } from "./samples.ts";

const vietnamese = everySentence("vi");
const english = everySentence("en");
const englishOf = new Map(english.map(({ name, text }) => [name, text]));

/** Other words for an answer: each language has as many as it needs. */
const isSpokenWay = (name: string) => /Words\[\d+\]$/.test(name);
const sentences = vietnamese.filter(({ name }) => !isSpokenWay(name));

describe("English says everything that Vietnamese does", () => {
  test("misses no sentence, and has no empty or extra one", () => {
    const names = (all: typeof english) =>
      all.filter(({ name }) => !isSpokenWay(name)).map(({ name }) => name);
    expect(names(english).sort()).toStrictEqual(names(vietnamese).sort());
    expect(english.filter(({ text }) => text.trim() === "")).toStrictEqual([]);
  });

  test("accepts other words for every answer for which Vietnamese does", () => {
    const lists = (all: typeof english) =>
      new Set(all.filter(({ name }) => isSpokenWay(name)).map(({ name }) => name.split("[")[0]));
    expect(lists(english)).toStrictEqual(lists(vietnamese));
  });

  /** A point keeps its own name and address, and English is offered in English. */
  const kept = [
    "points.card.name",
    "points.card.address",
    "web.offerEnglish.ask",
    "web.offerEnglish.button",
  ];
  const translated = sentences.filter(({ name, text }) => /\s/.test(text) && !kept.includes(name));
  test.each(translated)("$name is translated", ({ name, text }) => {
    expect(englishOf.get(name)).not.toBe(text);
  });

  /** English writes "9:00" where Vietnamese writes "9 giờ"; scenarios cover the lines of points. */
  const clocked = ["cardText", "open", "openThen", "noneOpen", "ownCentreHours"].map(
    (name) => `points.${name}`,
  );
  test.each(sentences.filter(({ name }) => !clocked.includes(name)))(
    "$name has the same numbers in both languages",
    ({ name, text }) => {
      const figures = (said: string) => extractNumbers(said).sort();
      expect(figures(englishOf.get(name) ?? "")).toStrictEqual(figures(text));
    },
  );
});

test("English texts write times as clocks do, also those of the records", async () => {
  const { english: records } = await shippedRecords();
  const texts = [...englishOf.values(), ...records.values()];
  expect(texts.filter((text) => /o['’]clock|\b\d{1,2} ?h\b|\b24:00\b/.test(text))).toEqual([]);
});

test("English sentences contain no Vietnamese except names and quotations", () => {
  const names =
    /“[^”]*”|\([^)]*\)|Hướng Dẫn|Tiếng Việt|Phú Nhuận|Hồ Chí Minh|Tết|đồng|Đăng ký khai sinh|Phường Bình Tiên|Thành phố|Khu phố/g;
  const ofTheCatalogue =
    /^(checklist|listed\.|points\.(card|cardText|nearest|openThen|noneOpen)\b|points\.around|points\.agency|procedure\.(intro|brief|confirm|readBack|whereAnswer|papersAnswer|feeAnswer|timeAnswer)|menu\.askIn|online\.guide|handoff\.)/;
  const strange = english
    .filter(({ name }) => !ofTheCatalogue.test(name))
    .filter(({ text }) =>
      /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(text.replace(names, "")),
    );
  expect(strange).toStrictEqual([]);
});
