import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FastifyInstance } from "fastify";
import { manualPictures } from "../manual/pictures.ts";

const versionLength = 12;
const require = createRequire(import.meta.url);

const script = "text/javascript; charset=utf-8";
const assetFile = (name: string) => new URL(`../assets/${name}`, import.meta.url);

/** In this order: a rule stands below those that it refines. */
const styles = [
  "base",
  "text",
  "forms",
  "tables",
  "head",
  "figures",
  "points",
  "broadcasts",
  "catalog",
  "dossiers",
  "home",
  "import",
  "audit",
  "inbox",
  "manual",
];

/** Each asset is served as one file, which may be made of several by subject. */
const files = [
  {
    name: "desk.css",
    type: "text/css; charset=utf-8",
    paths: [...styles, "print"].map((name) => assetFile(`css/${name}.css`)),
  },
  { name: "copy.js", type: script, paths: [assetFile("copy.js")] },
  { name: "show-password.js", type: script, paths: [assetFile("show-password.js")] },
  { name: "place.js", type: script, paths: [assetFile("place.js")] },
  { name: "import.js", type: script, paths: [assetFile("import.js")] },
  { name: "broadcast.js", type: script, paths: [assetFile("broadcast.js")] },
  { name: "print-page.js", type: script, paths: [assetFile("print-page.js")] },
  { name: "notices.js", type: script, paths: [assetFile("notices.js")] },
  { name: "push.js", type: script, paths: [assetFile("push.js")] },
  { name: "undo.js", type: script, paths: [assetFile("undo.js")] },
  { name: "inbox.js", type: script, paths: [assetFile("inbox.js")] },
  { name: "htmx.js", type: script, paths: [require.resolve("htmx.org/dist/htmx.min.js")] },
  ...Object.keys(manualPictures).map((name) => ({
    name: `manual/${name}.webp`,
    type: "image/webp",
    paths: [new URL(`../manual/pictures/${name}.webp`, import.meta.url)],
  })),
];

/** Serves the desk's style sheet and scripts under an address that changes with their content. Returns that address. */
export function serveDeskAssets(app: FastifyInstance): string {
  const loaded = files.map(({ paths, ...file }) => ({
    ...file,
    content: Buffer.concat(paths.map((path) => readFileSync(path))),
  }));
  const hash = createHash("sha256");
  for (const { content } of loaded) hash.update(content);
  const folder = `/desk/assets/${hash.digest("hex").slice(0, versionLength)}`;
  for (const { name, type, content } of loaded) {
    app.get(`${folder}/${name}`, async (_request, reply) =>
      reply.type(type).header("cache-control", "public, max-age=31536000, immutable").send(content),
    );
  }
  // A service worker stays where it is, and rules the pages below its address.
  const worker = readFileSync(assetFile("push-worker.js"));
  app.get("/desk/push-worker.js", async (_request, reply) =>
    reply.type(script).header("cache-control", "no-cache").send(worker),
  );
  return folder;
}
