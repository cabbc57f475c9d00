import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

const importRule = /^@import "([\w./-]+\.css)";\n/gm;

/** Returns a style sheet with those that it imports in their places, so that a browser fetches one file. */
export function joinStyles(path: string): string {
  return readFileSync(path, "utf8").replaceAll(importRule, (_rule, from: string) =>
    joinStyles(resolve(dirname(path), from)),
  );
}
