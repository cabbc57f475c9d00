import { selectValid } from "../facts/window.ts";
import type { Procedure } from "../procedure-schema.ts";

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
    result: selectValid(procedure.results, day)[0]?.name ?? procedure.result,
    legal_basis: selectValid(procedure.legal_basis, day).filter(
      ({ status }) => status !== "expired",
    ),
    clerk_says: selectValid(procedure.clerk_says, day),
  };
}
