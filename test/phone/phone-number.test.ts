import { expect, test } from "@jest/globals";
import {
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
