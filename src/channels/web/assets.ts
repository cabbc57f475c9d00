import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const folder = fileURLToPath(new URL("assets", import.meta.url));
const versionLength = 12;

/**
 * Serves the page's files under an address that changes with their content, so that browsers may cache them. The address
 * of another version gets today's files, uncached: replicas are updated one after another. Returns the folder's address.
 */
export async function serveWebAssets(app: FastifyInstance): Promise<string> {
  const current = versionOf(folder);
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  app.get<{ Params: { version: string; file: string } }>(
    "/web/assets/:version/:file(^[a-z-]+\\.(?:css|js|svg)$)",
    async (request, reply) => {
      const isCurrent = request.params.version === current;
      reply.header("cache-control", isCurrent ? "public, max-age=31536000, immutable" : "no-cache");
      return reply.sendFile(request.params.file);
    },
  );
  return `/web/assets/${current}`;
}

function versionOf(path: string): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(path).toSorted()) {
    hash.update(file).update(readFileSync(`${path}/${file}`));
  }
  return hash.digest("hex").slice(0, versionLength);
}
