import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Reads the table of rooms in docs/architecture.md: `| src/ROOM/ | … | catalog, wording |`. */
function documentedRooms(): Record<string, readonly string[]> {
  const rows = read("docs/architecture.md").matchAll(/^\| `src\/([a-z]+)\/` \|.*\| ([^|]*) \|$/gm);
  return Object.fromEntries(
    [...rows].map(([, room = "", allowed = ""]) => [
      room,
      allowed.match(/(?<=`)[a-z]+(?=`)/g) ?? [],
    ]),
  );
}

interface Override {
  readonly includes: readonly string[];
  readonly linter: {
    readonly rules: {
      readonly style: {
        readonly noRestrictedImports: {
          readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] };
        };
      };
    };
  };
}

const namesIn = (glob: string | undefined): string[] => glob?.match(/[a-z]+(?=[,}/])/g) ?? [];

/** Reads from biome.json what each room may import, and the list of rooms that its rule refuses. */
function lintedRooms() {
  const { overrides }: { overrides: readonly Override[] } = JSON.parse(read("biome.json"));
  return overrides
    .filter(({ includes }) => includes[0]?.endsWith("/**"))
    .map(({ includes, linter }) => {
      const [imports] = linter.rules.style.noRestrictedImports.options.patterns;
      const [refused, main, allowed] = imports?.group ?? [];
      const room = includes[0]?.split("/")[1] ?? "";
      return { room, all: namesIn(refused), main, allowed: namesIn(allowed) };
    });
}

const folders = readdirSync(join(root, "src"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test("main.ts is the only file in the root of src", () => {
  const files = readdirSync(join(root, "src"), { withFileTypes: true }).filter((e) => e.isFile());
  expect(files.map(({ name }) => name)).toStrictEqual(["main.ts"]);
});

test("docs/architecture.md lists exactly the folders of src as rooms", () => {
  expect(Object.keys(documentedRooms()).sort()).toStrictEqual(folders.sort());
});

test("the linter allows each room the imports that docs/architecture.md allows, and no others", () => {
  const linted = lintedRooms();
  for (const { all, main } of linted) {
    expect(all.sort()).toStrictEqual(folders.sort());
    expect(main).toBe("**/main.ts");
  }
  const allowed = linted.map(({ room, allowed }) => [
    room,
    allowed.filter((r) => r !== room).sort(),
  ]);
  const documented = documentedRooms();
  expect(Object.fromEntries(allowed)).toStrictEqual(
    Object.fromEntries(Object.entries(documented).map(([room, rooms]) => [room, rooms.toSorted()])),
  );
});

/** Finds what no rule of the linter finds: calls that read the clock or use randomness. */
const impure = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b/;
/** The only file of the catalogue that reads the disk. */
const readsFiles = new Set(["load.ts"]);

test.each(["catalog", "wording", "flows"])(
  "src/%s reads no clock and uses no randomness",
  (room) => {
    const folder = join(root, "src", room);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !readsFiles.has(file),
    );
    expect(files.length).toBeGreaterThan(3);
    const found = files.filter((file) => impure.test(readFileSync(join(folder, file), "utf8")));
    expect(found).toStrictEqual([]);
  },
);

test("src imports neither the sandbox nor the tests, and the image contains neither", () => {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.(ts|js|eta)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const foreign = /from "[^"]*\/(sandbox|test)\//;
  expect(files.filter((file) => foreign.test(read(join("src", file))))).toStrictEqual([]);
  expect(read("Dockerfile").match(/^COPY (?!--from)(.*)$/gm)).toStrictEqual([
    "COPY package.json package-lock.json ./",
    "COPY package.json start.mjs LICENSE ./",
    "COPY data ./data",
    "COPY src ./src",
  ]);
});

test("the container starts the service as `npm start` does", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const [, command = ""] = /^CMD (\[.*\])$/m.exec(read("Dockerfile")) ?? [];
  expect(JSON.parse(command).join(" ")).toBe(scripts.start);
});
