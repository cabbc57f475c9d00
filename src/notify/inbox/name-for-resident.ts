import type { Catalog } from "../../catalog/catalog.ts";
import { selectAgencyName } from "../../db/queries/agencies.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Colleague } from "./conversation.ts";

/** Returns who writes, as the resident reads it: the account's name, and the point or agency that it belongs to. */
export async function nameForResident(
  db: DbHandle,
  { points }: Catalog,
  { name, pointIds, agencyId }: Colleague,
  pointId: string | null,
): Promise<string> {
  const own = pointId !== null && pointIds.includes(pointId) ? pointId : pointIds[0];
  const place =
    points.get(own ?? "")?.name ??
    (agencyId === null ? undefined : (await selectAgencyName(db, agencyId))?.name);
  return place === undefined ? name : `${name}, ${place}`;
}
