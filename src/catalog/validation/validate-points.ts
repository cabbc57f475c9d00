import { parseDailyHours } from "../hours/daily-hours.ts";
import { HoursError } from "../hours/weekly-hours.ts";
import type { CatalogRecords, HelpPoint } from "../schema.ts";
import { findUnreadableHours } from "./hours-issue.ts";
import {
  catalogFiles,
  findDuplicates,
  toUnknownProcedureIssue,
  type ValidationIssue,
} from "./issue.ts";

/** A service of one word in plain letters, such as `ihanoi`, is a procedure's id; other text only describes. */
const procedureId = /^[\x21-\x7e]+$/;

/** Checks help points against wards, provinces, procedures and each other. */
export function validatePoints({
  points,
  wards,
  procedures,
  provinces,
}: CatalogRecords): ValidationIssue[] {
  const ids = points.map((point) => point.id);
  const known: Known = {
    points: new Set(ids),
    provinceOfWard: new Map(wards.map((ward) => [ward.code, ward.province_code])),
    provinces: new Map(provinces.map((province) => [province.name, province.code])),
    procedures: new Set(procedures.map((procedure) => procedure.id)),
  };
  return [
    ...findDuplicates(catalogFiles.points, "id", ids),
    ...points.flatMap((point) => [
      ...findPlaceIssues(point, known),
      ...findCoordinateIssues(point),
      ...findParentIssues(point, known),
      ...findServiceIssues(point, known),
      ...findHoursIssues(point),
      ...findSourceIssues(point),
      ...findClosureIssues(point),
      ...findOpeningIssues(point),
    ]),
  ];
}

interface Known {
  readonly points: ReadonlySet<string>;
  readonly provinceOfWard: ReadonlyMap<string, string>;
  /** Full name → code. */
  readonly provinces: ReadonlyMap<string, string>;
  readonly procedures: ReadonlySet<string>;
}

function findPlaceIssues(point: HelpPoint, known: Known): ValidationIssue[] {
  const base = { file: catalogFiles.points, record: point.id, missingFrom: catalogFiles.wards };
  const province = known.provinces.get(point.province);
  if (province === undefined) {
    const reason = `"${point.province}" is not a province`;
    return [{ ...base, field: "province", reason, remedy: "write its full name as in wards.json" }];
  }
  if (point.ward_code === null) return [];
  const field = "ward_code";
  const provinceOfWard = known.provinceOfWard.get(point.ward_code);
  if (provinceOfWard === undefined) {
    const reason = `no ward has the code ${point.ward_code}`;
    return [{ ...base, field, reason, remedy: "take the code from wards.json, or write null" }];
  }
  if (provinceOfWard === province) return [];
  const reason = `ward ${point.ward_code} is not in ${point.province}`;
  return [{ ...base, field, reason, remedy: "correct the ward's code or the province" }];
}

/** A place needs both coordinates, and `precision` to say what they stand for. */
function findCoordinateIssues({ id, lat, lon, precision }: HelpPoint): ValidationIssue[] {
  const given = [lat, lon, precision].filter((value) => value !== null);
  if (given.length === 0 || given.length === 3) return [];
  return [
    {
      file: catalogFiles.points,
      record: id,
      field: "lat, lon, precision",
      reason: "some are given and some are null",
      remedy: "give all three, or write null for each",
    },
  ];
}

function findParentIssues(point: HelpPoint, known: Known): ValidationIssue[] {
  if (point.parent === null) return [];
  if (point.parent !== point.id && known.points.has(point.parent)) return [];
  return [
    {
      file: catalogFiles.points,
      record: point.id,
      field: "parent",
      reason: `"${point.parent}" is not another point`,
      remedy: "write the id of the point that it belongs to, or null",
      missingFrom: catalogFiles.points,
    },
  ];
}

function findServiceIssues(point: HelpPoint, known: Known): ValidationIssue[] {
  return (point.services ?? []).flatMap((service, index) => {
    if (!procedureId.test(service) || known.procedures.has(service)) return [];
    const issue = toUnknownProcedureIssue(
      catalogFiles.points,
      point.id,
      `services[${index}]`,
      service,
    );
    return [{ ...issue, remedy: `${issue.remedy}, or describe the service in Vietnamese words` }];
  });
}

function findHoursIssues({ id, opening_hours: hours }: HelpPoint): ValidationIssue[] {
  return hours === null ? [] : findUnreadableHours(catalogFiles.points, id, "opening_hours", hours);
}

/** A source is only given of what is known. */
function findSourceIssues(point: HelpPoint): ValidationIssue[] {
  const strays = [
    { field: "phone_source", of: "phone", is: point.phone === null && point.phone_source },
    {
      field: "hours_source",
      of: "opening_hours",
      is: point.opening_hours === null && point.hours_source,
    },
  ];
  return strays
    .filter(({ is }) => is)
    .map(({ field, of }) => ({
      file: catalogFiles.points,
      record: point.id,
      field,
      reason: `${of} is null`,
      remedy: `give ${of}, or leave its source out`,
    }));
}

function findClosureIssues(point: HelpPoint): ValidationIssue[] {
  const base = { file: catalogFiles.points, record: point.id };
  return (point.closures ?? []).flatMap(({ from, to, hours }, index) => [
    ...(from <= to
      ? []
      : [
          {
            ...base,
            field: `closures[${index}].to`,
            reason: `${to} is before ${from}`,
            remedy: "give the first and the last day of the closure, in this order",
          },
        ]),
    ...(hours === undefined || isDaily(hours)
      ? []
      : [
          {
            ...base,
            field: `closures[${index}].hours`,
            reason: `"${hours}" are not hours of a day`,
            remedy: "write the times at which it is closed, such as 12:00-18:00",
          },
        ]),
  ]);
}

function findOpeningIssues({
  id,
  kind,
  opening_hours,
  openings = [],
}: HelpPoint): ValidationIssue[] {
  const base = { file: catalogFiles.points, record: id };
  const team =
    kind === "visiting_team" && opening_hours !== null
      ? [
          {
            ...base,
            field: "opening_hours",
            reason: "a visiting team has no weekly hours",
            remedy: "write null, and list its days under openings",
          },
        ]
      : [];
  const ofDays = openings.flatMap(({ from, to, hours }, index) => [
    ...(from <= to
      ? []
      : [
          {
            ...base,
            field: `openings[${index}].to`,
            reason: `${to} is before ${from}`,
            remedy: "give the first and the last day, in this order",
          },
        ]),
    ...(isDaily(hours)
      ? []
      : [
          {
            ...base,
            field: `openings[${index}].hours`,
            reason: `"${hours}" are not hours of a day`,
            remedy: "write hours without weekdays, such as 08:00-11:00,13:30-16:00",
          },
        ]),
  ]);
  return [...team, ...ofDays];
}

function isDaily(hours: string): boolean {
  try {
    parseDailyHours(hours);
    return true;
  } catch (error) {
    if (error instanceof HoursError) return false;
    throw error;
  }
}
