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
