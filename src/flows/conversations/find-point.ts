import { formatPlaceName, type PlaceMatch } from "../../catalog/places/find-places.ts";
import { findName } from "../../catalog/procedures/procedure.ts";
import type { VisitTime } from "../../wording/point-layout.ts";
import type { Wording } from "../../wording/wording.ts";
import type {
  Answers,
  ChoiceQuestion,
  FlowContext,
  LocationQuestion,
  Option,
  ParsedAnswer,
  Step,
  TaskFlow,
} from "../engine/flow.ts";
import { describeBestPoint, describeOtherPoints } from "./describe-points.ts";
import {
  decodeSearchOrigin,
  encodeWard,
  findPlainPlace,
  findProvinceNamed,
  parseFoundPlace,
  type SearchOrigin,
} from "./search-origin.ts";
import type { PointQuestion } from "./search-points.ts";
import { toMenu } from "./transitions.ts";
import { decodeTime, parseVisitTime, timeOptions } from "./visit-time.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    "find-point": true;
  }
}

/**
 * Where to go and when: the place, the time, then the best point, and two more if they are asked for. Given any of `@procedure`,
 * `@place` and `@when`.
 */
export const findPointFlow: TaskFlow<"find-point"> = {
  id: "find-point",
  kind: "task",
  version: "1",
  title: ({ points }) => points.title,
  next(answers, context) {
    const place = choosePlace(answers, context);
    if ("kind" in place) return place;
    const when = chooseTime(answers, place, context);
    if ("kind" in when) return when;
    const question = { place, time: when.time, about: answers.get("@procedure") ?? "" };
    if (!answers.has("points")) return sayBest(question, context);
    const others = (answers.get("@others") ?? "").split(",").filter((id) => id !== "");
    if (answers.get("next") === "more" && !answers.has("more")) {
      const texts = [describeOtherPoints(question, others, context)];
      return { kind: "say", id: "more", texts, outcome: "points", forget: ["next"] };
    }
    return askNext(answers, answers.has("more") ? 0 : others.length, place, context);
  },
};

/** What is forgotten with the points, if another place or time is asked about. */
const shown = ["points", "more", "next"];

function sayBest(question: PointQuestion, context: FlowContext): Step {
  const { said, others } = describeBestPoint(question, context);
  const { lat, lon, ward } = question.place;
  return {
    kind: "say",
    id: "points",
    texts: [said],
    outcome: "points",
    place: { lat, lon, ward },
    keep: [["@others", others.join(",")]],
  };
}

/** The place to look from, or the question that is still open. */
function choosePlace(answers: Answers, context: FlowContext): SearchOrigin | Step {
  const { catalog, place: last } = context;
  const answer = answers.get("place") ?? answers.get("@place");
  if (answer === undefined) return askPlace(last, context);
  if (answer === "last" && last !== null) return last;
  const typed = /^typed:(.*)$/.exec(answer)?.[1];
  if (typed === undefined) return decodeSearchOrigin(answer, catalog) ?? askPlace(null, context);
  const chosen = answers.get("which");
  if (chosen !== undefined) return decodeSearchOrigin(chosen, catalog) ?? askPlace(null, context);
  return askWhich(catalog.findPlaces(typed), context.wording.points);
}

function askPlace(
  last: FlowContext["place"],
  { catalog, wording: { points: wording } }: FlowContext,
): LocationQuestion {
  const ward = last === null ? undefined : catalog.wards.get(last.ward ?? "");
  const again: Option[] =
    last === null
      ? []
      : [
          {
            value: "last",
            label: wording.lastPlace,
            full: wording.lastPlaceFull(ward?.name ?? wording.sharedSpot),
            words: wording.lastPlaceWords,
          },
        ];
  return {
    kind: "location",
    id: "place",
    ask: wording.where,
    askTyped: wording.whereTyped,
    options: again,
    parse: (typed) => {
      const parsed = parseFoundPlace(catalog.findPlaces(typed), typed, wording);
      const province = parsed.ok ? undefined : findProvinceNamed(typed, catalog);
      return province === undefined
        ? parsed
        : { ok: false, say: wording.wardOfProvince(province.name), meant: true };
    },
  };
}

