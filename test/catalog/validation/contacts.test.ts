import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import {
  type Hotline,
  hotlineSchema,
  type OfficeHours,
  officeHoursSchema,
  wardPhoneSchema,
} from "../../../src/catalog/contacts-schema.ts";
import { provinceSchema, wardSchema } from "../../../src/catalog/schema.ts";
import { validateContacts } from "../../../src/catalog/validation/validate-contacts.ts";
import { validatePoints } from "../../../src/catalog/validation/validate-points.ts";
import { shippedPoints } from "../points/point-fixtures.ts";
import { smallPoint, smallRecords } from "../small-records.ts";

const read = (file: string): unknown => JSON.parse(readFileSync(`data/${file}`, "utf8"));
const places = z
  .object({ provinces: z.array(provinceSchema), wards: z.array(wardSchema) })
  .parse(read("wards.json"));
const shipped = z
  .object({
    office_hours: z.array(officeHoursSchema),
    hotlines: z.array(hotlineSchema),
    ward_phones: z.array(wardPhoneSchema),
  })
  .parse(read("contacts.json"));
const contacts = {
  officeHours: shipped.office_hours,
  hotlines: shipped.hotlines,
  wardPhones: shipped.ward_phones,
};

const hours: OfficeHours = {
  scope: "province",
  code: "79",
  opening_hours: "Mo-Fr 07:30-11:30",
  valid_from: "2026-10-01",
  valid_to: "2027-03-31",
  source: "Quyết định",
  strength: "strong",
  note: null,
};
const line: Hotline = {
  province_code: "79",
  phone: "1022",
  extension: null,
  label: "Tổng đài",
  source: "Báo",
  date: null,
  strength: "medium",
  note: null,
};

function issuesOf(known: { officeHours?: OfficeHours[]; hotlines?: Hotline[] }) {
  const none = { officeHours: [], hotlines: [], wardPhones: [] };
  return validateContacts(smallRecords({ contacts: { ...none, ...known } })).map(
    ({ record, field, reason }) => `${record} ${field}: ${reason}`,
  );
}

describe("contacts", () => {
  test("must name wards and provinces that exist", () => {
    expect(issuesOf({ officeHours: [{ ...hours, scope: "ward", code: "1" }] })).toEqual([
      "1 office_hours.code: no ward has the code 1",
    ]);
    expect(issuesOf({ hotlines: [{ ...line, province_code: "2" }] })).toEqual([
      "2 hotlines.province_code: no province has the code 2",
    ]);
  });

  test("must hold hours that can be read, one at a time", () => {
    const [unreadable] = issuesOf({ officeHours: [{ ...hours, opening_hours: "sáng" }] });
    expect(unreadable).toMatch(/cannot be read/);
    const next = { ...hours, valid_from: "2027-03-31", valid_to: null };
    expect(issuesOf({ officeHours: [next, hours] })).toEqual([
      "79 office_hours.valid_to: the next hours begin before these end",
    ]);
    const turned = { ...hours, valid_from: "2027-04-01" };
    expect(issuesOf({ officeHours: [turned] })).toEqual([
      "79 office_hours.valid_to: 2027-03-31 is before 2027-04-01",
    ]);
  });

  test("must hold one number each", () => {
    expect(issuesOf({ hotlines: [line, { ...line, phone: "1022 nhánh 3" }] })).toEqual([
      '79 phone: "1022 nhánh 3" is not one number',
    ]);
  });
});

test("a point gives a source only of what is known", () => {
  const origin = { source: "Báo", strength: "strong" } as const;
  const points = [
    smallPoint({
      opening_hours: null,
      parent: null,
      phone_source: { kind: "ward_office", date: null, ...origin },
      hours_source: { valid_from: null, note: null, ...origin },
    }),
  ];
  expect(validatePoints(smallRecords({ points })).map(({ field }) => field)).toEqual([
    "phone_source",
    "hours_source",
  ]);
});

describe("the shipped contacts and points", () => {
  test("agree with wards and provinces", () => {
    const records = smallRecords({ ...places, contacts, points: shippedPoints });
    const issues = [...validateContacts(records), ...validatePoints(records)];
    // Services are compared with the procedures, which this test does not read.
    expect(issues.filter(({ field }) => !field.startsWith("services"))).toEqual([]);
  });

  test("hold no mobile number", () => {
    const phones = [
      ...shippedPoints.flatMap(({ phone }) => phone ?? []),
      ...[...contacts.hotlines, ...contacts.wardPhones].map(({ phone }) => phone),
    ];
    expect(phones.length).toBeGreaterThan(15);
    expect(phones.filter((phone) => /^(\+84|0)[35789]/.test(phone))).toEqual([]);
  });

  test("give every phone of the check of 29 November its source", () => {
    const known = shippedPoints.filter(({ phone }) => phone !== null);
    const bare = known.filter(({ phone_source: source }) => source === undefined);
    expect(bare.map(({ id }) => id)).toEqual(["th-ttpvhcc-tinh"]);
    expect(known.find(({ id }) => id === "dt-my-phong")?.phone).toBe("02733.950.047");
  });
});
