import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { joinModules } from "../../http/join-modules.ts";
import { joinStyles } from "../../http/join-styles.ts";
import { serveVersionedFolder } from "../../http/versioned-folder.ts";

const folder = fileURLToPath(new URL("assets", import.meta.url));
const chat = `${folder}/chat.js`;
/** Scripts that the chat's page loads when they are needed. */
const later = ["dictation.js", "drawn.js", "kiosk-page.js", "scan.js", "speech.js"];

/** Serves the files of the chat's pages. Returns their folder's address, which changes with their content. */
export function serveWebAssets(app: FastifyInstance): Promise<string> {
  return serveVersionedFolder(app, { folder, prefix: "/web/assets", made: makeFiles() });
}

/** Returns the scripts and style sheets that are joined of several, by name, and what reads QR codes. */
export function makeFiles(): Readonly<Record<string, string>> {
  const beside = { beside: chat };
  return {
    "chat.js": joinModules(chat),
    ...Object.fromEntries(later.map((name) => [name, joinModules(`${folder}/${name}`, beside)])),
    "style.css": joinStyles(`${folder}/style.css`),
    "chat.css": joinStyles(`${folder}/chat.css`),
    "jsqr.js": readFileSync(createRequire(import.meta.url).resolve("jsqr"), "utf8"),
  };
}
