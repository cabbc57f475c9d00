import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const versionLength = 12;

interface VersionedFiles {
  readonly folder: string;
  /** Of the address, such as `/web/assets`. */
  readonly prefix: string;
  readonly version: string;
  /** What the names of the files look like, as a regular expression. */
  readonly names: string;
}

/**
 * Serves the files of a folder under `prefix/version/`, so that browsers may cache them. The address of another version gets
 * today's files, uncached: replicas are updated one after another.
 */
export async function serveVersionedFiles(
  app: FastifyInstance,
  { folder, prefix, version, names }: VersionedFiles,
): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  app.get<{ Params: { version: string; file: string } }>(
    `${prefix}/:version/:file(${names})`,
    async (request, reply) => {
      const isCurrent = request.params.version === version;
      reply.header("cache-control", isCurrent ? "public, max-age=31536000, immutable" : "no-cache");
      return reply.sendFile(request.params.file);
    },
  );
}

/** Returns a name for what the files of a folder hold: another content has another version. */
export function versionOf(folder: string): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).toSorted()) {
    hash.update(file).update(readFileSync(`${folder}/${file}`));
  }
  return hash.digest("hex").slice(0, versionLength);
}
