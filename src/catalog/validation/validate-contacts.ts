import type { OfficeHours } from "../contacts-schema.ts";
import type { CatalogRecords } from "../schema.ts";
import { findUnreadableHours } from "./hours-issue.ts";
import { catalogFiles, type ValidationIssue } from "./issue.ts";

const file = catalogFiles.contacts;

/** A line that can be dialled: its digits, in groups. */
const dialled = /^\+?\d(?:[ .-]?\d){2,14}$/;

/** Checks office hours and lines against wards, provinces and each other. */
export function validateContacts({
  contacts: { officeHours, hotlines, wardPhones },
  wards,
  provinces,
}: CatalogRecords): ValidationIssue[] {
  const codes = {
    ward: new Set(wards.map(({ code }) => code)),
    province: new Set(provinces.map(({ code }) => code)),
  };
  const unknown = (scope: "ward" | "province", field: string, code: string): ValidationIssue[] =>
    codes[scope].has(code)
      ? []
      : [
          {
            file,
            record: code,
            field,
            reason: `no ${scope} has the code ${code}`,
            remedy: `take the code from ${catalogFiles.wards}`,
            missingFrom: catalogFiles.wards,
          },
        ];
  const lines = [
    ...hotlines.map((line) => ({ ...line, record: line.province_code ?? "country" })),
    ...wardPhones.map((line) => ({ ...line, record: line.ward_code })),
  ];
  return [
    ...officeHours.flatMap((rule) => [
      ...unknown(rule.scope, "office_hours.code", rule.code),
      ...findUnreadableHours(file, rule.code, "office_hours.opening_hours", rule.opening_hours),
    ]),
    ...findWindowIssues(officeHours),
    ...hotlines.flatMap(({ province_code: code }) =>
      code === null ? [] : unknown("province", "hotlines.province_code", code),
    ),
    ...wardPhones.flatMap(({ ward_code }) => unknown("ward", "ward_phones.ward_code", ward_code)),
    ...lines.filter(({ phone }) => !dialled.test(phone)).map(toPhoneIssue),
  ];
}

function toPhoneIssue({ record, phone }: { record: string; phone: string }): ValidationIssue {
  const reason = `"${phone}" is not one number`;
  return { file, record, field: "phone", reason, remedy: "write its digits, and nothing else" };
}

/** On any day at most one rule holds for a ward or province. */
function findWindowIssues(rules: readonly OfficeHours[]): ValidationIssue[] {
  const issues = (list: readonly OfficeHours[]) => {
    const sorted = list.toSorted((a, b) => (a.valid_from ?? "").localeCompare(b.valid_from ?? ""));
    return sorted.flatMap(({ code, valid_from: from, valid_to: to }, index) => {
      const base = { file, record: code, field: "office_hours.valid_to" };
      if (from !== null && to !== null && to < from) {
        return [{ ...base, reason: `${to} is before ${from}`, remedy: "give first and last day" }];
      }
      const next = sorted[index + 1];
      if (next === undefined || (to !== null && to < (next.valid_from ?? ""))) return [];
      const remedy = "end it on the day before the next one begins";
      return [{ ...base, reason: "the next hours begin before these end", remedy }];
    });
  };
  return [...Map.groupBy(rules, ({ scope, code }) => `${scope} ${code}`).values()].flatMap(issues);
}
