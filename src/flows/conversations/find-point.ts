import type { PlaceMatch } from "../../catalog/places/find-places.ts";
import { formatPlaceName } from "../../catalog/places/find-places.ts";
import type { VisitTime } from "../../wording/point-query.ts";
import type { Wording } from "../../wording/wording.ts";
import type {
  Answers,
  ChoiceQuestion,
  Flow,
  FlowContext,
  LocationQuestion,
  Option,
  ParsedAnswer,
  Step,
} from "../engine/flow.ts";
import { decodePlace, encodeWard, provinceNamed, type SearchOrigin } from "./search-origin.ts";
import { decodeTime, readTime, timeOptions } from "./visit-time.ts";

/** Points shown at once: more is a list to study, not an answer. */
const shown = 3;

/** Nobody would call this near: the catalogue knows few points outside the largest cities. */
const farMetres = 30_000;

/** How much of a sentence must be the place, where none was asked for. */
const plainScore = 0.8;
/** A longer sentence tells a story; and the answer is kept in the state. */
const maxPlaceLength = 100;

/** Two pages of buttons; a name that more places share needs its province or district. */
const maxPlaces = 16;

/**
 * Where to go and when: the place, the time, then up to three points. May be begun with `@procedure`,
 * `@place` and `@when`, which are then not asked.
 */
export const findPointFlow: Flow = {
  id: "find-point",
  version: "1",
  title: ({ points }) => points.title,
  next(answers, scene) {
    const place = settlePlace(answers, scene);
    if ("kind" in place) return place;
    const when = settleWhen(answers, scene);
    if ("kind" in when) return when;
    if (!answers.has("points")) {
      const texts = [points(place, when.time, answers, scene)];
      return { kind: "say", id: "points", texts, outcome: "points" };
    }
    return whatNext(answers, scene);
  },
};

/** The place to look from, or the question that is still open. */
function settlePlace(answers: Answers, scene: FlowContext): SearchOrigin | Step {
  const { catalog, place: last } = scene;
  const answer = answers.get("place") ?? answers.get("@place");
  if (answer === undefined) return askPlace(last, scene);
  if (answer === "last" && last !== null) return last;
  const typed = /^typed:(.*)$/.exec(answer)?.[1];
  if (typed === undefined) return decodePlace(answer, catalog) ?? askPlace(null, scene);
  const chosen = answers.get("which");
  if (chosen !== undefined) return decodePlace(chosen, catalog) ?? askPlace(null, scene);
  return askWhich(catalog.findPlaces(typed), scene.wording.points);
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
      const parsed = parsePlace(catalog.findPlaces(typed), typed, wording);
      const province = parsed.ok ? undefined : provinceNamed(typed, catalog);
      return province === undefined
        ? parsed
        : { ok: false, say: wording.wardOfProvince(province.name), meant: true };
    },
  };
}

/** The place that a sentence names and says little else, as the answer to `place` holds it; null where it names none. */
export function placeIn(
  sentence: string,
  { catalog, wording }: Pick<FlowContext, "catalog" | "wording">,
): string | null {
  if (sentence.length > maxPlaceLength) return null;
  const found = catalog.findPlaces(sentence).filter(({ score }) => score >= plainScore);
  const parsed = parsePlace(found, sentence, wording.points);
  return parsed.ok ? parsed.value : null;
}

/** The place that a sentence names among other things, as the answer to `place` holds it; null where it is too common. */
export function encodedPlace(found: readonly PlaceMatch[], sentence: string): string | null {
  const [first, second] = found;
  if (first === undefined || found.length > maxPlaces) return null;
  if (second === undefined && !first.isDistrictOnly) return encodeWard(first.ward.code);
  return sentence.length > maxPlaceLength ? null : `typed:${sentence}`;
}

function parsePlace(
  found: readonly PlaceMatch[],
  typed: string,
  wording: Wording["points"],
): ParsedAnswer {
  const [first, second] = found;
  if (first === undefined) return { ok: false, say: wording.placeUnknown };
  if (found.length > maxPlaces) return { ok: false, say: wording.placeTooCommon };
  const isClear = second === undefined && !first.isDistrictOnly;
  return { ok: true, value: isClear ? encodeWard(first.ward.code) : `typed:${typed}` };
}

