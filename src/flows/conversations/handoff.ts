import { toLocalDay } from "../../catalog/local-time.ts";
import { type PointView, viewSinglePoint } from "../../catalog/points/nearest.ts";
import { ask, type Flow, type FlowContext, type Option, type Step } from "../engine/flow.ts";
import { answerBy } from "./answer-by.ts";

/** A person instead of the service: one who answers here, whom to call, or where to go. Begun with `@why`: asked or missed. */
export const handoffFlow: Flow = {
  id: "handoff",
  version: "2",
  title: () => null,
  next(answers, scene) {
    const wording = scene.wording.handoff;
    const missed = answers.get("@why") === "missed";
    if (!answers.has("contact")) {
      return missed
        ? { kind: "say", id: "contact", texts: [wording.missed], outcome: "missed" }
        : handOver("contact", [], scene);
    }
    switch (answers.get("next")) {
      case "keep":
        return { kind: "finish", outcome: "kept" };
      case "point":
        return { kind: "finish", outcome: "to-point", go: { flow: "find-point" } };
      case "menu":
        return { kind: "finish", outcome: "to-menu", go: { flow: "menu" } };
      case "person":
        return handOver("person", ["next", "person"], scene);
    }
    return {
      kind: "choice",
      id: "next",
      ask: wording.ask,
      open: true,
      options: ways(missed, scene),
    };
  },
};

/** Leaves the talk to a person at the desk; whom to call or where to go is said in any case, for who can't wait. */
function handOver(id: string, forget: readonly string[], scene: FlowContext): Step {
  const { now, catalog, point, lately, wording } = scene;
  const dueAt = answerBy(now, catalog.calendar).toISOString();
  const request = { port: "task.open", kind: "person", point, lines: lately(), dueAt } as const;
  return ask<"task.open">(request, (due) => {
    const elsewhere = personFor(scene);
    const texts =
      due === null
        ? [elsewhere ?? wording.handoff.noPhone]
        : [
            wording.handoff.handedOver(toLocalDay(due), now),
            ...(elsewhere === null ? [] : [elsewhere]),
          ];
    return { kind: "say", id, texts, forget, outcome: "handoff" };
  });
}

function ways(missed: boolean, { waiting, wording: { handoff: wording } }: FlowContext): Option[] {
  const keep: Option[] =
    waiting === null
      ? []
      : [{ value: "keep", label: wording.keepOn, full: wording.keepOnFull(waiting) }];
  const person: Option[] = missed
    ? [{ value: "person", label: wording.person, full: wording.personFull }]
    : [];
  return [
    ...keep,
    ...person,
    { value: "point", label: wording.point, full: wording.pointFull },
    { value: "menu", label: wording.menu },
  ];
}

/** Where a person is to be found. */
export type ContactContext = Pick<
  FlowContext,
  "catalog" | "now" | "contactPhone" | "wording" | "point" | "place"
>;

/** The point's own phone, else the line to call, else where a person is; never a number nobody gave. null where none of these is known. */
export function personFor(scene: ContactContext): string | null {
  const { contactPhone, now } = scene;
  const { handoff: wording, points } = scene.wording;
  const view = pointHere(scene) ?? pointNearby(scene);
  if (view?.point.phone) return wording.callPoint(view.point.name, view.point.phone);
  if (contactPhone !== null) return wording.callLine(contactPhone);
  if (view === undefined) return null;
  return wording.visit(view.point.name, view.point.address, points.open(view, now));
}

/** The point whose link or kiosk began the conversation. */
function pointHere({ catalog, point: id, now }: ContactContext): PointView | undefined {
  const point = id === null ? undefined : catalog.points.get(id);
  return point === undefined ? undefined : viewSinglePoint(point, catalog.calendar, now);
}

function pointNearby({ catalog, place, now }: ContactContext): PointView | undefined {
  if (place === null) return undefined;
  return catalog.findPointsToVisit({ from: place, during: null, now, limit: 1 })[0];
}
