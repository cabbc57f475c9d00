import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  agencyIdentifiersOf,
  formatAgencyIdentifier,
} from "../../../src/catalog/dossiers/agency-identifier.ts";
import { normalizeDossierCode } from "../../../src/catalog/dossiers/dossier-code.ts";

const identifiersOf = (code: string) => agencyIdentifiersOf(normalizeDossierCode(code));

describe("the agency identifiers of a dossier code", () => {
  test.each([
    ["000.00.16.H26-250815-0012", "0000016H26"],
    ["H26.16-250815-0012", "H2616"],
    ["h26.16 – 250815 0012", "H2616"],
    ["H29.12.8-251120-0045", "H29128"],
    ["H29.12.8-251120-00045", "H29128"],
    ["H29.12.8-250101-00045", "H29128"],
    ["H26.1-251125-1", "H261"],
    ["H26.1-251125-12", "H261"],
    ["H26.1-251125-123", "H261"],
    ["G22.99-251125-000123", "G2299"],
  ])("begin with that of %s", (code, identifier) => {
    expect(identifiersOf(code)[0]).toBe(identifier);
  });

  test.each(["TỰ DO 12345", "H26.16", "", "H26.16-259915-0012", "251125-0001"])(
    "are none for %j",
    (code) => {
      expect(identifiersOf(code)).toEqual([]);
    },
  );

  test("do not depend on dots, dashes, blanks and capitals", () => {
    const part = (max: number) =>
      fc.integer({ min: 1, max }).map((n) => String(n).padStart(2, "0"));
    const signs = fc.array(fc.constantFrom("", ".", "-", " ", " – "), {
      minLength: 16,
      maxLength: 16,
    });
    fc.assert(
      fc.property(part(99), part(12), part(28), part(99), signs, (unit, month, day, end, typed) => {
        const code = `H26.${unit}-25${month}${day}-00${end}`;
        const other = [...code.replaceAll(/[.-]/g, "").toLowerCase()]
          .map((letter, at) => letter + (typed[at] ?? ""))
          .join("");
        expect(identifiersOf(code)[0]).toBe(`H26${unit}`);
        expect(identifiersOf(other)).toEqual(identifiersOf(code));
      }),
      { seed: 20261130, numRuns: 300 },
    );
  });
});

test.each([
  ["0000016H29", "000.00.16.H29"],
  ["00021H26", "000.21.H26"],
  ["H2616", "H26.16"],
  ["BTXH1", "BTXH1"],
])("writes the identifier %s as offices do: %s", (identifier, written) => {
  expect(formatAgencyIdentifier(identifier)).toBe(written);
});
