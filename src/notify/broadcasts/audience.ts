import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Catalog } from "../../catalog/catalog.ts";
import type { DbHandle } from "../../db/schema.ts";

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

/** A follower of the agency's, on one account of one channel, with what their dossiers know. */
export interface AudienceMember {
  readonly channel: "web" | "zalo" | "messenger";
  readonly account: string;
  readonly user_id: string;
  readonly language: string;
  readonly known_since: Date;
  /** Follows none of the dossiers in question any more. */
  readonly has_stopped: boolean;
  /** Ids, with blanks between. */
  readonly dossiers: string;
  readonly has_phone: boolean;
  readonly has_email: boolean;
  readonly has_procedure: boolean;
  readonly has_day: boolean;
  /** For what the latest line of the ledger of consents is a yes, with blanks between. */
  readonly purposes: string;
}

/** Few enough that working through a page holds up no reply. */
const pageSize = 500;

/** Every follower whom the audience means, whether they may be told or not, in an order that is the same each time. */
export async function* candidatesOf(
  db: DbHandle,
  agencyId: number,
  audience: Audience,
  catalog: Catalog,
): AsyncGenerator<readonly AudienceMember[]> {
  const read = (
    after: Pick<AudienceMember, "account" | "user_id"> & { readonly channel: string },
  ) => {
    const page = readPage(db, agencyId, chosenBy(audience, catalog), after);
    // Who stops reading is not told of a page that nobody waits for.
    page.catch(() => undefined);
    return page;
  };
  let next = read({ channel: "", account: "", user_id: "" });
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (last === undefined) return;
    // The database looks for the next while this one is worked through.
    next = read(last);
    yield page;
  }
}

async function readPage(
  db: DbHandle,
  agencyId: number,
  chosen: RawBuilder<unknown>,
  { channel, account, user_id }: { channel: string; account: string; user_id: string },
): Promise<readonly AudienceMember[]> {
  const { rows } = await sql<AudienceMember>`
    with page as (
      select follower.channel, follower.account, follower.user_id,
        max(follower.language) as language, max(follower.since) as known_since,
        bool_and(stopped_at is not null) as has_stopped,
        coalesce(string_agg(dossier.id::text, ' ' order by dossier.id)
          filter (where stopped_at is null), '') as dossiers,
        coalesce(bool_or(phone_sealed is not null) filter (where stopped_at is null), false)
          as has_phone,
        coalesce(bool_or(email_sealed is not null) filter (where stopped_at is null), false)
          as has_email,
        coalesce(bool_or(procedure_name <> '') filter (where stopped_at is null), false)
          as has_procedure,
        coalesce(bool_or(promised_at is not null) filter (where stopped_at is null), false)
          as has_day
      from follower join dossier on dossier.id = follower.dossier_id
      where dossier.agency_id = ${agencyId} and follower.channel <> 'contact'
        and (follower.channel, follower.account, follower.user_id)
          > (${channel}, ${account}, ${user_id})
        and ${chosen}
      group by follower.channel, follower.account, follower.user_id
      order by follower.channel, follower.account, follower.user_id
      limit ${pageSize})
    select page.*, coalesce((
      select string_agg(purpose, ' ') from (
        select distinct on (purpose) purpose, is_given from consent
        where consent.channel = page.channel and consent.account = page.account
          and consent.user_id = page.user_id
        order by purpose, id desc) latest
      where is_given), '') as purposes
    from page order by channel, account, user_id`.execute(db);
  return rows;
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
  db: DbHandle,
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
