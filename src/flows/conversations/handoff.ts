import type { Calendar } from "../../catalog/hours/calendar.ts";
import { addDays, toInstant, toLocalDay } from "../../catalog/local-time.ts";
import type { PointView } from "../../catalog/points/nearest.ts";
import { findPhoneNumbers } from "../../phone/phone-number.ts";
import {
  type Answers,
  askPort,
  type ChoiceQuestion,
  type FlowContext,
  type Option,
  type ParsedAnswer,
  type PassingFlow,
  type Step,
} from "../engine/flow.ts";
import type { ContactKind } from "../engine/ports.ts";
import { findNumberForPoint, findNumberNearby } from "./number-to-call.ts";
import { toFindPoint, toMenu } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    handoff: true;
  }
}

/** Decree 356/2025/NĐ-CP: a request about personal data is answered within 2 working days. */
const workingDaysToAnswer = 2;
/** Offices close at five. */
const endOfWorkMinute = 17 * 60;
/** Tết closes offices for about ten days at most. */
const maxDaysAhead = 30;

/** A person instead of the service: one who answers here, one to call, or where to go. Given `@why`: asked or missed. */
export const handoffFlow: PassingFlow<"handoff"> = {
  id: "handoff",
  kind: "interruption",
  version: "3",
  next(answers, context) {
    const wording = context.wording.handoff;
    const isMissed = answers.get("@why") === "missed";
    if (!answers.has("contact")) {
      return isMissed
        ? { kind: "say", id: "contact", texts: [wording.missed], outcome: "missed" }
        : handOver("contact", [], context);
    }
    const reach = answers.get("@reach") === "ask" ? askHowToReach(answers, context) : null;
    if (reach !== null) return reach;
    switch (answers.get("next")) {
      case "keep":
        return { kind: "finish", outcome: "kept" };
      case "point":
        return { kind: "finish", outcome: "to-point", to: toFindPoint() };
      case "menu":
        return { kind: "finish", outcome: "to-menu", to: toMenu };
      case "person":
        return handOver("person", ["next", "person", "reached"], context);
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

/** Hands the conversation to a person at the desk, and says whom to call or where to go for those who can't wait. */
function handOver(id: string, forget: readonly string[], context: FlowContext): Step {
  const { now, point, place, about, language, transcript, wording } = context;
  const request = {
    port: "task.person",
    point,
    ward: place?.ward ?? null,
    procedure: about,
    language,
    lines: transcript(),
  } as const;
  return askPort<"task.person">(request, ({ team, colleague, dueAt, asksContact }) => {
    const contact = findContact(context);
    const who = colleague ?? team ?? wording.handoff.guides;
    return {
      kind: "say",
      id,
      texts: [wording.handoff.handedOver(who, dueAt, now), ...(contact === null ? [] : [contact])],
      keep: [["@reach", asksContact ? "ask" : ""]],
      forget,
      desk: { status: colleague === null ? "waiting" : "taken", who },
      outcome: "handoff",
    };
  });
}

const refused = "none";

/** A visitor of the web page may leave a number or an address; null once that is settled. It is never kept in the state. */
function askHowToReach(
  answers: Answers,
  { wording: { handoff: wording } }: FlowContext,
): Step | null {
  if (answers.has("reached")) return null;
  const reach = answers.get("reach");
  if (reach === undefined) return reachQuestion(wording);
  const forget = ["reach"];
  if (reach === refused)
    return { kind: "say", id: "reached", texts: [wording.reachRefused], forget };
  const kind: ContactKind = reach.includes("@") ? "email" : "phone";
  return askPort<"task.contact">({ port: "task.contact", kind, value: reach }, () => ({
    kind: "say",
    id: "reached",
    texts: [wording.reachKept(kind)],
    forget,
  }));
}

function reachQuestion(wording: FlowContext["wording"]["handoff"]): ChoiceQuestion {
  return {
    kind: "choice",
    id: "reach",
    ask: wording.reachAsk,
    open: true,
    options: [{ value: refused, label: wording.reachNone, words: wording.reachNoneWords }],
    parse: (typed) => readContact(typed, wording.reachUnread),
    holdsSecret: (typed) => readContact(typed, null).ok,
  };
}

const emailAddress = /[^\s@<>,;"]{1,64}@[^\s@<>,;."]+(?:\.[^\s@<>,;."]+)+/;

function readContact(typed: string, unread: string | null): ParsedAnswer {
  const email = emailAddress.exec(typed)?.[0].replace(/\.$/, "");
  if (email !== undefined) return { ok: true, value: email };
  const [phone] = findPhoneNumbers(typed);
  if (phone !== undefined) return { ok: true, value: phone.national };
  const isTried = typed.includes("@") || /\d(?:\D?\d){6}/.test(typed);
  return isTried ? { ok: false, say: unread, meant: true } : { ok: false, say: null };
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

/** When a request about personal data is answered that is made now: at the end of the second working day after today. */
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
