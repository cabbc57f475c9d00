import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const versionLength = 12;

interface VersionedFolder {
  /** The folder on the disk. Only its style sheets, scripts and pictures are served. */
  readonly folder: string;
  /** Where it is served, without a slash at the end: "/web/assets". */
  readonly prefix: string;
}

/**
 * Serves a page's files under an address that changes with their content, so that browsers may cache them. The address of
 * another version gets today's files, uncached: replicas are updated one after another. Returns the folder's address.
 */
export async function serveVersionedFolder(
  app: FastifyInstance,
  { folder, prefix }: VersionedFolder,
): Promise<string> {
  const address = findVersionedAddress({ folder, prefix });
  const current = address.slice(prefix.length + 1);
  // In a scope of its own, because a scope can have only one folder.
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
    scope.get<{ Params: { version: string; file: string } }>(
      `${prefix}/:version/:file(^[a-z0-9-]+\\.(?:css|js|svg|png)$)`,
      async (request, reply) => {
        const isCurrent = request.params.version === current;
        reply.header(
          "cache-control",
          isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
        );
        return reply.sendFile(request.params.file);
      },
    );
  });
  return address;
}

/** Returns the address at which the folder is served, or will be. */
export function findVersionedAddress({ folder, prefix }: VersionedFolder): string {
  return `${prefix}/${versionOf(folder)}`;
}

/** Returns a name for what the files of a folder hold: another content has another version. */
export function versionOf(path: string): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(path).toSorted()) {
    hash.update(file).update(readFileSync(`${path}/${file}`));
  }
  return hash.digest("hex").slice(0, versionLength);
}
