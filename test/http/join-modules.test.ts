import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { makeFiles } from "../../src/channels/web/assets.ts";
import { joinModules } from "../../src/http/join-modules.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "join-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, source] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), source);
  }
}

describe("a joined script", () => {
  test("does what its modules do, though they use the same names", async () => {
    await write({
      "main.mjs": "",
      "a.js": `import { twice } from "./b.js";\nimport { word } from "./deep/c.js";\nconst own = 1;\nexport function say() {\n  return twice(word) + own;\n}\n`,
      "b.js": `// A comment.\nimport { word } from "./deep/c.js";\nconst own = 2;\nexport const twice = (text) => text + text + own + word.length;\n`,
      "deep/c.js": `/**\n * A comment\n */\nexport const word = "x // y";\n`,
    });
    const joined = joinModules(join(folder, "a.js"));
    expect(joined).not.toMatch(/^import/m);
    expect(joined).not.toContain("omment");
    await writeFile(join(folder, "joined.mjs"), joined);
    const { say } = await import(join(folder, "joined.mjs"));
    expect(say()).toBe("x // yx // y261");
  });

  test("takes what a script beside it holds from there", async () => {
    await write({
      "chat.js": `import { texts } from "./texts.js";\nexport const shown = texts.length;\n`,
      "texts.js": `export const texts = ["a"];\n`,
      "later.js": `import { own } from "./own.js";\nimport { texts } from "./texts.js";\nexport const both = [own, texts];\n`,
      "own.js": `export const own = 1;\n`,
    });
    const later = joinModules(join(folder, "later.js"), { beside: join(folder, "chat.js") });
    expect(later).toContain('import { texts } from "./chat.js";');
    expect(later).not.toContain('["a"]');
    await writeFile(join(folder, "chat.js"), joinModules(join(folder, "chat.js")));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "joined.js"), later);
    expect((await import(join(folder, "joined.js"))).both).toStrictEqual([1, ["a"]]);
  });

  test("is refused if a module imports or exports in another form", async () => {
    await write({ "a.js": `export default 1;\n` });
    expect(() => joinModules(join(folder, "a.js"))).toThrow("a.js has an import or export");
  });
});

test("every script that the chat's page loads later is made, and none is loaded under another name", async () => {
  const assets = join(import.meta.dirname, "../../src/channels/web/assets");
  const files = (await readdir(assets)).filter((file) => file.endsWith(".js"));
  const sources = await Promise.all(files.map((file) => readFile(join(assets, file), "utf8")));
  const loaded = sources.flatMap((source) =>
    Array.from(source.matchAll(/load\("([a-z-]+\.js)"\)/g), ([, name]) => name),
  );
  expect(Object.keys(makeFiles())).toEqual(expect.arrayContaining(loaded));
  expect(new Set(loaded)).toContain("scan.js");
});