/** Asks which of several places of the same name is meant. */
function askWhich(found: readonly PlaceMatch[], wording: Wording["points"]): ChoiceQuestion {
  return {
    kind: "choice",
    id: "which",
    ask: found.every((match) => match.isDistrictOnly) ? wording.whichWard : wording.which,
    options: [
      ...found.map((match) => ({
        value: encodeWard(match.ward.code),
        label: match.ward.name,
        full: formatPlaceName(match),
        words: [match.province.short],
      })),
      {
        value: "elsewhere",
        label: wording.elsewhere,
        words: wording.elsewhereWords,
        forget: ["place", "which"],
      },
    ],
  };
}

/** The time to go (null: any), or the question that is still open. Nobody is asked when if no answer could be met. */
function chooseTime(
  answers: Answers,
  place: SearchOrigin,
  context: FlowContext,
): { readonly time: VisitTime | null } | Step {
  const answer = answers.get("when") ?? answers.get("@when");
  if (answer === undefined) {
    return canChooseTime(place, context) ? askWhen(place, context) : { time: null };
  }
  if (answer === "any") return { time: null };
  const day = answer === "other" ? answers.get("day") : answer;
  return day === undefined ? askDay(context) : { time: decodeTime(day, context.now) };
}

function canChooseTime(place: SearchOrigin, { catalog, now }: FlowContext): boolean {
  return catalog.openings.isAnyOpenFrom(place, now);
}

function askWhen(place: SearchOrigin, context: FlowContext): ChoiceQuestion {
  const wording = context.wording.points;
  return {
    kind: "choice",
    id: "when",
    ask: wording.when,
    parse: (typed) => {
      const time = parseVisitTime(typed, context);
      return time.ok ? time : (parseOtherPlace(typed, context) ?? time);
    },
    options: [
      ...timeOptions(place, context),
      { value: "other", label: wording.otherDay, words: wording.otherDayWords, forget: ["day"] },
      { value: "any", label: wording.anyTime, words: wording.anyTimeWords },
    ],
  };
}

/** Reads another place, typed when a time was asked for or after the points were shown. */
function parseOtherPlace(typed: string, context: FlowContext): ParsedAnswer | null {
  const value = findPlainPlace(typed, context);
  const forget = ["@place", "which", ...shown];
  return value === null ? null : { ok: true, step: "place", value, forget };
}

/** Reads another time, typed after the points were shown. */
function parseOtherTime(typed: string, context: FlowContext): ParsedAnswer {
  const time = parseVisitTime(typed, context);
  const forget = ["@when", "day", ...shown];
  return time.ok ? { ...time, step: "when", forget } : { ok: false, say: null };
}

function askDay(context: FlowContext): Step {
  return {
    kind: "text",
    id: "day",
    ask: context.wording.points.whichDay,
    parse: (typed) => parseVisitTime(typed, context),
  };
}

/** @param moreCount how many points are left to tell of. */
function askNext(
  answers: Answers,
  moreCount: number,
  place: SearchOrigin,
  context: FlowContext,
): Step {
  const { catalog } = context;
  const wording = context.wording.points;
  if (answers.get("next") === "menu") return { kind: "finish", outcome: "done", to: toMenu };
  if (answers.get("next") === "back") return { kind: "finish", outcome: "done" };
  const name = findName(catalog, answers.get("@procedure") ?? "");
  const back: Option[] =
    name === null
      ? []
      : [
          {
            value: "back",
            label: wording.backTo,
            full: wording.backToFull(name),
            words: wording.backToWords,
          },
        ];
  const more: Option[] =
    moreCount === 0
      ? []
      : [{ value: "more", label: wording.more(moreCount), words: wording.moreWords }];
  const otherTime: Option[] = canChooseTime(place, context)
    ? [
        {
          value: "time",
          label: wording.otherTime,
          words: wording.otherTimeWords,
          forget: ["when", "@when", "day", ...shown],
        },
      ]
    : [];
  return {
    kind: "choice",
    id: "next",
    ask: wording.next,
    open: true,
    parse: (typed) => parseOtherPlace(typed, context) ?? parseOtherTime(typed, context),
    options: [
      ...back,
      ...more,
      ...otherTime,
      {
        value: "place",
        label: wording.otherPlace,
        words: wording.otherPlaceWords,
        forget: ["place", "@place", "which", ...shown],
      },
      { value: "menu", label: wording.menu },
    ],
  };
}
