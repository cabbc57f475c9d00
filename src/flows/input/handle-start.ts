import type { HelpPoint } from "../../catalog/schema.ts";
import type { StartInput } from "../engine/input.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { TurnContext } from "../engine/turn.ts";

/** Somebody comes: greets them, at the place that their link names, and begins what it is for. */
export function arrive(
  talk: ConversationSession,
  { point: pointId, procedure, dossier, lost: leadsNowhere }: StartInput,
  { catalog }: TurnContext,
  first: boolean,
): void {
  const point = activePoint(pointId, catalog);
  if (point !== undefined) talk.where.standAt(point);
  const knownProcedure = procedure !== undefined && catalog.procedures.has(procedure);
  const lost =
    leadsNowhere !== undefined ||
    (pointId !== undefined && point === undefined) ||
    (procedure !== undefined && !knownProcedure);

  const { welcome, welcomeBack, welcomeAt, unknownLink, usedLink } = talk.wording.conversation;
  if (leadsNowhere === "used") talk.say(usedLink);
  else if (lost) talk.say(unknownLink);
  else if (point !== undefined) talk.say(welcomeAt(point.name));
  else talk.say(first ? welcome : welcomeBack);

  if (dossier !== undefined) {
    talk.begin({ flow: "dossier", answers: [["@link", String(dossier)]] });
  } else if (knownProcedure) talk.begin({ flow: `procedure:${procedure}` });
  else if (first || lost || pointId !== undefined) talk.begin({ flow: "menu" });
  else talk.repeat();
}

/** Nobody is sent to a point that is no more. */
export function activePoint(
  id: string | undefined,
  { points }: TurnContext["catalog"],
): HelpPoint | undefined {
  const point = id === undefined ? undefined : points.get(id);
  return point?.status === "active" ? point : undefined;
}
