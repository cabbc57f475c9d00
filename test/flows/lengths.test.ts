import { expect, test } from "@jest/globals";
import { languages } from "../../src/catalog/language.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { kindOf, type Measured } from "./lengths/collect.ts";
import { measureAll } from "./lengths/walks.ts";

/** How many characters the service says at once, over every flow: the answer must fit the screen with its buttons. */
const bounds = { median: 160, p90: 400, longest: 900 };

/** Texts that residents ask for, by flow and step: they are as long as they are. */
const askedFor: readonly Place[] = [
  ["procedure", "section"],
  ["listed", "facts"],
  ["listed", "section"],
];
/**
 * The four lines, once for every branch of every procedure: a quarter of all different messages, where a resident gets one in a
 * talk. They count for what most messages stay below, and not for the median.
 */
const fourLines: readonly Place[] = [["procedure", "checklist"]];

type Place = readonly [flow: string, step: string];

const walkTimeoutMs = 240_000;
const catalog = await loadCatalog("data");

test.each(languages)(
  "messages in %s fit the screen",
  (language) => {
    const measured = measureAll(catalog, language);
    const counted = measured.filter((each) => !isAmong(askedFor, each));
    const all = sizesOf(counted);
    const others = sizesOf(counted.filter((each) => !isAmong(fourLines, each)));
    const figures = { median: at(others, 0.5), p90: at(all, 0.9), longest: all.at(-1) ?? 0 };
    process.stdout.write(
      `${language}: ${JSON.stringify({ messages: all.length, ...figures, medianWithLists: at(all, 0.5), p90WithoutLists: at(others, 0.9) })}\n`,
    );
    process.stdout.write(describeSteps(counted));
    const tooLong = counted.filter(({ text }) => text.length > bounds.longest);
    expect(tooLong).toStrictEqual([]);
    expect(figures.median).toBeLessThan(bounds.median);
    expect(figures.p90).toBeLessThan(bounds.p90);
  },
  walkTimeoutMs,
);

function isAmong(places: readonly Place[], { flow, step }: Measured): boolean {
  return places.some(([placeFlow, placeStep]) => placeFlow === kindOf(flow) && placeStep === step);
}

function sizesOf(measured: readonly Measured[]): number[] {
  return measured.map(({ text }) => text.length).toSorted((a, b) => a - b);
}

function at(sizes: readonly number[], share: number): number {
  return sizes[Math.floor(sizes.length * share)] ?? 0;
}

/** The steps with the longest messages, for whoever must shorten one. */
function describeSteps(measured: readonly Measured[]): string {
  const steps = Map.groupBy(measured, ({ flow, step }) => `${kindOf(flow)}/${step}`);
  return [...steps]
    .map(([step, messages]) => ({
      step,
      count: messages.length,
      longest: Math.max(...messages.map(({ text }) => text.length)),
    }))
    .toSorted((a, b) => b.longest - a.longest)
    .slice(0, 25)
    .map(({ step, count, longest }) => `  ${longest} ${step} (${count})\n`)
    .join("");
}
