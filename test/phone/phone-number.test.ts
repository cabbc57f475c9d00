import { describe, expect, test } from "@jest/globals";
import {
  findPhoneNumbers,
  formatPhoneNumber,
  parsePhoneNumber,
  toVietnameseMobile,
} from "../../src/phone/phone-number.ts";

test.each([
  "0912345678",
  "0912 345 678",
  "0912.345.678",
  "+84 912 345 678",
  "84912345678",
  "0084912345678",
  "912345678",
  " 0912-345-678 ",
])("%j is read as one mobile number", (typed) => {
  expect(parsePhoneNumber(typed)).toStrictEqual({
    international: "84912345678",
    national: "0912 345 678",
    isMobile: true,
    isVietnamese: true,
    lastFour: "5678",
  });
});

test("a fixed line is a number, but not a mobile one", () => {
  expect(parsePhoneNumber("(028) 38 291 055")).toMatchObject({
    international: "842838291055",
    national: "028 3829 1055",
    isMobile: false,
  });
});

test("an extension changes neither the number nor its last four digits", () => {
  expect(parsePhoneNumber("0912345678 ext 5")).toMatchObject({
    international: "84912345678",
    lastFour: "5678",
  });
});

test("a foreign number keeps its country", () => {
  expect(parsePhoneNumber("+1 212 555 0123")).toMatchObject({
    international: "12125550123",
    national: "+1 212 555 0123",
  });
});

test.each([
  ["a prefix that no network has", "0112345678"],
  ["a range that is not assigned", "0500000000"],
  ["a digit too few", "091234567"],
  ["a digit too many", "09123456789"],
  ["a service line", "1022"],
  ["an emergency line", "113"],
  ["words", "không có"],
  ["a number inside a sentence", "gọi 0912345678 nhé"],
  ["nothing", ""],
  ["a text that is too long to be a number", `0912345678${" ".repeat(40)}`],
])("%s is no phone number", (_what, typed) => {
  expect(parsePhoneNumber(typed)).toBeNull();
});

test("shows a number in groups, and any other text as it was written", () => {
  expect(formatPhoneNumber("02838291055")).toBe("028 3829 1055");
  expect(formatPhoneNumber("1022")).toBe("1022");
  expect(formatPhoneNumber("028 3829 1055 nhánh 1, 2")).toBe("028 3829 1055 nhánh 1, 2");
});

test.each([
  ["0912345678", "84912345678"],
  ["+84 912.345.678", "84912345678"],
  ["0084912345678", "84912345678"],
  ["028 3829 1055", null],
  ["0212345678", null],
  ["+1 212 555 0123", null],
  ["", null],
])("writes %j for a gateway as %j", (typed, phone) => {
  expect(toVietnameseMobile(typed)).toBe(phone);
});

describe("a number that a spreadsheet or a clerk changed", () => {
  test.each([
    "912345678.0",
    "912345678,0",
    "84912345678.00",
    "9.12345678E+08",
    "9,12345678E8",
    "'0912345678",
    "０９１２３４５６７８",
    "0912\u200b345\u200b678",
    "O912345678",
    "+84 (0) 912 345 678",
    "0912–345–678",
  ])("%j is the number that was meant", (typed) => {
    expect(findPhoneNumbers(typed).map(({ international }) => international)).toEqual([
      "84912345678",
    ]);
  });

  test.each([
    "0912345678 - 0987654321",
    "0912345678-0987654321",
    "0912345678/0987654321",
    "0912 345 678 ; 0987 654 321",
    "0912345678;0987654321",
    "0912345678; 0987654321",
    "０９１２３４５６７８；０９８７６５４３２１",
    "0912345678;+84987654321",
    "0912345678+0987654321",
    "0912345678 + 0987654321",
    "0912345678+84987654321",
    "0912345678, 0987654321",
    "0912345678 0987654321",
    "0912345678 hoặc 0987654321",
    "912345678.0 / 987654321.0",
    "0912345678 (vợ), 0987654321 (chồng)",
    "Zalo 0912.345.678\nDĐ +84987654321",
    "0912345678, 0987654321, 0912 345 678",
  ])("%j holds two numbers", (typed) => {
    expect(findPhoneNumbers(typed).map(({ lastFour }) => lastFour)).toEqual(["5678", "4321"]);
  });

  test.each([
    "02838551234 (12)",
    "028 3855 1234 (máy lẻ 5678)",
    "(028) 3855 1234 ext 5678",
    "02838551234-12",
    "028.3855.1234 nhánh 1, 2",
    "02838551234/102",
  ])("%j is the number without its extension", (typed) => {
    expect(findPhoneNumbers(typed).map(({ international }) => international)).toEqual([
      "842838551234",
    ]);
  });

  test.each([
    "0000000000",
    "0",
    "9.12346E+08",
    "0999999999",
    "0888.888.888",
    "1111111111",
    "0123456789",
    "xxx",
    "không có",
    "-",
    "1022",
    "0912345",
    "",
    "9".repeat(5_000),
  ])("%j is no number", (typed) => {
    expect(findPhoneNumbers(typed)).toEqual([]);
    expect(parsePhoneNumber(typed)).toBeNull();
  });

  test("a mobile number of before 2018 is the one that replaced it", () => {
    expect(parsePhoneNumber("0168 123 4567")?.international).toBe("84381234567");
    expect(parsePhoneNumber("01201234567.0")?.international).toBe("84701234567");
    expect(parsePhoneNumber("+841991234567")?.international).toBe("84591234567");
  });

  test("a gateway gets the first mobile number of a cell", () => {
    expect(toVietnameseMobile("02838551234 - 0987654321")).toBe("84987654321");
    expect(toVietnameseMobile("912345678.0")).toBe("84912345678");
  });
});
