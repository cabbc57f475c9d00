import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { gzipSync } from "node:zlib";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const versionLength = 12;
/** Pictures of pixels are packed already. */
const packable = /\.(?:css|js|svg)$/;

interface VersionedFolder {
  /** The folder on the disk. Only its style sheets, scripts and pictures are served. */
  readonly folder: string;
  /** Where it is served, without a slash at the end: "/web/assets". */
  readonly prefix: string;
  /** Files from elsewhere that are served with it: paths on the disk, by name. */
  readonly others?: Readonly<Record<string, string>>;
}

/**
 * Serves a page's files under an address that changes with their content, so that browsers may cache them. The address of
 * another version gets today's files, uncached: replicas are updated one after another. Text is packed once, at the start.
 * Returns the folder's address.
 */
export async function serveVersionedFolder(
  app: FastifyInstance,
  { folder, prefix, others = {} }: VersionedFolder,
): Promise<string> {
  const address = findVersionedAddress({ folder, prefix, others });
  const current = address.slice(prefix.length + 1);
  const packed = packFiles(folder, others);
  // In a scope of its own, because a scope can have only one folder.
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
    scope.get<{ Params: { version: string; file: string } }>(
      `${prefix}/:version/:file(^[a-z0-9-]+\\.(?:css|js|svg|png)$)`,
      async (request, reply) => {
        const { version, file } = request.params;
        reply.header(
          "cache-control",
          version === current ? "public, max-age=31536000, immutable" : "no-cache",
        );
        const bytes = packed.get(file);
        if (bytes !== undefined) {
          reply.header("vary", "accept-encoding");
          const accepted = String(request.headers["accept-encoding"] ?? "");
          if (/\bgzip\b/.test(accepted)) {
            return reply.type(mediaTypeOf(file)).header("content-encoding", "gzip").send(bytes);
          }
        }
        const other = others[file];
        if (other === undefined) return reply.sendFile(file);
        return reply.sendFile(basename(other), dirname(other));
      },
    );
  });
  return address;
}

/** Returns the address at which the folder is served, or will be. */
export function findVersionedAddress({ folder, prefix, others = {} }: VersionedFolder): string {
  return `${prefix}/${versionOf(folder, Object.values(others))}`;
}

/** Returns a name for what the files of a folder, and others, hold: another content has another version. */
export function versionOf(path: string, others: readonly string[] = []): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(path).toSorted()) {
    hash.update(file).update(readFileSync(`${path}/${file}`));
  }
  for (const other of others) hash.update(readFileSync(other));
  return hash.digest("hex").slice(0, versionLength);
}

function packFiles(folder: string, others: Readonly<Record<string, string>>) {
  const own = readdirSync(folder).map((file) => [file, `${folder}/${file}`] as const);
  const files = [...own, ...Object.entries(others)].filter(([file]) => packable.test(file));
  return new Map(files.map(([file, path]) => [file, gzipSync(readFileSync(path))]));
}

function mediaTypeOf(file: string): string {
  if (file.endsWith(".svg")) return "image/svg+xml";
  return `text/${file.endsWith(".css") ? "css" : "javascript"}; charset=utf-8`;
}
