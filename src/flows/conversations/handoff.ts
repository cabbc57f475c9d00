import type { Calendar } from "../../catalog/hours/calendar.ts";
import { addDays, toInstant, toLocalDay } from "../../catalog/local-time.ts";
import type { PointView } from "../../catalog/points/nearest.ts";
import {
  askPort,
  type FlowContext,
  type Option,
  type PassingFlow,
  type Step,
} from "../engine/flow.ts";
import { findNumberForPoint, findNumberNearby } from "./number-to-call.ts";
import { toFindPoint, toMenu } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    handoff: true;
  }
}

/** Decree 356/2025/NĐ-CP: a request about personal data is answered within 2 working days. So is everything else that needs a person. */
const workingDaysToAnswer = 2;
/** Offices close at five. */
const endOfWorkMinute = 17 * 60;
/** Tết closes offices for about ten days at most. */
const maxDaysAhead = 30;

/** A person instead of the service: one who answers here, one to call, or where to go. Given `@why`: asked or missed. */
export const handoffFlow: PassingFlow<"handoff"> = {
  id: "handoff",
  kind: "interruption",
  version: "2",
  next(answers, context) {
    const wording = context.wording.handoff;
    const isMissed = answers.get("@why") === "missed";
    if (!answers.has("contact")) {
      return isMissed
        ? { kind: "say", id: "contact", texts: [wording.missed], outcome: "missed" }
        : handOver("contact", [], context);
    }
    switch (answers.get("next")) {
      case "keep":
        return { kind: "finish", outcome: "kept" };
      case "point":
        return { kind: "finish", outcome: "to-point", to: toFindPoint() };
      case "menu":
        return { kind: "finish", outcome: "to-menu", to: toMenu };
      case "person":
        return handOver("person", ["next", "person"], context);
    }
    return {
      kind: "choice",
      id: "next",
      ask: wording.ask,
      open: true,
      options: nextOptions(isMissed, context),
    };
  },
};

/** Opens a task for a person at the desk. In any case it says whom to call or where to go, for those who can't wait. */
function handOver(id: string, forget: readonly string[], context: FlowContext): Step {
  const { now, catalog, point, transcript, wording } = context;
  const dueAt = dueTime(now, catalog.calendar).toISOString();
  const lines = transcript();
  const request = { port: "task.open", kind: "person", point, lines, dueAt } as const;
  return askPort<"task.open">(request, (due) => {
    const contact = findContact(context);
    const texts =
      due === null
        ? [contact ?? wording.handoff.noPhone]
        : [
            wording.handoff.handedOver(toLocalDay(due), now),
            ...(contact === null ? [] : [contact]),
          ];
    return { kind: "say", id, texts, forget, outcome: "handoff" };
  });
}

function nextOptions(
  isMissed: boolean,
  { waiting, wording: { handoff: wording } }: FlowContext,
): Option[] {
  const keep: Option[] =
    waiting === null
      ? []
      : [{ value: "keep", label: wording.keepOn, full: wording.keepOnFull(waiting) }];
  const person: Option[] = isMissed
    ? [{ value: "person", label: wording.person, full: wording.personFull }]
    : [];
  return [
    ...keep,
    ...person,
    { value: "point", label: wording.point, full: wording.pointFull },
    { value: "menu", label: wording.menu },
  ];
}

/** What is needed to find a person for the resident. */
type ContactContext = Pick<
  FlowContext,
  "catalog" | "now" | "contactPhone" | "wording" | "point" | "place"
>;

/**
 * Returns the point's own phone, otherwise the configured number, the one of its ward, province or the country, or else
 * where a person is; never a number that nobody gave. null if none of these is known.
 */
export function findContact(context: ContactContext): string | null {
  const { contactPhone, now } = context;
  const { handoff: wording, points } = context.wording;
  const view = viewCurrentPoint(context) ?? viewNearestPoint(context);
  if (view?.point.phone) return wording.callPoint(view.point.name, view.point.phone);
  if (contactPhone !== null) return wording.callLine(contactPhone);
  if (view === undefined) {
    const call = findNumberNearby(context);
    return call === null ? null : points.callOffice(call);
  }
  const local = findNumberForPoint(view.point, context);
  if (local !== null) return points.callOffice(local);
  const { country } = context.catalog.phones;
  const visit = wording.visit(view.point.name, view.point.address, points.open(view, now));
  // The country's line answers about procedures, and doesn't know the point.
  return country === null ? visit : `${visit}\n\n${points.callOffice(country)}`;
}

/** The point whose link or kiosk began the conversation. */
function viewCurrentPoint({ catalog, point: id, now }: ContactContext): PointView | undefined {
  const point = id === null ? undefined : catalog.points.get(id);
  return point === undefined ? undefined : catalog.viewPoint(point, now);
}

function viewNearestPoint({ catalog, place, now }: ContactContext): PointView | undefined {
  if (place === null) return undefined;
  return catalog.findPointsToVisit({ from: place, during: null, now, limit: 1 })[0];
}

/** When a person answers who is asked now: at the end of the second working day after today. */
export function dueTime(now: Date, calendar: Calendar): Date {
  const today = toLocalDay(now);
  let day = today;
  let workingDays = 0;
  for (let ahead = 1; ahead <= maxDaysAhead && workingDays < workingDaysToAnswer; ahead += 1) {
    day = addDays(today, ahead);
    const { weekday, closed } = calendar.day(day);
    if (closed === null && weekday <= 5) workingDays += 1;
  }
  return toInstant(day, endOfWorkMinute);
}