/** Ambiguous names ask back with the choices. */
function askWhich(found: readonly PlaceMatch[], wording: Wording["points"]): ChoiceQuestion {
  return {
    kind: "choice",
    id: "which",
    ask: found.every(({ isDistrictOnly: byDistrict }) => byDistrict)
      ? wording.whichWard
      : wording.which,
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

/** The time to go (null: any), or the question that is still open. */
function settleWhen(
  answers: Answers,
  scene: FlowContext,
): { readonly time: VisitTime | null } | Step {
  const answer = answers.get("when") ?? answers.get("@when");
  if (answer === undefined) return askWhen(scene);
  if (answer === "any") return { time: null };
  const day = answer === "other" ? answers.get("day") : answer;
  return day === undefined ? askDay(scene) : { time: decodeTime(day, scene.now) };
}

function askWhen(scene: FlowContext): ChoiceQuestion {
  const { now } = scene;
  const wording = scene.wording.points;
  return {
    kind: "choice",
    id: "when",
    ask: wording.when,
    parse: (typed) => {
      const time = readTime(typed, scene);
      return time.ok ? time : (otherPlace(typed, scene) ?? time);
    },
    options: [
      ...timeOptions(now, wording),
      { value: "other", label: wording.otherDay, words: wording.otherDayWords, forget: ["day"] },
      { value: "any", label: wording.anyTime, words: wording.anyTimeWords },
    ],
  };
}

/** Another ward typed where a time was asked for, or after the points were told. */
function otherPlace(typed: string, scene: FlowContext): ParsedAnswer | null {
  const value = placeIn(typed, scene);
  const forget = ["@place", "which", "points", "next"];
  return value === null ? null : { ok: true, step: "place", value, forget };
}

/** Another time typed after the points were told. */
function otherTime(typed: string, scene: FlowContext): ParsedAnswer {
  const time = readTime(typed, scene);
  const forget = ["@when", "day", "points", "next"];
  return time.ok ? { ...time, step: "when", forget } : { ok: false, say: null };
}

function askDay(scene: FlowContext): Step {
  return {
    kind: "text",
    id: "day",
    ask: scene.wording.points.whichDay,
    parse: (typed) => readTime(typed, scene),
  };
}

function points(
  place: SearchOrigin,
  time: VisitTime | null,
  answers: Answers,
  { catalog, now, wording: { points: wording } }: FlowContext,
): string {
  const procedure = catalog.procedures.get(answers.get("@procedure") ?? "");
  const views = catalog.findPointsToVisit({
    from: place,
    during: time,
    now,
    procedure: procedure?.id,
    limit: shown,
  });
  if (views.length === 0) return wording.none;
  const visitAt = time?.from ?? null;
  const about = { now, visitAt, ward: place.ward, procedureAsked: procedure !== undefined };
  const ward = catalog.wards.get(place.ward ?? "");
  const province = catalog.provinces.get(ward?.province_code ?? "");
  const isFar = views.every(({ distanceM }) => (distanceM ?? 0) > farMetres);
  return [
    ward && province ? wording.around(`${ward.name}, ${province.name}`) : "",
    isFar ? wording.allFar : "",
    time === null ? wording.byDistance : wording.byOpening(time, now),
    ...views.map((view, index) => wording.point(view, index + 1, about)),
    procedure?.agency ? wording.agency(procedure.agency) : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function whatNext(answers: Answers, scene: FlowContext): Step {
  const { catalog } = scene;
  const wording = scene.wording.points;
  if (answers.get("next") === "menu")
    return { kind: "finish", outcome: "done", go: { flow: "menu" } };
  if (answers.get("next") === "back") return { kind: "finish", outcome: "done" };
  const procedure = catalog.procedures.get(answers.get("@procedure") ?? "");
  const back: Option[] =
    procedure === undefined
      ? []
      : [
          {
            value: "back",
            label: wording.backTo,
            full: wording.backToFull(procedure.name),
            words: wording.backToWords,
          },
        ];
  return {
    kind: "choice",
    id: "next",
    ask: wording.next,
    open: true,
    parse: (typed) => otherPlace(typed, scene) ?? otherTime(typed, scene),
    options: [
      ...back,
      {
        value: "time",
        label: wording.otherTime,
        words: wording.otherTimeWords,
        forget: ["when", "@when", "day", "points", "next"],
      },
      {
        value: "place",
        label: wording.otherPlace,
        words: wording.otherPlaceWords,
        forget: ["place", "@place", "which", "points", "next"],
      },
      { value: "menu", label: wording.menu },
    ],
  };
}
