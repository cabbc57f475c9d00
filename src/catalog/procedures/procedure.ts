import type { ListedProcedure } from "../listed/listed-procedure.ts";
import type { Procedure } from "../procedure-schema.ts";
import type { Guide } from "../schema.ts";

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

/**
 * Finds the record with this national code, else one that had it before, else one that names it as related; null if the
 * catalogue has none.
 */
export function findProcedureByCode(
  { procedures }: { readonly procedures: ReadonlyMap<string, Procedure> },
  code: string | null,
): Procedure | null {
  if (code === null) return null;
  const all = [...procedures.values()];
  const isCode = (other: { readonly code: string }) => other.code === code;
  return (
    all.find((procedure) => procedure.code === code) ??
    all.find(({ codes_old: abolished }) => abolished.some(isCode)) ??
    all.find(({ related_codes: related }) => related.some(isCode)) ??
    null
  );
}

/** Returns the name that people say for a procedure, or the official one if it has no guide; null if it is unknown. */
export function findName(
  {
    procedures,
    guides,
    listed,
  }: {
    readonly procedures: ReadonlyMap<string, Procedure>;
    readonly guides: ReadonlyMap<string, Guide>;
    readonly listed: ReadonlyMap<string, ListedProcedure>;
  },
  id: string,
): string | null {
  return guides.get(id)?.short ?? (procedures.get(id) ?? listed.get(id))?.name ?? null;
}
