import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FastifyInstance } from "fastify";

const versionLength = 12;
const require = createRequire(import.meta.url);

const files = [
  {
    name: "desk.css",
    type: "text/css; charset=utf-8",
    path: new URL("../assets/desk.css", import.meta.url),
  },
  {
    name: "copy.js",
    type: "text/javascript; charset=utf-8",
    path: new URL("../assets/copy.js", import.meta.url),
  },
  {
    name: "broadcast.js",
    type: "text/javascript; charset=utf-8",
    path: new URL("../assets/broadcast.js", import.meta.url),
  },
  {
    name: "htmx.js",
    type: "text/javascript; charset=utf-8",
    path: require.resolve("htmx.org/dist/htmx.min.js"),
  },
] as const;

/** Serves the desk's files under an address that changes with their content. Returns the folder's address. */
export function serveAssets(app: FastifyInstance): string {
  const loaded = files.map(({ path, ...file }) => ({ ...file, content: readFileSync(path) }));
  const hash = createHash("sha256");
  for (const { content } of loaded) hash.update(content);
  const folder = `/desk/assets/${hash.digest("hex").slice(0, versionLength)}`;
  for (const { name, type, content } of loaded) {
    app.get(`${folder}/${name}`, async (_request, reply) =>
      reply.type(type).header("cache-control", "public, max-age=31536000, immutable").send(content),
    );
  }
  return folder;
}
