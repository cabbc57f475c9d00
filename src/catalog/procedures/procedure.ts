import type { ListedProcedure } from "../listed/listed-procedure.ts";
import type { Procedure } from "../procedure-schema.ts";
import type { Guide } from "../schema.ts";

const notOnline = /^(Không nộp trực tuyến|Not online)/;

/** A record lists the ways to submit online, or says in one sentence, in either language, that there is none. */
export function canSubmitOnline({ submit_online: ways }: Procedure): boolean {
  return ways.some((way) => !notOnline.test(way));
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
