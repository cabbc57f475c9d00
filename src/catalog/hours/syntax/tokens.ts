import type { Weekday } from "../../local-time.ts";

/** Says why a value is not valid weekly hours; the message is shown to the person who wrote the value. */
export class HoursSyntaxError extends Error {
  override readonly name = "HoursSyntaxError";
}

/** One word or mark of the grammar, with its original spelling. */
export type Token = { readonly text: string } & (
  | { readonly kind: "day"; readonly day: Weekday }
  | { readonly kind: "holidays" }
  | { readonly kind: "always" }
  /** Minutes after midnight; "26:00" is 02:00 of the next day. */
  | { readonly kind: "clock"; readonly minute: number }
  | { readonly kind: "state"; readonly isOpen: boolean }
  | { readonly kind: "-" | "," | ";" }
);

type TokenKind = Token["kind"];
export type TokenOf<K extends TokenKind> = Extract<Token, { readonly kind: K }>;

/** @throws {HoursSyntaxError} at the first word or mark that weekly hours cannot contain. */
export function tokenize(osm: string): Token[] {
  return Array.from(osm.matchAll(words), ([text]) => toToken(text));
}

/** Walks once along the tokens of a value. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#tokens.length;
  }

  /** Consumes and returns the next token if it is of this kind. */
  take<K extends TokenKind>(kind: K): TokenOf<K> | undefined {
    const token = this.#tokens[this.#position];
    if (token === undefined || !isOfKind(token, kind)) return undefined;
    this.#position += 1;
    return token;
  }

  /** Whether the next token is of one of these kinds, or there is none. */
  isBefore(...kinds: readonly TokenKind[]): boolean {
    const token = this.#tokens[this.#position];
    return token === undefined || kinds.includes(token.kind);
  }

  /** Consumes the next comma if the token after it is of one of these kinds. */
  takeCommaBefore(...kinds: readonly TokenKind[]): boolean {
    const next = this.#tokens[this.#position + 1];
    return next !== undefined && kinds.includes(next.kind) && this.take(",") !== undefined;
  }

  /** Returns a function that writes out the tokens consumed since this call. */
  record(): () => string {
    const start = this.#position;
    return () => formatTokens(this.#tokens.slice(start, this.#position));
  }

  /** Builds the error for a next token that the grammar does not allow. */
  unexpected(): HoursSyntaxError {
    const token = this.#tokens[this.#position];
    const before = formatTokens(this.#tokens.slice(0, this.#position));
    const place = before === "" ? "at the beginning" : `after "${before}"`;
    return new HoursSyntaxError(
      token === undefined
        ? `something is missing ${place}`
        : `"${token.text}" is not expected ${place}`,
    );
  }
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

const notWeekly = "not the same every week: only weekdays and times of day are supported";
const indefinite = 'no definite hours: write when it closes, and leave "unknown" out';
const seasonal =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|easter|dawn|dusk|sunrise|sunset|(19|20)\d\d|\[|\])$/;

/**
 * Syntax that OpenStreetMap allows and this service refuses, and common mistakes, each with its message. The patterns
 * are tried in order against the word in lower case.
 */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/^["'“”‘’„«»]$/, "a comment belongs in opening_hours_note"],
  [/^sh$/, 'holidays come from the calendar, only "PH off" is allowed for them'],
  [seasonal, notWeekly],
  [/^(unknown|\+|~)$/, indefinite],
  [/^[‐‑‒–—―−]$/, 'write a plain "-" between two days or two times'],
  [
    /^\/$/,
    'an interval is not supported: write from when until when it is open, "," between two of them',
  ],
  [/^\|\|$/, 'write ";" between rules instead of "||"'],
  [/^(&|and|và)$/, 'write "," between days or times'],
  [/^\d+[.hg]/, 'write ":" as hour/minute-separator, such as 07:30'],
  [/^\d/, "a time of day has two digits of hours and two of minutes up to 59, such as 07:30"],
  [/^[\p{L}\p{M}]/u, "the only words are Mo, Tu, We, Th, Fr, Sa, Su, off, closed and open"],
];

function toToken(text: string): Token {
  const word = text.toLowerCase();
  const day = days.get(word);
  if (day !== undefined) return { kind: "day", text, day };
  if (word === "ph") return { kind: "holidays", text };
  if (word === "24/7") return { kind: "always", text };
  if (word === "open") return { kind: "state", text, isOpen: true };
  if (word === "off" || word === "closed") return { kind: "state", text, isOpen: false };
  if (word === "-" || word === "," || word === ";") return { kind: word, text };
  const minute = parseMinute(word);
  if (minute !== null) return { kind: "clock", text, minute };
  const [, reason] = refusals.find(([pattern]) => pattern.test(word)) ?? [];
  throw new HoursSyntaxError(`${reason ?? "leave this mark out"} (at "${text}")`);
}

function parseMinute(word: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):([0-5]\d)$/.exec(word) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

function isOfKind<K extends TokenKind>(token: Token, kind: K): token is TokenOf<K> {
  return token.kind === kind;
}

/** Joins tokens with a space, but marks without one: "Mo-Fr 07:30-11:30". */
function formatTokens(tokens: readonly Token[]): string {
  const spaced = tokens.map(({ text }) => text).join(" ");
  return spaced.replace(/ ?([-,]) ?/g, "$1").replaceAll(" ;", ";");
}
