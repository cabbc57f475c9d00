import { z } from "zod";
import type { Catalog } from "../../catalog/catalog.ts";
import {
  type AudienceFilter,
  type AudienceRow,
  selectAudiencePage,
} from "../../db/queries/broadcast-audience.ts";
import { selectResidentsAtPoints } from "../../db/queries/resident-activity.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { ResidentColumns } from "../../db/tables/resident-columns.ts";

/** Who gets a broadcast; always limited to the agency's followers who consented to general news. */
export const audienceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("dossiers"), dossiers: z.array(z.number().int().positive()).min(1) }),
  /** By our id of the procedure. */
  z.object({ kind: z.literal("procedure"), procedure: z.string() }),
  /** Residents who have asked about a help point in the ward; all, if the agency serves no other ward. */
  z.object({ kind: z.literal("ward"), ward: z.string() }),
  /** Residents whose conversation has led to the help point. */
  z.object({ kind: z.literal("point"), point: z.string() }),
  z.object({ kind: z.literal("everyone") }),
  /** The test addresses of one account. */
  z.object({ kind: z.literal("myself"), account: z.number().int() }),
]);
export type Audience = z.infer<typeof audienceSchema>;

/** Whether dossiers choose the recipients: only then do placeholders of a dossier have values. */
export function isByDossier({ kind }: Audience): boolean {
  return kind === "dossiers" || kind === "procedure";
}

/** Small enough that working through a page delays no reply. */
const pageSize = 500;

/** Yields every follower in the audience, whether they may be notified or not, always in the same order. */
export async function* audiencePages(
  db: DbHandle,
  agencyId: number,
  audience: Audience,
  catalog: Catalog,
): AsyncGenerator<readonly AudienceRow[]> {
  const filter = filterOf(audience, catalog);
  const readPage = (after: ResidentColumns) => {
    const page = selectAudiencePage(db, agencyId, filter, { after, limit: pageSize });
    // If the caller stops reading, nobody awaits this page; otherwise the `await` below gets the error.
    page.catch(() => undefined);
    return page;
  };
  let next = readPage({ channel: "", account: "", user_id: "" });
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (last === undefined) return;
    // The database reads the next page while the caller works through this one.
    next = readPage(last);
    yield page;
  }
}

function filterOf(audience: Audience, catalog: Catalog): AudienceFilter {
  switch (audience.kind) {
    case "dossiers":
      return { by: "id", ids: audience.dossiers };
    case "procedure":
      return { by: "procedure", codes: codesOf(audience.procedure, catalog) };
    case "ward":
    case "point":
    case "everyone":
    case "myself":
      return { by: "all" };
  }
}

/** The national codes under which one-stop systems send the procedure. */
function codesOf(id: string, catalog: Catalog): string[] {
  const procedure = catalog.procedures.get(id);
  if (procedure === undefined) return [id];
  return [procedure.code ?? id, ...procedure.related_codes.map(({ code }) => code)];
}

/**
 * If the audience is a place, returns which of these residents have asked about it; null if the place makes no difference.
 * Residents are known by their hash, because turn facts hold no names.
 */
export async function findResidentsOfPlace(
  db: DbHandle,
  audience: Audience,
  hashes: readonly string[],
  { catalog, wards }: { readonly catalog: Catalog; readonly wards: readonly string[] },
): Promise<ReadonlySet<string> | null> {
  const points = pointsOf(audience, catalog, wards);
  return points === null ? null : selectResidentsAtPoints(db, hashes, points);
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
