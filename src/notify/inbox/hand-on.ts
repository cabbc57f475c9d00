import type { Catalog } from "../../catalog/catalog.ts";
import { selectAgencyNames } from "../../db/queries/agencies.ts";
import {
  selectColleagues,
  selectConversation,
  selectPointsWithTeams,
} from "../../db/queries/inbox.ts";
import type { DbHandle } from "../../db/schema.ts";
import { findColleague } from "./colleagues.ts";
import type { Colleague, Team } from "./conversation.ts";
import type { HandOnTargets, Press, PressResult } from "./inbox.ts";
import { nameForResident } from "./name-for-resident.ts";
import { changeOwn, type PressDependencies, press } from "./presses.ts";
import { promiseAnswer } from "./promise.ts";
import { scopeOf, toConversation } from "./read-conversation.ts";
import { describeTeam } from "./team.ts";

/** What residents call the administrators is in their own language: the flows put it in for an empty name. */
const administratorsName = "Quản trị";

/** To whom an account may hand a conversation on. */
export async function listTargets(
  db: DbHandle,
  catalog: Catalog,
  account: Colleague,
  taskId: number,
): Promise<HandOnTargets> {
  const row = await selectConversation(db, scopeOf(account), taskId);
  if (row === undefined) return { colleagues: [], teams: [] };
  const place = { pointId: row.point_id, agencyId: row.agency_id };
  const colleagues = await selectColleagues(db, place);
  const points = (await selectPointsWithTeams(db)).flatMap((pointId) => {
    const name = catalog.points.get(pointId)?.name;
    return name === undefined ? [] : [{ team: { kind: "point", pointId } as const, name }];
  });
  const agencies = (await selectAgencyNames(db)).map(({ id, name }) => ({
    team: { kind: "agency", agencyId: id } as const,
    name,
  }));
  const administrators = { team: { kind: "administrators" } as const, name: administratorsName };
  return {
    colleagues: colleagues
      .filter(({ id }) => id !== row.taken_by)
      .map(({ id, name }) => ({ id, name })),
    teams: [...points, ...agencies, administrators],
  };
}

/** Hands a conversation to a colleague, who has it at once. */
export function handOnToColleague(
  dependencies: PressDependencies,
  pressed: Press,
  accountId: number,
): Promise<PressResult> {
  return press(dependencies, pressed, async (tx, row) => {
    const colleague = await findColleague(tx, accountId);
    if (colleague === null) return null;
    const change = { taken_by: accountId, taken_at: pressed.at, status: "taken" };
    if (!(await changeOwn(tx, pressed, change))) return null;
    return {
      action: "task.hand-on",
      detail: `account ${accountId}`,
      words: `chuyển cho ${colleague.name}`,
      deed: { kind: "take" },
      name: await nameForResident(tx, dependencies.catalog(), colleague, row.point_id),
    };
  });
}

/** Hands a conversation to a team: it waits again, and the resident is told until when. */
export function handOnToTeam(
  dependencies: PressDependencies,
  pressed: Press,
  team: Team,
): Promise<PressResult> {
  return press(dependencies, pressed, async (tx, row) => {
    const catalog = dependencies.catalog();
    const { name, hours, agencyId } = await describeTeam(tx, catalog, team);
    const dueAt = promiseAnswer(hours, catalog, pressed.at);
    const change = {
      status: "waiting",
      taken_by: null,
      taken_at: null,
      team: team.kind,
      point_id: team.kind === "point" ? team.pointId : row.point_id,
      agency_id: agencyId ?? row.agency_id,
      due_at: dueAt,
      answered_at: null,
    };
    if (!(await changeOwn(tx, pressed, change))) return null;
    return {
      action: "task.hand-on",
      detail: teamSubject(team),
      words: `chuyển cho ${name ?? administratorsName}`,
      deed: { kind: "wait", promisedAt: dueAt.toISOString() },
      name: name ?? "",
    };
  });
}

/** Back to its own team: the resident was told about that one before. */
export function giveBack(dependencies: PressDependencies, pressed: Press): Promise<PressResult> {
  return press(dependencies, pressed, async (tx, row) => {
    const change = { status: "waiting", taken_by: null, taken_at: null };
    if (!(await changeOwn(tx, pressed, change))) return null;
    const { team } = toConversation(row, pressed.at);
    const { name } = await describeTeam(tx, dependencies.catalog(), team);
    return {
      action: "task.give-back",
      words: "trả lại cho người khác nhận",
      deed: { kind: "wait", promisedAt: null },
      name: name ?? "",
    };
  });
}

function teamSubject(team: Team): string {
  switch (team.kind) {
    case "point":
      return `point ${team.pointId}`;
    case "agency":
      return `agency ${team.agencyId}`;
    case "administrators":
      return team.kind;
  }
}
