import type { CatalogRecords } from "../schema.ts";
import { catalogFiles, findRepeated, unknownProcedure, type ValidationIssue } from "./issue.ts";
import { findEnglishFaults } from "./validate-english.ts";
import { findGuideFaults } from "./validate-guides.ts";
import { findHolidayFaults } from "./validate-holidays.ts";
import { findPointFaults } from "./validate-points.ts";
import { findProcedureFaults } from "./validate-procedures.ts";
import { findReadabilityFaults } from "./validate-readability.ts";

export type { ValidationIssue as Fault } from "./issue.ts";

/**
 * What is wrong between records that are each well-formed; empty where nothing is.
 * `guideFiles` says in which file the guide of a procedure stands, for the report.
 */
export function validateRecords(
  records: CatalogRecords,
  guideFiles: ReadonlyMap<string, string> = new Map(),
): ValidationIssue[] {
  const terms = records.glossary.map((entry) => entry.term);
  return [
    ...findProcedureFaults(records.procedures),
    ...findGuideFaults(records, guideFiles),
    ...findLifeEventFaults(records),
    ...findAlsoSaidFaults(records),
    ...findRepeated(catalogFiles.glossary, "term", terms),
    ...findPointFaults(records),
    ...findWardFaults(records),
    ...findHolidayFaults(records.holidays),
    ...findEnglishFaults(records),
    ...findReadabilityFaults(records, guideFiles),
  ];
}

function findLifeEventFaults({ lifeEvents, procedures }: CatalogRecords): ValidationIssue[] {
  const file = catalogFiles.lifeEvents;
  const known = new Set(procedures.map((procedure) => procedure.id));
  const reached = new Set(lifeEvents.flatMap((event) => event.procedures));
  const ids = lifeEvents.map((event) => event.id);
  const unknown = lifeEvents.flatMap((event) =>
    event.procedures.flatMap((id, index) =>
      known.has(id) ? [] : [unknownProcedure(file, event.id, `procedures[${index}]`, id)],
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
  return [...findRepeated(file, "id", ids), ...unknown, ...unreached];
}

function findAlsoSaidFaults({ synonyms: alsoSaid, procedures }: CatalogRecords): ValidationIssue[] {
  const file = catalogFiles.alsoSaid;
  const known = new Set(procedures.map((procedure) => procedure.id));
  const named = alsoSaid.map(({ procedure }) => procedure);
  const unknown = named.flatMap((id) =>
    known.has(id) ? [] : [unknownProcedure(file, id, "procedure", id)],
  );
  return [...findRepeated(file, "procedure", named), ...unknown];
}

function findWardFaults({ wards, provinces }: CatalogRecords): ValidationIssue[] {
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
    ...findRepeated(file, "provinces[].code", provinceCodes),
    ...findRepeated(file, "wards[].code", wardCodes),
    ...strays,
  ];
}
