import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

/** What the linter cannot tell from a harmless type or `new Date(ms)`: a look at the clock, or a throw of dice. */
const impure = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b/;
const readsFiles = new Set(["load.ts", "check.ts"]);

test.each(["catalog", "wording", "flows"])("%s looks at no clock and throws no dice", (room) => {
  const folder = join(import.meta.dirname, "../src", room);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !readsFiles.has(file),
  );
  expect(files.length).toBeGreaterThan(3);
  const found = files.filter((file) => impure.test(readFileSync(join(folder, file), "utf8")));
  expect(found).toStrictEqual([]);
});

test("the service knows nothing of what stands in for platforms, nor does its image hold it", () => {
  const root = join(import.meta.dirname, "..");
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.(ts|js|eta)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const foreign = /from "[^"]*\/(sandbox|test)\//;
  const found = files.filter((file) => foreign.test(readFileSync(join(root, "src", file), "utf8")));
  expect(found).toStrictEqual([]);
  const image = readFileSync(join(root, "Dockerfile"), "utf8");
  expect(image.match(/^COPY (?!--from)(.*)$/gm)).toStrictEqual([
    "COPY package.json package-lock.json ./",
    "COPY package.json start.mjs LICENSE ./",
    "COPY data ./data",
    "COPY src ./src",
  ]);
});
