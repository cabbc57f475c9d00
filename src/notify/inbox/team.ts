import type { Catalog } from "../../catalog/catalog.ts";
import type { PointHours } from "../../catalog/hours/point-hours.ts";
import { selectAgencyName, selectWardsOfAgency } from "../../db/queries/agencies.ts";
import {
  findAgencyOfProcedure,
  findAgencyOfWard,
  selectColleagues,
} from "../../db/queries/inbox.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Team } from "./conversation.ts";
import { officeHours } from "./promise.ts";

/** Who answers a conversation, what residents call them, when they are there, and whose officials see it. */
export interface AnsweringTeam {
  readonly team: Team;
  /** null: the administrators. */
  readonly name: string | null;
  readonly hours: PointHours;
  readonly agencyId: number | null;
}

interface Origin {
  readonly point: string | null;
  readonly ward: string | null;
  readonly procedure: string | null;
}

/**
 * Finds who answers a conversation: the team of the point where it began; otherwise the officials of the ward's or the procedure's
 * agency; otherwise the administrators. A team that nobody belongs to answers nobody.
 */
export async function findTeam(
  db: DbHandle,
  catalog: Catalog,
  { point: pointId, ward, procedure }: Origin,
): Promise<AnsweringTeam> {
  const point = catalog.points.get(pointId ?? "");
  const place = point?.ward_code ?? ward;
  const agencyId =
    (place === null || place === undefined
      ? undefined
      : await findAgencyOfWard(db, place, procedure)) ??
    (procedure === null ? undefined : await findAgencyOfProcedure(db, procedure)) ??
    null;
  const colleagues = await selectColleagues(db, { pointId: point?.id ?? null, agencyId });
  const has = (role: string) => colleagues.some((colleague) => colleague.role === role);
  if (point !== undefined && has("staff"))
    return { ...(await pointTeam(catalog, point.id)), agencyId };
  if (agencyId !== null && has("official")) {
    return describeTeam(db, catalog, { kind: "agency", agencyId });
  }
  return { ...administrators(catalog), agencyId };
}

/** Describes a team that was chosen. A point's conversations are seen by the officials of its ward's agency, too. */
export async function describeTeam(
  db: DbHandle,
  catalog: Catalog,
  team: Team,
): Promise<AnsweringTeam> {
  switch (team.kind) {
    case "point": {
      const ward = catalog.points.get(team.pointId)?.ward_code;
      const agencyId = ward ? await findAgencyOfWard(db, ward, null) : undefined;
      return { ...(await pointTeam(catalog, team.pointId)), agencyId: agencyId ?? null };
    }
    case "agency": {
      const { agencyId } = team;
      const name = (await selectAgencyName(db, agencyId))?.name ?? null;
      return { team, name, hours: await agencyHours(db, catalog, agencyId), agencyId };
    }
    case "administrators":
      return administrators(catalog);
  }
}

async function pointTeam(
  catalog: Catalog,
  pointId: string,
): Promise<Omit<AnsweringTeam, "agencyId">> {
  const point = catalog.points.get(pointId);
  const hours =
    point === undefined ? officeHours(catalog) : catalog.viewPoint(point, new Date(0)).hours;
  return { team: { kind: "point", pointId }, name: point?.name ?? null, hours };
}

function administrators(catalog: Catalog): AnsweringTeam {
  const team = { kind: "administrators" } as const;
  return { team, name: null, hours: officeHours(catalog), agencyId: null };
}

/** The hours of the service centre in one of the wards that the agency serves; otherwise the usual ones. */
async function agencyHours(db: DbHandle, catalog: Catalog, agencyId: number): Promise<PointHours> {
  const wards = new Set(await selectWardsOfAgency(db, agencyId));
  for (const point of catalog.points.values()) {
    if (point.kind === "help_point" || !wards.has(point.ward_code ?? "")) continue;
    const { hours } = catalog.viewPoint(point, new Date(0));
    if (hours.basis !== null) return hours;
  }
  return officeHours(catalog);
}
