import { describe, expect, test } from "@jest/globals";
import type { ContactBook } from "../../../src/catalog/contacts-schema.ts";
import { buildPhoneBook } from "../../../src/catalog/points/phone-book.ts";
import type { HelpPoint } from "../../../src/catalog/schema.ts";
import { smallRecords } from "../small-records.ts";
import { makePoint } from "./point-fixtures.ts";

const { wards, provinces } = smallRecords();
const origin = { label: "Đường dây nóng", source: "Báo", date: "2026", note: null } as const;
const contacts: ContactBook = {
  officeHours: [],
  hotlines: [
    { province_code: "79", phone: "0236 1022", extension: "3", strength: "strong", ...origin },
    { province_code: "79", phone: "0236 383 1022", extension: null, strength: "medium", ...origin },
    { province_code: null, phone: "18001000", extension: null, strength: "weak", ...origin },
  ],
  wardPhones: [
    { ward_code: "27373", kind: "police", phone: "0251 353 8187", strength: "medium", ...origin },
  ],
};
const bare = makePoint({ id: "diem" });

function bookOf(points: readonly HelpPoint[], known: ContactBook = contacts) {
  return buildPhoneBook(points, known, wards, provinces);
}

describe("the number to call about a point", () => {
  const centre = makePoint({ id: "trung-tam", kind: "service_centre", phone: "028 3838 3838" });

  test("is its own", () => {
    expect(bookOf([centre]).ofPoint(centre)).toMatchObject({ phone: centre.phone, of: "point" });
  });

  test("is otherwise that of another office of its ward", () => {
    expect(bookOf([bare, centre]).ofPoint(bare)).toMatchObject({
      phone: centre.phone,
      of: "ward",
      name: "trung-tam",
    });
  });

  test("is never that of the neighbours who keep another help point, or of a closed office", () => {
    const neighbours = makePoint({ id: "khu-pho", phone: "0912 345 678" });
    const closed = { ...centre, status: "historical" as const };
    expect(bookOf([bare, neighbours, closed]).ofPoint(bare)?.of).toBe("province");
  });

  test("is otherwise the first line of its province, and never that of the police", () => {
    expect(bookOf([bare]).ofPoint(bare)).toEqual({
      phone: "0236 1022",
      extension: "3",
      of: "province",
      name: "Thành phố Hồ Chí Minh",
      isDoubtful: false,
    });
    expect(bookOf([bare]).ofWard("27373")?.of).toBe("province");
  });

  test("is unknown in a province without a line", () => {
    expect(bookOf([bare], { ...contacts, hotlines: [] }).ofPoint(bare)).toBeNull();
  });
});

test("a line of the country is doubtful if its source is weak", () => {
  expect(bookOf([]).country).toMatchObject({ phone: "18001000", isDoubtful: true });
});

test("the police of a ward are found by its code", () => {
  expect(bookOf([]).ofPolice("27373")).toMatchObject({
    phone: "0251 353 8187",
    name: "Phường Bình Tiên",
  });
  expect(bookOf([]).ofPolice("27376")).toBeNull();
});
