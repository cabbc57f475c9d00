import type { Procedure } from "../schema.ts";

const notOnline = /^(Không nộp trực tuyến|Not online)/;

/** A record lists the ways to submit online, or says in one sentence, in either language, that there is none. */
export function canSubmitOnline({ submit_online: ways }: Procedure): boolean {
  return ways.some((way) => !notOnline.test(way));
}

/** Whether submitting online begins with the resident's own account. */
export function needsAccount(procedure: Procedure): boolean {
  return (
    canSubmitOnline(procedure) &&
    procedure.kind === "procedure" &&
    /VNeID|định danh/.test(procedure.steps.join())
  );
}

/** Finds the record with this national code, or with a related one; null if the catalogue has none. */
export function findProcedureByCode(
  { procedures }: { readonly procedures: ReadonlyMap<string, Procedure> },
  code: string | null,
): Procedure | null {
  if (code === null) return null;
  const found = [...procedures.values()].find(
    (procedure) =>
      procedure.code === code || procedure.related_codes.some((related) => related.code === code),
  );
  return found ?? null;
}
