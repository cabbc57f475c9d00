import { selectAgencyNames } from "../../db/queries/agencies.ts";
import { selectPointsWithTeams } from "../../db/queries/inbox.ts";
import type { CannedReply } from "../../notify/inbox/canned-replies.ts";
import type { DeskContext } from "../framework/route.ts";
import type { Account } from "../identity/account.ts";

/** Who may use a canned reply, as a form's choice. */
export interface CannedOwner {
  /** "all", `agency:ID` or `point:ID`. */
  readonly value: string;
  readonly name: string;
  readonly agencyId: number | null;
  readonly pointId: string | null;
}

/** Returns for whom an account may write canned replies, its own team first. */
export async function listOwners(
  { database: { db }, catalog }: DeskContext,
  { role, agencyId, pointIds }: Account,
): Promise<readonly CannedOwner[]> {
  const agencies = (await selectAgencyNames(db)).map(({ id, name }) => ofAgency(id, name));
  const ofPoints = (ids: readonly string[]) =>
    ids.map((id) => ofPoint(id, catalog().points.get(id)?.name ?? id));
  switch (role) {
    case "staff":
      return ofPoints(pointIds);
    case "official":
      return agencies.filter((owner) => owner.agencyId === agencyId);
    case "administrator":
      return [everybody, ...agencies, ...ofPoints(await selectPointsWithTeams(db))];
  }
}

/** Returns the value of a reply's owner in the form. */
export function ownerValue({
  agencyId,
  pointId,
}: Pick<CannedReply, "agencyId" | "pointId">): string {
  if (pointId !== null) return `point:${pointId}`;
  return agencyId === null ? everybody.value : `agency:${agencyId}`;
}

const everybody: CannedOwner = {
  value: "all",
  name: "Mọi người ở bàn làm việc",
  agencyId: null,
  pointId: null,
};

function ofAgency(id: number, name: string): CannedOwner {
  return { value: `agency:${id}`, name, agencyId: id, pointId: null };
}

function ofPoint(id: string, name: string): CannedOwner {
  return { value: `point:${id}`, name, agencyId: null, pointId: id };
}
