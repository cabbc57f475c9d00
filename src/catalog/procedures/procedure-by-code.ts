import type { Catalog } from "../catalog.ts";
import type { Procedure } from "../schema.ts";

/** Our own record of a procedure, by its national code or one related to it; null where we have none. */
export function findProcedureByCode(
  { procedures }: Pick<Catalog, "procedures">,
  code: string | null,
): Procedure | null {
  if (code === null) return null;
  const known = [...procedures.values()].find(
    (one) => one.code === code || one.related_codes.some((related) => related.code === code),
  );
  return known ?? null;
}
