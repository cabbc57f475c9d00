import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { WebDependencies } from "./dependencies.ts";
import { streamEvents } from "./stream-events.ts";
import { requireVisitor } from "./visitor.ts";

/** The most tabs of one visitor that may listen at once. */
const maxStreamsPerVisitor = 6;
/** The most open files of one process that streams may use. */
const maxStreams = 8_000;
const maxIdLength = 40;

const querySchema = z.object({ after: z.string().max(maxIdLength).optional().catch(undefined) });

/** Serves `GET /web/stream`: a visitor's entries as they come. */
export function streamRoute(app: FastifyInstance, dependencies: WebDependencies): void {
  const { conversations, visitors, heartbeatMs } = dependencies;
  const open = new Map<AbortController, string>();
  // Streams are ended before the server waits for its connections: they would never end by themselves.
  app.addHook("preClose", async () => {
    for (const stream of open.keys()) stream.abort();
  });

  app.get("/web/stream", { exposeHeadRoute: false }, async (request, reply) => {
    const visitor = requireVisitor(visitors.read(request));
    refuseTooMany([...open.values()], visitor.id);

    const stream = new AbortController();
    open.set(stream, visitor.id);
    reply.raw.once("close", () => stream.abort());
    stream.signal.addEventListener("abort", () => open.delete(stream));
    const { signal } = stream;
    const after = lastIdOf(request);
    const events = streamEvents(conversations, { visitor: visitor.id, after, heartbeatMs, signal });
    return (
      reply
        .header("content-type", "text/event-stream; charset=utf-8")
        .header("cache-control", "no-store")
        // Otherwise the connection would outlive its stream, and a closing server would wait for it.
        .header("connection", "close")
        .header("x-accel-buffering", "no")
        .send(Readable.from(events, { objectMode: false }))
    );
  });
}

function refuseTooMany(open: readonly string[], visitor: string): void {
  const own = open.filter((id) => id === visitor).length;
  if (own < maxStreamsPerVisitor && open.length < maxStreams) return;
  const status = own < maxStreamsPerVisitor ? 503 : 429;
  const detail = "Trang này đang mở ở quá nhiều nơi, bác đóng bớt giúp cháu ạ.";
  throw new ProblemError(status, "too-many-streams", detail);
}

/** Reads the last entry that the browser has: its own header after a reconnect, the page's parameter the first time. */
function lastIdOf(request: FastifyRequest): string | undefined {
  const header = request.headers["last-event-id"];
  if (typeof header === "string" && header !== "") return header.slice(0, maxIdLength);
  return querySchema.parse(request.query).after;
}
