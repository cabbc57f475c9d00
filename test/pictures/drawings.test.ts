import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { pictures } from "../../src/pictures/names.ts";

const folder = join(import.meta.dirname, "../../src/pictures/drawings");
const drawings = Object.entries(pictures);
const read = (name: string) => readFileSync(join(folder, `${name}.svg`), "utf8");

/** The colours of the page in style.css: lacquer, gold, its light text, and the tile that carries a drawing on dark pages too. */
const palette = ["#8c1d1f", "#d9a441", "#fff8ec", "#f6e3b8", "none"];
const maxBytes = 1500;

test("every drawing is in the list, and every name of the list is drawn", () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.svg$/, ""));
  expect(files.toSorted()).toStrictEqual(Object.keys(pictures).toSorted());
});

test.each(drawings)("%s stands for “%s” in the one style of all", (name, meaning) => {
  const [frame, tile] = read(name).split("\n");
  expect(frame).toBe(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" role="img" aria-label="${meaning}" ` +
      'fill="#fff8ec" stroke="#8c1d1f" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">',
  );
  expect(tile).toBe('<rect width="96" height="96" rx="18" fill="#f6e3b8" stroke="none"/>');
});

test.each(drawings)("%s is small, and takes nothing from elsewhere", (name) => {
  const drawing = read(name);
  expect(Buffer.byteLength(drawing)).toBeLessThan(maxBytes);
  expect(drawing).not.toMatch(
    /<(?:script|style|text|image|use|foreignObject|a)\b|\b(?:id|href|on\w+|style|class)=/,
  );
  const colours = [...drawing.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
  expect(colours.filter((colour) => !palette.includes(colour ?? ""))).toStrictEqual([]);
});
