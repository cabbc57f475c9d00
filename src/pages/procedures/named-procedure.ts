import type { Catalog } from "../../catalog/catalog.ts";
import { findName } from "../../catalog/procedures/procedure.ts";

/** A procedure as lists show it. */
export interface NamedProcedure {
  readonly id: string;
  /** The name that people say, or the official one. */
  readonly name: string;
  /** The official name; null if it is the same. */
  readonly official: string | null;
}

/** Names the procedures that there are, in the given order. */
export function nameProcedures(catalog: Catalog, ids: Iterable<string>): NamedProcedure[] {
  return [...ids].flatMap((id) => {
    const name = findName(catalog, id);
    if (name === null) return [];
    const official = catalog.procedures.get(id)?.name ?? name;
    return [{ id, name, official: official === name ? null : official }];
  });
}
