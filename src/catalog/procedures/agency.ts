import { selectValid } from "../facts/window.ts";
import type { Procedure } from "../procedure-schema.ts";

/** Which registration decides the ward that alone handles a case. */
export type DecidingResidence = "permanent" | "registered";

/** Returns who decides on a local day in a province, whose offices may go by other names. */
export function nameAgency(
  procedure: Procedure,
  province: string | null,
  day: string,
): string | null {
  const local = procedure.agency_by_province.find(
    ({ province_code }) => province_code === province,
  );
  return local?.agency ?? selectValid(procedure.agencies ?? [], day)[0]?.name ?? procedure.agency;
}

/**
 * Returns the residence whose ward alone decides, as the Vietnamese record says; null if another ward may too, or if the
 * place is not the resident's own: "nơi cư trú của cha hoặc mẹ", "nơi người mất cư trú", "bất kỳ". The police are no ward's
 * service centre, so that their cases are not among them.
 */
export function findDecidingResidence(
  procedure: Procedure,
  province: string | null,
  day: string,
): DecidingResidence | null {
  const agency = (nameAgency(procedure, province, day) ?? "").normalize("NFC");
  // What follows a semicolon says who else takes part.
  const clause = agency.split(";").find((each) => ownResidence.test(each));
  if (clause === undefined || otherOffice.test(agency) || otherPlace.test(clause)) return null;
  return /nơi thường trú/i.test(clause) ? "permanent" : "registered";
}

const ownResidence = /(?<![\p{L}])nơi (thường trú|cư trú)(?=\s*($|[,.(]))/iu;
const otherOffice = /công an|bất kỳ|không phụ thuộc/iu;
const otherPlace = /hoặc/iu;

const policeFields: readonly string[] = ["Cư trú", "Căn cước"];

/**
 * Returns when the ward's police receive residents about a procedure on a local day, as the record says in words; null for
 * procedures other than those of residence and identity cards, whose hours these are.
 */
export function findPoliceHours(procedure: Procedure, day: string): string | null {
  if (!policeFields.includes(procedure.field)) return null;
  const remarks = selectValid(procedure.clerk_says, day);
  return remarks.find(({ kind, when }) => kind === "hours" && when === undefined)?.say ?? null;
}
