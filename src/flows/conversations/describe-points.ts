import type { VisitView } from "../../catalog/points/points-to-visit.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import {
  letterOf,
  type PointCard,
  type PointCards,
  type TextMessage,
} from "../../wording/message.ts";
import type { FlowContext } from "../engine/flow.ts";
import type { Said } from "../engine/turn-output.ts";
import { findNumberForPlace, findNumberForPoint } from "./number-to-call.ts";
import { type FoundPoints, type PointQuestion, searchPoints } from "./search-points.ts";
import { describePolice, describeResidence } from "./who-decides.ts";

/** More is not read on a small screen; then what is said beside the answer is left out. */
const maxBestLength = 600;

export interface PointAnswer {
  readonly said: Said;
  /** The ids of the points to show when the resident asks for more. */
  readonly others: readonly string[];
}

/** Answers where to go from a place at a time: in the first line, then with the one point to go to. */
export function describeBestPoint(question: PointQuestion, context: FlowContext): PointAnswer {
  const wording = context.wording.points;
  const found = searchPoints(question, context);
  const [best, ...others] = found.views;
  const police = describePolice(found.procedure, question, context);
  const isOwnWard = best?.reason === "own-ward";
  const decides =
    found.residence === null
      ? ""
      : describeResidence(found.residence, isOwnWard, question, context);
  if (best === undefined) {
    const none = wording.none(findNumberForPlace(question.place, context));
    return { said: joinWords("\n\n", police, decides, none), others: [] };
  }
  // What follows a semicolon says who else takes part.
  const [decider = ""] = (found.agency ?? "").split(";");
  const isSaid = isOwnWard || police !== "" || decides !== "";
  const agency = isSaid || decider === "" ? "" : wording.agency(decider);
  // Where the police receive residents, that is the answer, whatever the help points do.
  const isAnswered = police !== "" && best.isOpenDuring !== true;
  const opening = isAnswered ? "" : answer(best, found, question, context);
  const first = joinWords(" ", police, decides, opening);
  const around = describePlace(question, context);
  const cards = [layOut(best, true, found, question, context)];
  const say = (...second: readonly string[]) =>
    sayCards(joinWords("\n", first, joinWords(" ", ...second)), cards, question, context);
  const tries = [say(around, agency), say(agency), say(around)];
  return {
    said: tries.find(({ text }) => text.length <= maxBestLength) ?? say(),
    others: others.map(({ point }) => point.id),
  };
}

/** Tells of the points with these ids, which the best one left out. */
export function describeOtherPoints(
  question: PointQuestion,
  ids: readonly string[],
  context: FlowContext,
): Said {
  const found = searchPoints(question, context);
  const named = found.views.filter(({ point }) => ids.includes(point.id));
  // Hours that changed meanwhile may have brought other points; the first of them was shown.
  const views = named.length > 0 ? named : found.views.slice(1);
  const cards = views.map((view) => layOut(view, false, found, question, context));
  return sayCards(context.wording.points.others(cards.length), cards, question, context);
}

/** The first line: whether something is open when the resident comes, or what else was asked. */
function answer(
  best: VisitView,
  { next, residence, areAllFar }: FoundPoints,
  { place, time }: PointQuestion,
  context: FlowContext,
): string {
  const { now } = context;
  const wording = context.wording.points;
  if (best.reason === "own-ward") {
    const isKnownOpen = time === null || best.isOpenDuring === true;
    return joinWords(
      " ",
      residence === null ? wording.onlyOwnCentre : "",
      isKnownOpen ? "" : wording.ownCentreHours(time, now, best.isOpenDuring === false),
    );
  }
  if (time !== null && best.isOpenDuring === true) {
    const isByRule = best.hours.basis !== "point";
    return wording.openThen(time, now, nameShortly(best.point), isByRule);
  }
  if (time !== null) {
    const opening = next && { place: nameShortly(next.view.point), at: next.at };
    return wording.noneOpen(time, now, opening);
  }
  return areAllFar
    ? wording.allFar(findNumberForPlace(place, context))
    : wording.nearest(nameShortly(best.point));
}

/** "654 Phạm Văn Chí" or "Trung tâm xã Long Hồ", as neighbours say it. */
function nameShortly({ address, name }: HelpPoint): string {
  return address?.replace(/ ?\([^()]*\)/g, "") ?? name.replace("Phục vụ hành chính công ", "");
}

function describePlace(
  { place }: PointQuestion,
  { catalog, wording: { points: wording } }: FlowContext,
): string {
  const ward = catalog.wards.get(place.ward ?? "");
  const province = catalog.provinces.get(ward?.province_code ?? "");
  return ward && province ? wording.around(`${ward.name}, ${province.name}`) : "";
}

function layOut(
  view: VisitView,
  isBest: boolean,
  { procedureAsked }: FoundPoints,
  { place, time }: PointQuestion,
  context: FlowContext,
): PointCard {
  return context.wording.points.card(view, {
    now: context.now,
    during: time,
    ward: place.ward,
    procedureAsked,
    isBest,
    call: findNumberForPoint(view.point, context),
  });
}

function sayCards(
  head: string,
  points: readonly PointCard[],
  { place: { lat, lon, ward } }: PointQuestion,
  context: FlowContext,
): Pick<TextMessage, "text" | "cards"> {
  const wording = context.wording.points;
  const isList = points.length > 1;
  const texts = points.map((card, index) =>
    wording.cardText(card, isList ? letterOf(index) : null),
  );
  const cards: PointCards = {
    head,
    points,
    from: ward === null ? { lat, lon } : null,
    words: wording.cardWords,
  };
  return { text: joinWords("\n\n", head, ...texts), cards };
}

function joinWords(between: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(between);
}
