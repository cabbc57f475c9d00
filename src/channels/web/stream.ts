import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { WebDependencies } from "./dependencies.ts";
import { streamEvents } from "./stream-events.ts";
import { requireVisitor } from "./visitor.ts";

/** Tabs of one visitor that may listen at once. */
const maxStreamsPerVisitor = 6;
/** Open files of one process that streams may take. */
const maxStreams = 8_000;
const maxIdLength = 40;

const querySchema = z.object({ after: z.string().max(maxIdLength).optional().catch(undefined) });

/** `GET /web/stream`: a visitor's lines, live. */
export function streamRoute(app: FastifyInstance, dependencies: WebDependencies): void {
  const { conversations, visitors, heartbeatMs } = dependencies;
  const open = new Map<AbortController, string>();
  // Before the server waits for its connections to end: these never would.
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
        // Else the connection outlives its stream, and a closing server waits for it.
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

/** The header is the browser's own on a reconnect; the first time the page names its last line. */
function lastIdOf(request: FastifyRequest): string | undefined {
  const header = request.headers["last-event-id"];
  if (typeof header === "string" && header !== "") return header.slice(0, maxIdLength);
  return querySchema.parse(request.query).after;
}
