import type { CatalogRecords } from "../../../catalog/schema.ts";
import { fold } from "../../../catalog/text/fold.ts";

type Named = Pick<CatalogRecords, "procedures" | "guides">;

/** Finds a procedure by its id, national code, name or short name, as somebody types it; null if there is none. */
export function findProcedureId({ procedures, guides }: Named, typed: string): string | null {
  const words = fold(typed);
  const found =
    procedures.find(({ id, code }) => id === typed || code === typed)?.id ??
    guides.find(({ short }) => fold(short) === words)?.procedure ??
    procedures.find(({ name }) => fold(name) === words)?.id;
  return found ?? null;
}

/** Returns the name by which `findProcedureId` finds it: the short one, or its id if another has the same. */
export function nameProcedure(records: Named, id: string): string {
  const short = records.guides.find(({ procedure }) => procedure === id)?.short ?? id;
  return findProcedureId(records, short) === id ? short : id;
}
