import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import type { Refusals } from "../dossiers/ingest-reports.ts";
import type { RefusalReason } from "../dossiers/write-access.ts";
import type { ReportedError, ValidatedCall } from "./validate-call.ts";
import type { ElementError } from "./validate-elements.ts";

/** What the sender's operators read. It never says whose dossier it is. */
const errorOf: Readonly<Record<RefusalReason, ElementError>> = {
  foreign: { field: "MaHoSo", reason: "belongs to another agency" },
  unlisted: { field: "MaHoSo", reason: "does not begin with an identifier of this agency" },
  unbound: { field: "madonvi", reason: "is no agency of this account" },
  "own-system": { field: "MaHoSo", reason: "belongs to an agency with an account of its own" },
};

/** Returns the errors of a call with those of the dossiers that its sender may not write, in the order of its elements. */
export function addRefusals(
  { places, errors }: Pick<ValidatedCall, "places" | "errors">,
  refusals: Refusals,
): readonly ReportedError[] {
  if (refusals.size === 0) return errors;
  const refused = places.flatMap(({ index, code }) => {
    const refusal = refusals.get(normalizeDossierCode(code));
    return refusal === undefined ? [] : [{ index, MaHoSo: code, ...errorOf[refusal.reason] }];
  });
  return [...errors, ...refused].toSorted((a, b) => (a.index ?? -1) - (b.index ?? -1));
}
