import { sql } from "kysely";
import { z } from "zod";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Queries } from "../../db/schema.ts";

/** To whom a broadcast goes, always within its agency and its followers who consented to general news. */
export const audienceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("dossiers"), dossiers: z.array(z.number().int().positive()).min(1) }),
  /** By our id of the procedure. */
  z.object({ kind: z.literal("procedure"), procedure: z.string() }),
  /** Who has asked about a help point there; all, where the agency serves no other ward. */
  z.object({ kind: z.literal("ward"), ward: z.string() }),
  /** Whose conversation has led to the point. */
  z.object({ kind: z.literal("point"), point: z.string() }),
  z.object({ kind: z.literal("everyone") }),
  /** One account's own addresses. */
  z.object({ kind: z.literal("myself"), account: z.number().int() }),
]);
export type Audience = z.infer<typeof audienceSchema>;

/** A placeholder of a dossier has a value only where dossiers choose the recipients. */
export function isByDossier({ kind }: Audience): boolean {
  return kind === "dossiers" || kind === "procedure";
}

/** A follower of the agency's, on one account of one channel. */
export interface Candidate {
  readonly channel: "web" | "zalo" | "messenger";
  readonly account: string;
  readonly user_id: string;
  readonly language: string;
  readonly known_since: Date;
  /** Follows none of the dossiers in question any more. */
  readonly has_stopped: boolean;
  /** Whether the latest line of the ledger says yes to general news. */
  readonly has_consented: boolean;
  /** Ids, with blanks between. */
  readonly dossiers: string;
}

/** Few enough that working through a page holds up no reply. */
const pageSize = 100;

/** Every follower whom the audience means, whether they may be told or not, in an order that is the same each time. */
export async function* candidatesOf(
  db: Queries,
  agencyId: number,
  audience: Audience,
  catalog: Catalog,
): AsyncGenerator<readonly Candidate[]> {
  let after = { channel: "", account: "", user_id: "" };
  for (;;) {
    const { rows } = await sql<Candidate>`
      select follower.channel, follower.account, follower.user_id,
        max(follower.language) as language, max(follower.since) as known_since,
        bool_and(follower.stopped_at is not null) as has_stopped,
        coalesce(string_agg(dossier.id::text, ' ' order by dossier.id)
          filter (where follower.stopped_at is null), '') as dossiers,
        coalesce((select consent.is_given from consent
          where consent.channel = follower.channel and consent.account = follower.account
            and consent.user_id = follower.user_id and consent.purpose = 'news'
          order by consent.id desc limit 1), false) as has_consented
      from follower join dossier on dossier.id = follower.dossier_id
      where dossier.agency_id = ${agencyId} and follower.channel <> 'contact'
        and (follower.channel, follower.account, follower.user_id)
          > (${after.channel}, ${after.account}, ${after.user_id})
        and ${chosenBy(audience, catalog)}
      group by follower.channel, follower.account, follower.user_id
      order by follower.channel, follower.account, follower.user_id
      limit ${pageSize}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last;
  }
}

function chosenBy(audience: Audience, catalog: Catalog) {
  switch (audience.kind) {
    case "dossiers":
      return sql`dossier.id in (${sql.join(audience.dossiers)})`;
    case "procedure":
      return sql`dossier.procedure_code in (${sql.join(codesOf(audience.procedure, catalog))})`;
    case "ward":
    case "point":
    case "everyone":
    case "myself":
      return sql`true`;
  }
}

/** The national codes under which one-stop systems send the procedure. */
function codesOf(id: string, catalog: Catalog): string[] {
  const procedure = catalog.procedures.get(id);
  if (procedure === undefined) return [id];
  return [procedure.code ?? id, ...procedure.related_codes.map(({ code }) => code)];
}

/**
 * Where the audience is a place: which of these people the record has seen ask about it. Turns keep no name but a keyed hash, so
 * it is by the hash that they are known. null: the place makes no difference.
 */
export async function seenAtPlace(
  db: Queries,
  audience: Audience,
  hashes: readonly string[],
  { catalog, wards }: { readonly catalog: Catalog; readonly wards: readonly string[] },
): Promise<ReadonlySet<string> | null> {
  const points = pointsOf(audience, catalog, wards);
  if (points === null) return null;
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

function pointsOf(
  audience: Audience,
  { points }: Catalog,
  wards: readonly string[],
): string[] | null {
  if (audience.kind === "point") return [audience.point];
  if (audience.kind !== "ward") return null;
  const { ward } = audience;
  if (wards.length === 1 && wards[0] === ward) return null;
  return [...points.values()].filter((point) => point.ward_code === ward).map(({ id }) => id);
}
