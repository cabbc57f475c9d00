import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

export type Encoding = "br" | "gzip";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** For what is packed once and sent often. */
const thorough = 11;
/** For what is packed for one answer: packs as well as gzip at its best, in a fraction of the time. */
const quick = 5;
/** Smaller answers fit one packet anyway. */
const minLength = 1000;

/** Returns the best encoding that a browser takes; null if it takes none. */
export function acceptedEncoding(request: FastifyRequest): Encoding | null {
  const accepted = String(request.headers["accept-encoding"] ?? "");
  if (/\bbr\b(?!\s*;\s*q=0(?:[,\s]|$))/.test(accepted)) return "br";
  return /\bgzip\b(?!\s*;\s*q=0(?:[,\s]|$))/.test(accepted) ? "gzip" : null;
}

/** Packs a text, away from the event loop. */
export function pack(
  bytes: Buffer | string,
  encoding: Encoding,
  effort: "thorough" | "quick" = "thorough",
): Promise<Buffer> {
  if (encoding === "gzip") return zip(bytes);
  const quality = effort === "thorough" ? thorough : quick;
  return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}

/**
 * Packs the pages that a scope sends. A page holds no secret that forms send back, and nobody else can write into it, so its
 * length tells nothing.
 */
export function packPages(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply: FastifyReply, payload: unknown) => {
    const isPage = String(reply.getHeader("content-type") ?? "").startsWith("text/html");
    if (!isPage || typeof payload !== "string" || payload.length < minLength) return payload;
    reply.header("vary", "accept-encoding");
    const encoding = acceptedEncoding(request);
    if (encoding === null) return payload;
    const packed = await pack(payload, encoding, "quick");
    reply.header("content-encoding", encoding).header("content-length", packed.length);
    return packed;
  });
}
