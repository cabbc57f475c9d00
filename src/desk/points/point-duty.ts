import { toLocalDay } from "../../catalog/local-time.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { selectTeamOfPoint } from "../../db/queries/point-teams.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";

/** Returns who of a point's team is on duty today; null for a role that does not say so. */
export async function describeDuty(
  point: HelpPoint,
  { account, now }: Pick<SignedInRequest, "account" | "now">,
  { database }: DeskContext,
) {
  if (account.role === "official") return null;
  const people = point.duty?.day === toLocalDay(now) ? point.duty.people : [];
  const isOn = (id: number) => people.some((one) => one.account === id);
  const team = await selectTeamOfPoint(database.db, point.id);
  return {
    isMember: team.some(({ id }) => id === account.id),
    isMine: isOn(account.id),
    names: people.map(({ name }) => name).join(", "),
    team: team.map(({ id, name }) => ({ id, name, isOn: isOn(id) })),
  };
}
