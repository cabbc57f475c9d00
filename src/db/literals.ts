import { type RawBuilder, sql } from "kysely";

/**
 * Returns constants as SQL literals, for raw statements. The planner uses a partial index such as `where state = 'waiting'` only
 * if the statement names the state as a literal, not as a parameter.
 */
export function literalsOf<const Values extends Readonly<Record<string, string>>>(
  values: Values,
): { readonly [Key in keyof Values]: RawBuilder<Values[Key]> } {
  const literals = Object.entries(values).map(([key, value]) => [key, sql.lit(value)]);
  return Object.fromEntries(literals) as { [Key in keyof Values]: RawBuilder<Values[Key]> };
}
