import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { acceptedEncoding, type Encoding, pack } from "./packing.ts";

const versionLength = 12;
/** Pictures of pixels are packed already. */
const packable = /\.(?:css|js|svg)$/;

export interface VersionedFolder {
  /** The folder on the disk. Only its style sheets, scripts and pictures are served. */
  readonly folder: string;
  /** Where it is served, without a slash at the end: "/web/assets". */
  readonly prefix: string;
  /** Files that are made of others, by name: they stand in for a file of the folder with the same name. */
  readonly made?: Readonly<Record<string, string>>;
}

/**
 * Serves a page's files under an address that changes with their content, so that browsers may cache them. The address of
 * another version gets today's files, uncached: replicas are updated one after another. Text is packed once, when it is
 * first asked for. Returns the folder's address.
 */
export async function serveVersionedFolder(
  app: FastifyInstance,
  { folder, prefix, made = {} }: VersionedFolder,
): Promise<string> {
  const address = findVersionedAddress({ folder, prefix, made });
  const current = address.slice(prefix.length + 1);
  const find = openTexts(folder, made);
  // In a scope of its own, because a scope can have only one folder.
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
    scope.get<{ Params: { version: string; file: string } }>(
      `${prefix}/:version/:file(^[a-z0-9-]+\\.(?:css|js|svg|png)$)`,
      async (request, reply) => {
        const { version, file } = request.params;
        dropPageHeaders(reply);
        reply.header(
          "cache-control",
          version === current ? "public, max-age=31536000, immutable" : "no-cache",
        );
        const text = find(file);
        if (text === null) return reply.sendFile(file);
        reply.type(mediaTypeOf(file)).header("vary", "accept-encoding");
        const encoding = acceptedEncoding(request);
        if (encoding === null) return reply.send(text.content);
        return reply.header("content-encoding", encoding).send(await text.packed(encoding));
      },
    );
    // The limit's figures are for who writes a program, not for pictures; it adds them last.
    scope.addHook("onSend", async (_request, reply) => {
      for (const name of ["limit", "remaining", "reset"]) reply.removeHeader(`x-ratelimit-${name}`);
    });
  });
  return address;
}

/** Returns the address at which the folder is served, or will be. */
export function findVersionedAddress({ folder, prefix, made = {} }: VersionedFolder): string {
  return `${prefix}/${versionOf(folder, made)}`;
}

/** Returns a name for what the files of a folder, and those made, hold: another content has another version. */
function versionOf(folder: string, made: Readonly<Record<string, string>>): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).toSorted()) {
    hash.update(file).update(readFileSync(`${folder}/${file}`));
  }
  for (const [file, content] of Object.entries(made)) hash.update(file).update(content);
  return hash.digest("hex").slice(0, versionLength);
}

/** What is said about pages would double the size of a small picture. */
function dropPageHeaders(reply: FastifyReply): void {
  for (const name of reply.raw.getHeaderNames()) reply.raw.removeHeader(name);
  reply
    .removeHeader("permissions-policy")
    .header("x-content-type-options", "nosniff")
    .header("cross-origin-resource-policy", "same-origin");
}

interface Text {
  readonly content: string;
  packed(encoding: Encoding): Promise<Buffer>;
}

/** Returns what finds the text of a file; null for what is not text, or not there. */
function openTexts(folder: string, made: Readonly<Record<string, string>>) {
  const own = readdirSync(folder)
    .filter((file) => packable.test(file))
    .map((file) => [file, readFileSync(`${folder}/${file}`, "utf8")] as const);
  const texts = new Map(
    [...own, ...Object.entries(made)].map(([file, content]) => [file, packOnce(content)]),
  );
  return (file: string): Text | null => texts.get(file) ?? null;
}

function packOnce(content: string): Text {
  const packed = new Map<Encoding, Promise<Buffer>>();
  return {
    content,
    packed: (encoding) => {
      const known = packed.get(encoding) ?? pack(content, encoding);
      packed.set(encoding, known);
      return known;
    },
  };
}

function mediaTypeOf(file: string): string {
  if (file.endsWith(".svg")) return "image/svg+xml";
  return `text/${file.endsWith(".css") ? "css" : "javascript"}; charset=utf-8`;
}
