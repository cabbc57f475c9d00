import type { Weekday } from "../../local-time.ts";
import { HoursSyntaxError } from "./refused.ts";

/** One word or mark of the grammar, and how it was written. */
export type Token = { readonly text: string } & (
  | { readonly kind: "day"; readonly day: Weekday }
  | { readonly kind: "holidays" }
  | { readonly kind: "always" }
  /** Minutes after midnight; "26:00" is 02:00 of the next day. */
  | { readonly kind: "clock"; readonly minute: number }
  | { readonly kind: "state"; readonly isOpen: boolean }
  | { readonly kind: "-" | "," | ";" }
);

/** @throws {HoursSyntaxError} at the first word or mark that has no place in weekly hours. */
export function scan(osm: string): Token[] {
  return Array.from(osm.matchAll(words), ([text]) => read(text));
}

const words = /24\/7(?!\d)|\d+(?:[:.hg]\d*)?|[\p{L}\p{M}]+|\|\||\S/giu;

const days = new Map<string, Weekday>([
  ["mo", 1],
  ["tu", 2],
  ["we", 3],
  ["th", 4],
  ["fr", 5],
  ["sa", 6],
  ["su", 7],
]);

const notWeekly = "not the same every week: only weekdays and times of day can be told";
const indefinite = 'no definite hours: write when it closes, and leave "unknown" out';
const seasonal =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|easter|dawn|dusk|sunrise|sunset|(19|20)\d\d|\[|\])$/;

/** What OpenStreetMap knows and we refuse, or people often write instead; tried in order, in lower case. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/^["'“”‘’„«»]$/, "a comment belongs in opening_hours_note"],
  [/^sh$/, 'holidays come from the calendar, only "PH off" may be said of them'],
  [seasonal, notWeekly],
  [/^(unknown|\+|~)$/, indefinite],
  [/^[‐‑‒–—―−]$/, 'write a plain "-" between two days or two times'],
  [
    /^\/$/,
    'an interval cannot be told: write from when until when it is open, "," between two of them',
  ],
  [/^\|\|$/, 'write ";" between rules instead of "||"'],
  [/^(&|and|và)$/, 'write "," between days or times'],
  [/^\d+[.hg]/, 'write ":" as hour/minute-separator, such as 07:30'],
  [/^\d/, "a time of day has two digits of hours and two of minutes up to 59, such as 07:30"],
  [/^[\p{L}\p{M}]/u, "the only words are Mo, Tu, We, Th, Fr, Sa, Su, off, closed and open"],
];

function read(text: string): Token {
  const word = text.toLowerCase();
  const day = days.get(word);
  if (day !== undefined) return { kind: "day", text, day };
  if (word === "ph") return { kind: "holidays", text };
  if (word === "24/7") return { kind: "always", text };
  if (word === "open") return { kind: "state", text, isOpen: true };
  if (word === "off" || word === "closed") return { kind: "state", text, isOpen: false };
  if (word === "-" || word === "," || word === ";") return { kind: word, text };
  const minute = minuteOf(word);
  if (minute !== null) return { kind: "clock", text, minute };
  const [, reason] = refusals.find(([pattern]) => pattern.test(word)) ?? [];
  throw new HoursSyntaxError(`${reason ?? "leave this mark out"} (at "${text}")`);
}

function minuteOf(word: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):([0-5]\d)$/.exec(word) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}
