import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { serveVersionedFolder } from "../../http/versioned-folder.ts";

const folder = fileURLToPath(new URL("assets", import.meta.url));
/** Reads QR codes. The page loads it only when somebody wants to read one. */
const others = { "jsqr.js": createRequire(import.meta.url).resolve("jsqr") };

/** The modules that the page's script imports, which browsers may fetch before they have read it. */
export const chatModules: readonly string[] = [...importedBy("chat.js", new Set())];

/** Serves the files of the chat's pages. Returns their folder's address, which changes with their content. */
export function serveWebAssets(app: FastifyInstance): Promise<string> {
  return serveVersionedFolder(app, { folder, prefix: "/web/assets", others });
}

function importedBy(module: string, found: Set<string>): Set<string> {
  const source = readFileSync(`${folder}/${module}`, "utf8");
  for (const [, name = ""] of source.matchAll(/ from "\.\/([a-z-]+\.js)"/g)) {
    if (found.has(name)) continue;
    found.add(name);
    importedBy(name, found);
  }
  return found;
}
