import { expect, test } from "@jest/globals";
import {
  readBirthYear,
  readIdentityTail,
} from "../../../src/catalog/dossiers/applicant-numbers.ts";

const now = new Date("2026-11-25T03:00:00Z");

test.each([
  ["079123456789", "456789"],
  ["079 123 456 789", "456789"],
  ["'001096012345", "012345"],
  ["79123456789.0", "456789"],
  ["1096012345", "012345"],
  ["025123456", "123456"],
  ["０７９１２３４５６７８９", "456789"],
])("of the identity number %j the last six digits are read", (written, tail) => {
  expect(readIdentityTail(written)).toBe(tail);
});

test.each([
  "",
  "7.91235E+10",
  "000000000000",
  "12345",
  "0791234567891",
  "không có",
  "9".repeat(500),
])("%j is no identity number", (written) => {
  expect(readIdentityTail(written)).toBeNull();
});

test.each([
  "1960",
  "01/02/1960",
  "1-2-1960",
  "1960-02-01",
  "1960-02-01T00:00",
  "19600201",
  "19600201000000",
  "1960.0",
])("in %j the birth year is read", (written) => {
  expect(readBirthYear(written, now)).toBe("1960");
});

test.each(["", "60", "1/2/60", "2031", "1850", "21947", "khoảng 1960"])(
  "in %j there is no birth year",
  (written) => {
    expect(readBirthYear(written, now)).toBeNull();
  },
);
