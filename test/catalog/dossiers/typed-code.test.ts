import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { normalizeDossierCode } from "../../../src/catalog/dossiers/dossier-code.ts";
import {
  extractDossierCode,
  findWholeCode,
  readTypedCode,
} from "../../../src/catalog/dossiers/typed-code.ts";

describe("a whole code", () => {
  test.each([
    ["000.00.16.H26-250815-0012", "000.00.16.H26-250815-0012"],
    ["000 00 16 h26 250815 0012", "000.00.16.H26-250815-0012"],
    ["0000016H262508150012", "000.00.16.H26-250815-0012"],
    ["H26.16 — 250815 — 0012", "H26.16-250815-0012"],
    ["H26.16‑250815−0012", "H26.16-250815-0012"],
    ["OOO.OO.16.H26-25O8l5-OOI2", "000.00.16.H26-250815-0012"],
    ["Ｈ２６．１６－２５０８１５－００１２", "H26.16-250815-0012"],
    ["H26\u200b.16-250815\u2060-0012", "H26.16-250815-0012"],
    ["H26.16-2508150012", "H26.16-250815-0012"],
    ["h26162508150012", "H26.16-250815-0012"],
    ["H29.12.8-251120-0045", "H29.12.8-251120-0045"],
    ["g22.99-250815-7", "G22.99-250815-7"],
    ["H26.16-25/08/15-00 12", "H26.16-250815-0012"],
    ["cho hỏi H26.16-250815-0012 của tôi, 4 số cuối 5678 ạ", "H26.16-250815-0012"],
  ])("is found in %j", (typed, code) => {
    expect(findWholeCode(typed)).toBe(code);
    expect(readTypedCode(typed)).toEqual({ code, isWhole: true });
    expect(extractDossierCode(typed)).toBe(code);
  });

  test.each([
    "H26",
    "250815-0012",
    "tôi ở P12",
    "26/11/2026",
    "H26.16-259915-0012",
    "0912345678",
    "",
  ])("is not found in %j", (typed) => {
    expect(findWholeCode(typed)).toBeNull();
  });

  const digits = (length: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
      .map((all) => all.join(""));
  const code = fc
    .record({
      lead: fc.constantFrom("", "000.00.16.", "000.12.05."),
      letter: fc.constantFrom(..."ABCDEGHKMNPQRSTUVXY"),
      province: digits(2),
      units: fc.array(fc.oneof(digits(1), digits(2), digits(3)), { maxLength: 2 }),
      day: fc.date({
        min: new Date("2018-01-01"),
        max: new Date("2039-12-31"),
        noInvalidDate: true,
      }),
      number: digits(4),
    })
    .map(({ lead, letter, province, units, day, number }) => {
      const written = day.toISOString().slice(2, 10).replaceAll("-", "");
      return `${lead}${[letter + province, ...units].join(".")}-${written}-${number}`;
    });
  const dash = fc.constantFrom("-", "–", "—", " - ", "−", " ", "_", "/");
  const spell = fc.record({
    dash,
    dot: fc.constantFrom(".", " ", ". ", "·", ","),
    zero: fc.constantFrom("0", "o", "O", "０"),
    one: fc.constantFrom("1", "l", "I"),
    before: fc.constantFrom("", "mã hồ sơ: ", "dạ ", "theo dõi hồ sơ "),
    after: fc.constantFrom("", " ạ", ".", " nhé cháu", "?"),
  });

  test("is the same code in every spelling", () => {
    fc.assert(
      fc.property(code, spell, (written, { dash: line, dot, zero, one, before, after }) => {
        const typed = written
          .replaceAll("-", line)
          .replaceAll(".", dot)
          // A group of zeros that is all letters is a word unless it has two or three of them.
          .replaceAll(/\d+/g, (group) =>
            /[2-9]/.test(group) ? group.replaceAll("0", zero).replaceAll("1", one) : group,
          );
        const found = findWholeCode(before + typed + after);
        expect(normalizeDossierCode(found ?? "")).toBe(normalizeDossierCode(written));
        expect(readTypedCode(found ?? "")).toEqual({ code: found, isWhole: true });
      }),
    );
  });

  test("is looked for without a failure in any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const found = readTypedCode(text);
        expect(found === null || found.code.length > 0).toBe(true);
      }),
    );
  });
});

describe("the answer to a question for a code", () => {
  test.each([
    ["0012", "0012", false],
    ["mã là 250815 0012 ạ", "250815-0012", false],
    ["O012", "0012", false],
    ["0️⃣0️⃣1️⃣2️⃣", "0012", false],
    ["H26-0012", "H26-0012", false],
    ["079123456789", "079123456789", false],
    ["TN-2025/0001", "TN-2025-0001", true],
    ["mã HS123/2025/UBND ạ", "HS123-2025-UBND", true],
    ["không nhớ, chỉ nhớ 1234", "1234", false],
  ])("in %j is %s", (typed, code, isWhole) => {
    expect(readTypedCode(typed)).toEqual({ code, isWhole });
  });

  test.each(["12", "H26", "không nhớ", ""])("is not in %j", (typed) => {
    expect(readTypedCode(typed)).toBeNull();
  });
});
