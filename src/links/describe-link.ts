import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/language.ts";
import { findLink, stateOf } from "./chat-links.ts";
import type { LinkDependencies } from "./open-link.ts";

/** A link as its page shows it, of the point as it is now; null where no link has that code, or its point is no more. */
export async function describeLink(
  { db, key, now, catalog }: LinkDependencies & { readonly catalog: () => Catalog },
  code: string,
  language: Language,
) {
  const link = await findLink(db, code, key);
  if (link === null) return null;
  const told = catalog().inLanguage(language);
  const point = told.points.get(link.point);
  if (point?.status !== "active") return null;
  const procedure = link.procedure === null ? undefined : told.procedures.get(link.procedure);
  return {
    id: link.id,
    code: link.code,
    state: stateOf(link, now()),
    point: { name: point.name, address: addressOf(point) },
    openingHours: point.opening_hours,
    procedureName: procedure?.name ?? null,
    isDossier: link.dossier !== null,
    expiresAt: link.expiresAt,
  };
}

function addressOf({ address, ward }: { address: string | null; ward: string | null }) {
  const known = [address, ward].filter((part) => part !== null);
  return known.length === 0 ? null : known.join(", ");
}
