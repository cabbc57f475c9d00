import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import { networkOf } from "../../security/network.ts";
import type { WebDependencies } from "./dependencies.ts";
import { readerFor } from "./kiosk.ts";
import { streamEvents } from "./stream-events.ts";
import { requireVisitor } from "./visitor.ts";

/** The most tabs of one visitor that may listen at once. */
const maxStreamsPerVisitor = 6;
/** A whole neighbourhood may share an address. A page without a stream fetches the replies after each message. */
const maxStreamsPerAddress = 120;
/** The most open files of one process that streams may use. */
const maxStreams = 8_000;
const maxIdLength = 40;
const retryAfterSeconds = 60;

interface Listener {
  readonly visitor: string;
  readonly network: string;
}

/** A page without lines has no last one: its parameter is empty. */
const querySchema = z.object({
  after: z.string().min(1).max(maxIdLength).optional().catch(undefined),
});

/** Serves `GET /web/stream`: a visitor's entries as they come. */
export function streamRoute(app: FastifyInstance, dependencies: WebDependencies): void {
  const { conversations, visitors, heartbeatMs } = dependencies;
  const open = new Map<AbortController, Listener>();
  // Streams are ended before the server waits for its connections: they would never end by themselves.
  app.addHook("preClose", async () => {
    for (const stream of open.keys()) stream.abort();
  });

  app.get("/web/stream", async (request, reply) => {
    const visitor = requireVisitor(visitors.read(request));
    // A HEAD would hold an answer open that nobody reads.
    if (request.method === "HEAD") return setHeaders(reply).send("");
    const listener = { visitor: visitor.id, network: networkOf(request.ip) };
    refuseTooMany([...open.values()], listener);

    const stream = new AbortController();
    open.set(stream, listener);
    reply.raw.once("close", () => stream.abort());
    stream.signal.addEventListener("abort", () => open.delete(stream));
    const { signal } = stream;
    const after = lastIdOf(request);
    const events = streamEvents(readerFor(visitor, conversations), {
      visitor: visitor.id,
      after,
      heartbeatMs,
      signal,
    });
    return (
      setHeaders(reply)
        // Otherwise the connection would outlive its stream, and a closing server would wait for it.
        .header("connection", "close")
        .header("x-accel-buffering", "no")
        .send(Readable.from(events, { objectMode: false }))
    );
  });
}

function setHeaders(reply: FastifyReply): FastifyReply {
  return reply
    .header("content-type", "text/event-stream; charset=utf-8")
    .header("cache-control", "no-store");
}

function refuseTooMany(open: readonly Listener[], { visitor, network }: Listener): void {
  const isOwnFull = open.filter((one) => one.visitor === visitor).length >= maxStreamsPerVisitor;
  const isAddressFull =
    open.filter((one) => one.network === network).length >= maxStreamsPerAddress;
  if (!isOwnFull && !isAddressFull && open.length < maxStreams) return;
  const detail = "Trang này đang mở ở quá nhiều nơi, bác đóng bớt giúp cháu ạ.";
  throw new ProblemError(isOwnFull || isAddressFull ? 429 : 503, "too-many-streams", detail, {
    retryAfterSeconds,
  });
}

/** Reads the last entry that the browser has: its own header after a reconnect, the page's parameter the first time. */
function lastIdOf(request: FastifyRequest): string | undefined {
  const header = request.headers["last-event-id"];
  if (typeof header === "string" && header !== "") return header.slice(0, maxIdLength);
  return querySchema.parse(request.query).after;
}
