import fc from "fast-check";

/** A generated rule with its text. */
export interface GeneratedRule {
  /** Monday is 0; null: no days are named. */
  readonly days: ReadonlySet<number> | null;
  readonly hasTimes: boolean;
  readonly passesMidnight: boolean;
  readonly isOpen: boolean;
  /** The rule follows a comma. */
  readonly isAdded: boolean;
  readonly text: string;
}

const names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const minutesPerDay = 1440;

/** "We", "Mo-Fr", "Sa-Mo". */
const dayRange = fc
  .tuple(
    fc.nat({ max: 6 }),
    fc.oneof(fc.constant(0), fc.nat({ max: 6 })),
    fc.constantFrom("-", " - "),
  )
  .map(([first, more, hyphen]) => ({
    days: Array.from({ length: more + 1 }, (_, n) => (first + n) % 7),
    text: more === 0 ? `${names[first]}` : `${names[first]}${hyphen}${names[(first + more) % 7]}`,
  }));

const comma = fc.constantFrom(",", ", ", " ,");

const dayList = fc
  .tuple(fc.array(dayRange, { minLength: 1, maxLength: 3 }), comma)
  .map(([ranges, between]) => ({
    days: new Set(ranges.flatMap(({ days }) => days)),
    text: ranges.map(({ text }) => text).join(between),
  }));

/** Uses quarters of an hour, so that intervals often meet and overlap. Past midnight as 02:00 or 26:00, also a whole day later. */
const timeRange = fc
  .tuple(
    fc.nat({ max: 95 }),
    fc.oneof(
      { weight: 5, arbitrary: fc.nat({ max: 24 }) },
      { weight: 1, arbitrary: fc.nat({ max: 110 }) },
    ),
    fc.boolean(),
    fc.constantFrom("-", " - "),
  )
  .map(([start, length, isFolded, hyphen]) => {
    const from = start * 15;
    const to = from + length * 15;
    // An empty interval and one longer than a day can be written in only one way.
    const folds = isFolded && to > minutesPerDay && length <= 96;
    const isWholeDay = length === 0;
    return {
      passesMidnight: to > minutesPerDay || (isWholeDay && from > 0),
      text: `${clock(from)}${hyphen}${clock(folds ? to - minutesPerDay : to)}`,
    };
  });

const timeList = fc
  .tuple(fc.array(timeRange, { minLength: 1, maxLength: 3 }), comma)
  .map(([ranges, between]) => ({
    passesMidnight: ranges.some(({ passesMidnight }) => passesMidnight),
    text: ranges.map(({ text }) => text).join(between),
  }));

const rule = fc
  .record({
    days: fc.option(dayList, { freq: 6, nil: null }),
    times: fc.option(timeList, { freq: 6, nil: null }),
    state: fc.constantFrom("", "", "", "", "off", "closed", "open"),
    isAdded: fc.constantFrom(false, false, true),
    spelled: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => text.toUpperCase(),
    ),
  })
  .filter(({ days, times, state }) => days !== null || times !== null || state !== "")
  .map(
    ({ days, times, state, isAdded, spelled }): GeneratedRule => ({
      days: days?.days ?? null,
      hasTimes: times !== null,
      passesMidnight: times?.passesMidnight ?? false,
      isOpen: state === "" || state === "open",
      isAdded,
      text: spelled([days?.text, times?.text, state].filter(Boolean).join(" ")),
    }),
  );

export const arbitraryRules = fc.array(rule, { minLength: 1, maxLength: 4 }).map((rules) =>
  rules.map((one, index) => ({
    ...one,
    isAdded: one.isAdded && standsAlone(one, rules[index - 1]),
  })),
);

/** Whether the rule after a comma is a rule of its own, not one more day or time of the rule before. */
function standsAlone({ days }: GeneratedRule, before: GeneratedRule | undefined): boolean {
  return (
    days !== null && before !== undefined && (before.hasTimes || /[a-z]{3}$/i.test(before.text))
  );
}

export function formatRules(rules: readonly GeneratedRule[]): string {
  return rules
    .map(({ text, isAdded }, n) => (n === 0 ? "" : isAdded ? ", " : "; ") + text)
    .join("");
}

function clock(minute: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
