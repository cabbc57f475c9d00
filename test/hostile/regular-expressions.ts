import { glob, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse } from "@babel/parser";

/** A regular expression of the service: its source, its flags, and where it is written or built. */
export interface FoundExpression {
  readonly source: string;
  readonly flags: string;
  readonly where: string;
}

/** Finds the literals of every source file. */
export async function findLiterals(): Promise<FoundExpression[]> {
  const found: FoundExpression[] = [];
  for await (const path of glob("src/**/*.{ts,js}")) {
    const { tokens = [] } = parse(await readFile(path, "utf8"), {
      sourceType: "module",
      plugins: path.endsWith(".ts") ? ["typescript"] : [],
      tokens: true,
    });
    for (const { type, value, loc } of tokens as readonly Token[]) {
      if (type.label !== "regexp") continue;
      found.push({ source: value.pattern, flags: value.flags, where: `${path}:${loc.start.line}` });
    }
  }
  return found;
}

/** As much of the parser's tokens as is read here: its own types leave them open. */
interface Token {
  readonly type: { readonly label: string };
  readonly value: { readonly pattern: string; readonly flags: string };
  readonly loc: { readonly start: { readonly line: number } };
}

/** Calls `build`, and returns every expression that is built from strings meanwhile. */
export async function recordBuilt(build: () => Promise<void>): Promise<FoundExpression[]> {
  const found = new Map<string, FoundExpression>();
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, [pattern, flags = ""]: [string | RegExp, string?]) {
      const built = new target(pattern, flags);
      const where = new Error().stack?.split("\n").find((line) => line.includes("/src/")) ?? "";
      if (where !== "") found.set(String(built), { source: built.source, flags, where });
      return built;
    },
  });
  try {
    await build();
  } finally {
    globalThis.RegExp = original;
  }
  return [...found.values()];
}

/** Imports every module of the service that runs nothing by itself. */
export async function importAll(): Promise<void> {
  for await (const path of glob("src/**/*.ts")) {
    const isProgram = path === "src/main.ts" || path.startsWith("src/cli/");
    if (!isProgram && !path.endsWith(".d.ts")) await import(resolve(path));
  }
}
