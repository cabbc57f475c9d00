import { expect, test } from "@jest/globals";
import { withoutDiacritics } from "../../../bench/understanding/evaluate.ts";
import { buildCatalog } from "../../../src/catalog/catalog.ts";
import { shippedRecords } from "../shipped-records.ts";

const records = await shippedRecords();
const catalog = buildCatalog(records);
const now = new Date("2026-11-26T09:30:00+07:00");
const shortNames = new Map(records.guides.map(({ procedure, short }) => [procedure, short]));

interface Typed {
  readonly id: string;
  readonly text: string;
  /** Where the procedure stands among the results, from 0; -1 if it is none of them. */
  readonly place: number;
  readonly isEmergency: boolean;
}

/** Types the short name, the official name and each alias of every procedure, with and without diacritics. */
const typed: readonly Typed[] = records.procedures.flatMap(({ id, name, aliases }) =>
  [shortNames.get(id) ?? name, name, ...aliases]
    .flatMap((text) => [text, withoutDiacritics(text)])
    .map((text) => {
      const { intent, results } = catalog.understand(text, { now });
      const place = results.findIndex((result) => result.id === id);
      return { id, text, place, isEmergency: intent === "emergency" };
    }),
);

const describeMiss = ({ id, text }: Typed) => `${id}: ${text}`;

test("every name of every procedure gives it among the first three, unless somebody is in danger", () => {
  const missed = typed.filter(({ place, isEmergency }) => !isEmergency && (place < 0 || place > 2));
  expect(missed.map(describeMiss)).toEqual([]);
});

test("nearly every name gives its procedure first", () => {
  const first = typed.filter(({ place }) => place === 0);
  expect(first.length / typed.length).toBeGreaterThanOrEqual(0.99);
});

test("what is taken for an emergency names no more than two procedures", () => {
  const ids = typed.filter(({ isEmergency }) => isEmergency).map(({ id }) => id);
  expect([...new Set(ids)].sort()).toEqual(["bao-tin-tre-em-bi-xam-hai", "tro-giup-khan-cap"]);
});

test("no phrase belongs to two procedures", () => {
  const saidOf = new Map(records.synonyms.map(({ procedure, phrases }) => [procedure, phrases]));
  const owners = Map.groupBy(
    records.procedures.flatMap(({ id, aliases }) =>
      [...aliases, ...(saidOf.get(id) ?? [])].map((phrase) => ({
        id,
        phrase: withoutDiacritics(phrase).toLowerCase(),
      })),
    ),
    ({ phrase }) => phrase,
  );
  const shared = [...owners]
    .filter(([, held]) => new Set(held.map(({ id }) => id)).size > 1)
    .map(([phrase]) => phrase);
  expect(shared).toEqual([]);
});
