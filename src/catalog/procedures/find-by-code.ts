import type { Procedure } from "../procedure-schema.ts";

/** Returns the procedures for which a national code stands, the most wanted first; none if it stands for none. */
export type FindByCode = (code: string) => readonly Procedure[];

/**
 * Indexes procedures by their national codes. A procedure that bears the code comes first. If none does, the procedures
 * that replaced the code come first: they are the same service under a new code, and old papers still show the old one. A
 * procedure that only names the code as related comes last: it is another service, the nearest one that has a guide.
 */
export function indexByCode(procedures: readonly Procedure[]): FindByCode {
  const byDemand = procedures.toSorted((one, other) => one.demand - other.demand);
  const group = (codesOf: (procedure: Procedure) => readonly (string | null)[]) => {
    const pairs = byDemand.flatMap((procedure) =>
      codesOf(procedure).map((code) => ({ code, procedure })),
    );
    const groups = Map.groupBy(pairs, ({ code }) => code);
    return new Map([...groups].map(([code, found]) => [code, found.map((pair) => pair.procedure)]));
  };
  const own = group(({ code }) => [code]);
  const abolished = group(({ codes_old: codes }) => codes.map(({ code }) => code));
  const related = group(({ related_codes: codes }) => codes.map(({ code }) => code));
  return (code) => own.get(code) ?? abolished.get(code) ?? related.get(code) ?? [];
}
