import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/language.ts";
import { findName } from "../catalog/procedures/procedure.ts";
import { linkState } from "./chat-links.ts";
import { type LinkDependencies, lookUpCode } from "./look-up-code.ts";

/**
 * Returns what a link's page shows, with its point as it is now; null if no link has this code or its point is closed. Too many
 * wrong codes from one address are refused.
 */
export async function describeLink(
  { catalog, ...dependencies }: LinkDependencies & { readonly catalog: () => Catalog },
  code: string,
  { language, address }: { readonly language: Language; readonly address: string },
) {
  const { link, retryAfterMs } = await lookUpCode(dependencies, code, { resident: null, address });
  if (retryAfterMs !== null) return { state: "refused" as const, retryAfterMs };
  if (link === null) return null;
  const current = catalog().inLanguage(language);
  const point = current.points.get(link.point);
  if (point?.status !== "active") return null;
  const official = current.procedures.get(link.procedure ?? "")?.name ?? null;
  const spoken = link.procedure === null ? null : findName(current, link.procedure);
  return {
    id: link.id,
    code: link.code,
    state: linkState(link, dependencies.now()),
    point: { name: point.name, address: fullAddress(point), phone: point.phone },
    openingHours: point.opening_hours,
    procedureName: spoken,
    officialName: official === spoken ? null : official,
    isDossier: link.dossier !== null,
    expiresAt: link.expiresAt,
  };
}

function fullAddress({ address, ward }: { address: string | null; ward: string | null }) {
  const known = [address, ward].filter((part) => part !== null);
  return known.length === 0 ? null : known.join(", ");
}
