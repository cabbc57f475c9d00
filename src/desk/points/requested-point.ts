import type { HelpPoint } from "../../catalog/schema.ts";
import { notFound } from "../framework/errors.ts";
import type { DeskContext, Owner, SignedInRequest } from "../framework/route.ts";
import { wardsOfAccount } from "./points-page.ts";

/** A point belongs to its team, and to every agency that serves its ward. For the route table. */
export async function findPointOwner(
  { params, account }: SignedInRequest,
  desk: DeskContext,
): Promise<Owner | null> {
  const point = activePoint(params["point"], desk);
  if (point === null) return null;
  const wards = await wardsOfAccount(account, desk.database.db);
  return {
    pointId: point.id,
    agencyId: wards.has(point.ward_code ?? "") ? account.agencyId : null,
  };
}

/** Returns the active point that the path names. */
export function requirePoint({ params }: SignedInRequest, desk: DeskContext): HelpPoint {
  const point = activePoint(params["point"], desk);
  if (point === null) throw notFound();
  return point;
}

function activePoint(id: string | undefined, { catalog }: DeskContext): HelpPoint | null {
  const point = catalog().points.get(id ?? "");
  return point?.status === "active" ? point : null;
}
