import type { PlaceMatch } from "../catalog/places.ts";
import { placeName } from "../catalog/places.ts";
import type { TimeSpan } from "../catalog/visit.ts";
import { parseWhen } from "../catalog/when.ts";
import { pointText, pointWording as wording } from "../wording/vi/points.ts";
import type {
  Answers,
  ChoiceQuestion,
  Flow,
  LocationQuestion,
  Option,
  Parsed,
  Scene,
  Step,
} from "./flow.ts";
import { decodePlace, encodeWard, type Place } from "./place.ts";

/** Points shown at once: more is a list to study, not an answer. */
const shown = 3;

/** Two pages of buttons; a name that more places share needs its province or district. */
const maxPlaces = 16;

/**
 * Where to go and when: the place, the time, then up to three points. May be begun with `@procedure`,
 * `@place` and `@when`, which are then not asked.
 */
export const findPointFlow: Flow = {
  id: "find-point",
  version: "1",
  title: "Tìm điểm hướng dẫn",
  next(answers, scene) {
    const place = settlePlace(answers, scene);
    if ("kind" in place) return place;
    const when = settleWhen(answers, scene.now);
    if ("kind" in when) return when;
    if (!answers.has("points")) {
      const texts = [points(place, when, answers, scene)];
      return { kind: "say", id: "points", texts, outcome: "points" };
    }
    return whatNext(answers, scene);
  },
};

/** The place to look from, or the question that is still open. */
function settlePlace(answers: Answers, { catalog, place: last }: Scene): Place | Step {
  const answer = answers.get("place") ?? answers.get("@place");
  if (answer === undefined) return askPlace(last, catalog);
  if (answer === "last" && last !== null) return last;
  const typed = /^typed:(.*)$/.exec(answer)?.[1];
  if (typed === undefined) return decodePlace(answer, catalog) ?? askPlace(null, catalog);
  const chosen = answers.get("which");
  if (chosen !== undefined) return decodePlace(chosen, catalog) ?? askPlace(null, catalog);
  return askWhich(catalog.findPlaces(typed));
}

function askPlace(last: Scene["place"], catalog: Scene["catalog"]): LocationQuestion {
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
    options: again,
    parse: (typed) => parsePlace(catalog.findPlaces(typed), typed),
  };
}

function parsePlace(found: readonly PlaceMatch[], typed: string): Parsed {
  const [first, second] = found;
  if (first === undefined) return { ok: false, say: wording.placeUnknown };
  if (found.length > maxPlaces) return { ok: false, say: wording.placeTooCommon };
  const value = second === undefined ? encodeWard(first.ward.code) : `typed:${typed}`;
  return { ok: true, value };
}

/** Ambiguous names ask back with the choices. */
function askWhich(found: readonly PlaceMatch[]): ChoiceQuestion {
  return {
    kind: "choice",
    id: "which",
    ask: wording.which,
    options: [
      ...found.map((match) => ({
        value: encodeWard(match.ward.code),
        label: match.ward.name,
        full: placeName(match),
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
function settleWhen(answers: Answers, now: Date): { readonly span: TimedVisit | null } | Step {
  const answer = answers.get("when") ?? answers.get("@when");
  if (answer === undefined) return askWhen(now);
  if (answer === "any") return { span: null };
  if (answer === "other") {
    const day = answers.get("day");
    return day === undefined ? askDay(now) : { span: decodeSpan(day) };
  }
  return { span: decodeSpan(answer) };
}

interface TimedVisit extends TimeSpan {
  readonly words: string;
}

function askWhen(now: Date): ChoiceQuestion {
  return {
    kind: "choice",
    id: "when",
    ask: wording.when,
    parse: (typed) => parseTime(typed, now),
    options: [
      ...quickTimes.flatMap(({ label, typed }) => {
        const time = parseTime(typed, now);
        return time.ok ? [{ value: time.value, label, words: [typed] }] : [];
      }),
      { value: "other", label: wording.otherDay, words: wording.otherDayWords, forget: ["day"] },
      { value: "any", label: wording.anyTime, words: wording.anyTimeWords },
    ],
  };
}

const quickTimes = [
  { label: wording.now, typed: "bây giờ" },
  { label: wording.tonight, typed: "tối nay" },
  { label: wording.tomorrow, typed: "sáng mai" },
  { label: wording.saturday, typed: "sáng thứ bảy" },
] as const;

function askDay(now: Date): Step {
  return {
    kind: "text",
    id: "day",
    ask: wording.whichDay,
    parse: (typed) => parseTime(typed, now),
  };
}

/** A typed time as an answer holds it: `now`, or both ends in minutes since 1970 and the words. */
function parseTime(typed: string, now: Date): Parsed {
  const when = parseWhen(typed, now);
  if (when === null) return { ok: false, say: wording.dayUnknown };
  if (when.kind === "past") return { ok: false, say: wording.dayPast };
  if (when.kind === "now") return { ok: true, value: encodeSpan(now, now, wording.nowWords) };
  return { ok: true, value: encodeSpan(when.from, when.to, when.words) };
}

function encodeSpan(from: Date, to: Date, words: string): string {
  return `${from.getTime() / 60_000},${to.getTime() / 60_000},${words}`;
}

function decodeSpan(value: string): TimedVisit | null {
  const [from, to, ...words] = value.split(",");
  if (from === undefined || to === undefined) return null;
  const [start, end] = [new Date(Number(from) * 60_000), new Date(Number(to) * 60_000)];
  return { from: start, to: end, words: words.join(",") };
}

function points(
  place: Place,
  { span }: { readonly span: TimedVisit | null },
  answers: Answers,
  { catalog, now }: Scene,
): string {
  const procedure = catalog.procedures.get(answers.get("@procedure") ?? "");
  const views = catalog.nearestToVisit({
    from: place,
    during: span,
    now,
    procedure: procedure?.id,
    limit: shown,
  });
  if (views.length === 0) return wording.none;
  const then = span?.from ?? null;
  const about = { now, then, ward: place.ward, procedureAsked: procedure !== undefined };
  return [
    span === null ? wording.byDistance : wording.byOpening(span.words),
    ...views.map((view, index) => pointText(view, index + 1, about)),
    procedure?.agency ? wording.agency(procedure.agency) : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function whatNext(answers: Answers, { catalog }: Scene): Step {
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
