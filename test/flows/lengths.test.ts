import { expect, test } from "@jest/globals";
import { languages } from "../../src/catalog/language.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { kindOf, type Measured } from "./lengths/collect.ts";
import { measureAll } from "./lengths/walks.ts";

/** How many characters the service says at once, over every flow: the answer must fit the screen with its buttons. */
const bounds = { median: 160, p90: 400, longest: 900 };

/** Lists that residents ask for, by flow and step: they are as long as they are. */
const lists: readonly (readonly [flow: string, step: string])[] = [
  ["procedure", "checklist"],
  ["procedure", "section"],
  ["listed", "facts"],
  ["listed", "section"],
];

const walkTimeoutMs = 240_000;
const catalog = await loadCatalog("data");

test.each(languages)(
  "messages in %s fit the screen",
  (language) => {
    const measured = measureAll(catalog, language);
    const counted = measured.filter(({ flow, step }) => !isList(kindOf(flow), step));
    const sizes = counted.map(({ text }) => text.length).toSorted((a, b) => a - b);
    const at = (share: number) => sizes[Math.floor(sizes.length * share)] ?? 0;
    const figures = { median: at(0.5), p90: at(0.9), longest: sizes.at(-1) ?? 0 };
    process.stdout.write(
      `${language}: ${JSON.stringify({ messages: sizes.length, ...figures })}\n`,
    );
    process.stdout.write(describeSteps(counted));
    const tooLong = counted.filter(({ text }) => text.length > bounds.longest);
    expect(tooLong).toStrictEqual([]);
    expect(figures.median).toBeLessThan(bounds.median);
    expect(figures.p90).toBeLessThan(bounds.p90);
  },
  walkTimeoutMs,
);

function isList(flow: string, step: string): boolean {
  return lists.some(([listFlow, listStep]) => listFlow === flow && listStep === step);
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
