import type { CatalogRecords } from "../schema.ts";
import {
  catalogFiles,
  findDuplicates,
  toUnknownProcedureIssue,
  type ValidationIssue,
} from "./issue.ts";
import { validateContacts } from "./validate-contacts.ts";
import { validateEnglish } from "./validate-english.ts";
import { validateFacts } from "./validate-facts.ts";
import { validateGuides } from "./validate-guides.ts";
import { validateHappenings } from "./validate-happenings.ts";
import { validateHolidays } from "./validate-holidays.ts";
import { validatePoints } from "./validate-points.ts";
import { validateProcedures } from "./validate-procedures.ts";
import { validateReadability } from "./validate-readability.ts";

/**
 * Checks well-formed records against each other; returns no issues if they are consistent.
 * `guideFiles` maps a procedure to the file that holds its guide, for the report.
 */
export function validateRecords(
  records: CatalogRecords,
  guideFiles: ReadonlyMap<string, string> = new Map(),
): ValidationIssue[] {
  return [
    ...validateConsistency(records, guideFiles),
    ...validateEnglish(records),
    ...validateReadability(records, guideFiles),
  ];
}

/**
 * The same without English and readability, which take ten times as long. What the desk changes may have no English yet:
 * residents who chose English read the Vietnamese until it has.
 */
export function validateConsistency(
  records: CatalogRecords,
  guideFiles: ReadonlyMap<string, string> = new Map(),
): ValidationIssue[] {
  const terms = records.glossary.map((entry) => entry.term);
  return [
    ...validateProcedures(records.procedures),
    ...validateFacts(records),
    ...validateGuides(records, guideFiles),
    ...findLifeEventIssues(records),
    ...findSynonymIssues(records),
    ...validateHappenings(records),
    ...findDuplicates(catalogFiles.glossary, "term", terms),
    ...validatePoints(records),
    ...validateContacts(records),
    ...findWardIssues(records),
    ...validateHolidays(records.holidays),
    ...findAreaIssues(records),
  ];
}

/** A closure of an unknown ward would close nothing, and nobody would notice. */
function findAreaIssues({
  areaClosures = [],
  wards,
  provinces,
}: CatalogRecords): ValidationIssue[] {
  const known = {
    ward: new Set(wards.map(({ code }) => code)),
    province: new Set(provinces.map(({ code }) => code)),
  };
  return areaClosures.flatMap(({ id, area, from, to }) => {
    const base = { file: "closures", record: id, remedy: "correct the closure" };
    const days = from <= to ? [] : [{ ...base, field: "to", reason: `${to} is before ${from}` }];
    if (known[area.kind].has(area.code)) return days;
    return [
      ...days,
      { ...base, field: "area", reason: `no ${area.kind} has the code ${area.code}` },
    ];
  });
}

function findLifeEventIssues({ lifeEvents, procedures }: CatalogRecords): ValidationIssue[] {
  const file = catalogFiles.lifeEvents;
  const known = new Set(procedures.map((procedure) => procedure.id));
  const reached = new Set(lifeEvents.flatMap((event) => event.procedures));
  const ids = lifeEvents.map((event) => event.id);
  const unknown = lifeEvents.flatMap((event) =>
    event.procedures.flatMap((id, index) =>
      known.has(id) ? [] : [toUnknownProcedureIssue(file, event.id, `procedures[${index}]`, id)],
    ),
  );
  const unreached = procedures
    .filter((procedure) => !reached.has(procedure.id))
    .map((procedure) => ({
      file: catalogFiles.procedures,
      record: procedure.id,
      field: "id",
      reason: "no life event leads to this procedure",
      remedy: `name it in a life event of ${file}`,
      missingFrom: file,
    }));
  const empty = lifeEvents
    .filter((event) => event.procedures.length === 0)
    .map((event) => ({
      file,
      record: event.id,
      field: "procedures",
      reason: "no procedure is left in this life event",
      remedy: "leave one in it",
    }));
  return [...findDuplicates(file, "id", ids), ...unknown, ...unreached, ...empty];
}

function findSynonymIssues({ synonyms, procedures }: CatalogRecords): ValidationIssue[] {
  const file = catalogFiles.synonyms;
  const known = new Set(procedures.map((procedure) => procedure.id));
  const named = synonyms.map(({ procedure }) => procedure);
  const unknown = named.flatMap((id) =>
    known.has(id) ? [] : [toUnknownProcedureIssue(file, id, "procedure", id)],
  );
  return [...findDuplicates(file, "procedure", named), ...unknown];
}

function findWardIssues({ wards, provinces }: CatalogRecords): ValidationIssue[] {
  const file = catalogFiles.wards;
  const provinceCodes = provinces.map((province) => province.code);
  const known = new Set(provinceCodes);
  const wardCodes = wards.map((ward) => ward.code);
  const strays = wards
    .filter((ward) => !known.has(ward.province_code))
    .map((ward) => ({
      file,
      record: ward.code,
      field: "province_code",
      reason: `no province has the code ${ward.province_code}`,
      remedy: "take the code from the provinces of this file",
      missingFrom: file,
    }));
  return [
    ...findDuplicates(file, "provinces[].code", provinceCodes),
    ...findDuplicates(file, "wards[].code", wardCodes),
    ...strays,
  ];
}
