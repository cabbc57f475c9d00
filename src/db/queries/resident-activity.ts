import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

/** When each of these residents had their last turn, by hash, but for those of colleagues. Residents without a turn are missing. */
export async function selectLastActivity(
  db: DbHandle,
  hashes: readonly string[],
): Promise<Map<string, Date>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await sql<{ hash: string; at: Date }>`
    select hash, at from unnest(${[...new Set(hashes)]}::text[]) as asked (hash)
    cross join lateral (
      select at from turn_fact where resident_hash = hash and outcome <> 'colleague'
      order by at desc limit 1) latest
  `.execute(db);
  return new Map(rows.map(({ hash, at }) => [hash, at]));
}

/** Which of these residents had a turn about one of these help points, by hash. */
export async function selectResidentsAtPoints(
  db: DbHandle,
  hashes: readonly string[],
  points: readonly string[],
): Promise<Set<string>> {
  if (points.length === 0 || hashes.length === 0) return new Set();
  const rows = await db
    .selectFrom("turn_fact")
    .distinct()
    .select("resident_hash")
    .where("resident_hash", "in", hashes)
    .where("point", "in", points)
    .execute();
  return new Set(rows.map(({ resident_hash }) => resident_hash));
}
