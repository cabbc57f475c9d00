import { Transform } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { networkOf } from "../security/network.ts";
import { ProblemError } from "./problem.ts";

/** As much as any route reads of anybody. What is longer is charged to its sender. */
const freeBytes = 64 * 1024;
/** One body of the largest size, and no second one from the same place. */
const maxBytesPerAddress = 16 * 1024 * 1024;
const maxBytes = 64 * 1024 * 1024;
const retryAfterSeconds = 2;

/**
 * Limits what large bodies hold in memory before the routes of this scope know who sent them: a signature, or a session in the
 * body, can be checked only when the body was read. A body that announces its length is refused before any of it is read.
 */
export function limitBodiesInFlight(app: FastifyInstance): void {
  const budget = new BodyBudget();
  /** Returns the error with which the request ends, or undefined. */
  const charge = (request: FastifyRequest, reply: FastifyReply, bytes: number) => {
    if (budget.reserve(request, networkOf(request.ip), bytes)) return undefined;
    // Otherwise Node would read the body to its end, to use the connection again.
    reply.header("connection", "close");
    return new ProblemError(429, "too-many-bodies", "Too much is being sent at the same time", {
      retryAfterSeconds,
    });
  };

  app.addHook("onRequest", (request, reply, done) => {
    const length = Number(request.headers["content-length"] ?? 0);
    done(length > freeBytes ? charge(request, reply, length) : undefined);
  });
  app.addHook("preParsing", (request, reply, payload, done) => {
    if (request.headers["transfer-encoding"] === undefined) return done(null, payload);
    let length = 0;
    const counting = new Transform({
      transform(chunk: Buffer, _encoding, passOn) {
        const charged = Math.max(length, freeBytes);
        length += chunk.length;
        const error = length > charged ? charge(request, reply, length - charged) : undefined;
        passOn(error ?? null, chunk);
      },
    });
    done(null, payload.pipe(counting));
  });
  // It runs for requests that were aborted too.
  app.addHook("onResponse", (request, _reply, done) => {
    budget.release(request);
    done();
  });
}

interface Reservation {
  readonly network: string;
  readonly bytes: number;
}

class BodyBudget {
  readonly #reservations = new Map<FastifyRequest, Reservation>();
  readonly #bytesOf = new Map<string, number>();
  #bytes = 0;

  /** Adds to what a request has reserved. Returns false, and changes nothing, if there is not so much room. */
  reserve(request: FastifyRequest, network: string, bytes: number): boolean {
    const own = (this.#bytesOf.get(network) ?? 0) + bytes;
    if (own > maxBytesPerAddress || this.#bytes + bytes > maxBytes) return false;
    const before = this.#reservations.get(request)?.bytes ?? 0;
    this.#reservations.set(request, { network, bytes: before + bytes });
    this.#bytesOf.set(network, own);
    this.#bytes += bytes;
    return true;
  }

  release(request: FastifyRequest): void {
    const reserved = this.#reservations.get(request);
    if (reserved === undefined) return;
    this.#reservations.delete(request);
    const rest = (this.#bytesOf.get(reserved.network) ?? 0) - reserved.bytes;
    if (rest > 0) this.#bytesOf.set(reserved.network, rest);
    else this.#bytesOf.delete(reserved.network);
    this.#bytes -= reserved.bytes;
  }
}
