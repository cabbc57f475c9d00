import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

const importLine = /^import \{ ([\w, ]+) \} from "(\.{1,2}\/[\w./-]+\.js)";$/gm;
const exported = /^export ((?:async )?function|const|class) (\w+)/gm;
const comments = /^[ \t]*(?:\/\/.*|\/\*\*[\s\S]*?\*\/)\n/gm;

interface JoinOptions {
  /** A script whose page is open already, and which holds what its own modules export. */
  readonly beside?: string;
}

/**
 * Returns one script with a module and all that it imports: on a slow network each file costs more than its text. A module
 * imports names from relative paths, in one line each, and exports its declarations; what is loaded later, by `import()`, is
 * a script of its own. It takes from `beside` what that script holds, and never loads it again.
 * @throws Error at a form of import or export that is not read here.
 */
export function joinModules(entry: string, { beside }: JoinOptions = {}): string {
  const held = beside === undefined ? [] : modulesOf(beside);
  const modules = modulesOf(entry).filter(
    (module) => !held.some(({ path }) => path === module.path),
  );
  const names = new Map(modules.map(({ path }, index) => [path, `m${index}`]));
  const bodies = modules.map(({ path, source }) => {
    const body = source
      .replaceAll(importLine, (_line, wanted: string, from: string) => {
        const name = names.get(resolve(dirname(path), from));
        // What the script beside holds is imported at the top.
        return name === undefined ? "" : `const { ${wanted} } = ${name};`;
      })
      .replaceAll(exported, "$1 $2")
      .replaceAll(comments, "");
    return `const ${names.get(path)} = (() => {\n${body}return { ${exportsOf(source).join(", ")} };\n})();\n`;
  });
  const shared = new Set(modules.flatMap((module) => importsFrom(module, held)));
  const head =
    beside === undefined || shared.size === 0
      ? ""
      : `import { ${[...shared].join(", ")} } from "./${basename(beside)}";\n`;
  return `${head}${bodies.join("")}${modules.flatMap((module) => exportLine(module, names)).join("")}`;
}

interface Module {
  readonly path: string;
  readonly source: string;
}

/** Returns a module and all that it imports, each behind those that it needs. */
function modulesOf(entry: string, found: Module[] = []): Module[] {
  if (found.some(({ path }) => path === entry)) return found;
  const source = readFileSync(entry, "utf8");
  const unread = source.replaceAll(importLine, "").replaceAll(exported, "");
  if (/^(?:import|export)\b/m.test(unread)) {
    throw new Error(`${basename(entry)} has an import or export that can't be joined.`);
  }
  for (const { 2: from = "" } of source.matchAll(importLine)) {
    modulesOf(resolve(dirname(entry), from), found);
  }
  found.push({ path: entry, source });
  return found;
}

function exportsOf(source: string): string[] {
  return Array.from(source.matchAll(exported), ({ 2: name = "" }) => name);
}

function importsFrom({ path, source }: Module, held: readonly Module[]): string[] {
  const wanted = [...source.matchAll(importLine)].filter(({ 2: from = "" }) =>
    held.some((module) => module.path === resolve(dirname(path), from)),
  );
  return wanted.flatMap(({ 1: names = "" }) => names.split(", "));
}

function exportLine({ path, source }: Module, names: ReadonlyMap<string, string>): string[] {
  const own = exportsOf(source);
  return own.length === 0 ? [] : [`export const { ${own.join(", ")} } = ${names.get(path)};\n`];
}
