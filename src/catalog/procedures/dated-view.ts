import { selectValid } from "../facts/window.ts";
import type { Law, Procedure } from "../procedure-schema.ts";
import { nameAgency } from "./agency.ts";

/** Returns the record with the facts that hold on a local day. Abolished codes and expired laws are left out. */
export function viewOn(procedure: Procedure, day: string): Omit<Procedure, "codes_old"> {
  const { codes_old: abolished, ...record } = procedure;
  return {
    ...record,
    related_codes: procedure.related_codes.filter(
      ({ code }) => !abolished.some((old) => old.code === code && old.valid_to < day),
    ),
    documents: selectValid(procedure.documents, day),
    processing_times: selectValid(procedure.processing_times, day),
    fees: selectValid(procedure.fees, day),
    amounts: selectValid(procedure.amounts, day),
    ...(procedure.agencies && { agencies: selectValid(procedure.agencies, day) }),
    agency: nameAgency(procedure, null, day),
    result: findResult(procedure, day),
    results: selectValid(procedure.results, day),
    legal_basis: findLaws(procedure, day),
    clerk_says: selectValid(procedure.clerk_says, day),
  };
}

/** Returns what the resident receives, by its name on that day. */
export function findResult({ result, results }: Procedure, day: string): string | null {
  return selectValid(results, day)[0]?.name ?? result;
}

/** Returns the laws in force on that day. */
export function findLaws({ legal_basis: laws }: Procedure, day: string): Law[] {
  return selectValid(laws, day).filter(({ status }) => status !== "expired");
}
