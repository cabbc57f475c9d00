import type { Catalog } from "../catalog/catalog.ts";
import { ParameterError } from "../http/problem.ts";

/** A name that fits more wards than these is best written with its province. */
const maxCandidates = 10;

/**
 * The code of the ward meant by its code or by a name from before or after the 2025 reform.
 * @throws ParameterError naming the candidates, if there are several or only a district was named.
 */
export function findWard(catalog: Catalog, codeOrName: string): string {
  if (catalog.wards.has(codeOrName)) return codeOrName;
  const [first, ...others] = catalog.findPlaces(codeOrName);
  if (first === undefined) throw new ParameterError([fault("is no ward's code or name")]);
  if (others.length === 0 && !first.isDistrictOnly) return first.ward.code;
  const candidates = [first, ...others]
    .slice(0, maxCandidates)
    .map(({ ward, province }) => `${ward.code} (${ward.name}, ${province.name})`);
  const more = others.length + 1 - candidates.length;
  const rest = more > 0 ? ` and ${more} more` : "";
  const why = first.isDistrictOnly ? "names a district, with wards such as" : "fits several wards:";
  throw new ParameterError([fault(`${why} ${candidates.join("; ")}${rest}`)]);
}

function fault(reason: string) {
  return { parameter: "ward", reason };
}
