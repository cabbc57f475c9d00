import { findName } from "../../catalog/procedures/procedure.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import { toLinkedDossier, toMenu, toProcedure } from "../conversations/transitions.ts";
import type { StartInput } from "../engine/input.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { TurnContext } from "../engine/turn.ts";

/** Greets somebody who begins, at the point that their link names, and begins what the link is for. */
export function handleStart(
  session: ConversationSession,
  { point: pointId, procedure, dossier, lost }: StartInput,
  { catalog }: TurnContext,
  isFirst: boolean,
): void {
  const point = findActivePoint(pointId, catalog);
  if (point !== undefined) session.location.setPoint(point);
  const isKnownProcedure = procedure !== undefined && findName(catalog, procedure) !== null;
  const isLost =
    lost !== undefined ||
    (pointId !== undefined && point === undefined) ||
    (procedure !== undefined && !isKnownProcedure);

  const { welcome, welcomeBack, welcomeAt, unknownLink, usedLink, refusedLink } =
    session.wording.conversation;
  if (lost === "used") session.say(usedLink);
  else if (lost === "refused") session.say(refusedLink);
  else if (isLost) session.say(unknownLink);
  else if (point !== undefined) session.say(welcomeAt(point.name));
  else session.say(isFirst ? welcome : welcomeBack);

  if (dossier !== undefined) session.begin(toLinkedDossier(dossier));
  else if (isKnownProcedure) session.begin(toProcedure(procedure));
  else if (isFirst || isLost || pointId !== undefined) session.begin(toMenu);
  else session.repeat();
}

/** Finds a point that is still in service: nobody is sent to one that has closed for good. */
export function findActivePoint(
  id: string | undefined,
  { points }: TurnContext["catalog"],
): HelpPoint | undefined {
  const point = id === undefined ? undefined : points.get(id);
  return point?.status === "active" ? point : undefined;
}
