import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { WebStart } from "./conversations.ts";
import type { WebDependencies } from "./dependencies.ts";
import { readerFor } from "./kiosk.ts";
import { parsePostedMessage } from "./posted-message.ts";
import { previewEntries } from "./preview-entries.ts";
import { isForm, requireSameOrigin } from "./request-checks.ts";
import {
  kioskStart,
  newestLine,
  newVisitor,
  pageAddressOf,
  placeOf,
  requireVisitor,
  startInput,
  type Visitor,
} from "./visitor.ts";
import { visitorMessageOf } from "./visitor-message.ts";

export const maxBodyBytes = 16 * 1024;
const windowMs = 60_000;

const querySchema = z.object({ after: z.string().optional().catch(undefined) });

/**
 * Serves `POST /web/messages`, which takes one input of the visitor and processes it once, however often it is sent, and
 * `GET /web/messages?after=`, which returns the entries of the stream to a browser without one.
 */
export function messageRoutes(app: FastifyInstance, dependencies: WebDependencies): void {
  const { conversations, visitors } = dependencies;
  const countMessage = app.createRateLimit({
    max: dependencies.messagesPerMinute,
    timeWindow: windowMs,
    keyGenerator: (request) => visitors.read(request)?.id ?? request.ip,
  });
  const limitMessages = async (request: FastifyRequest) => {
    const count = await countMessage(request);
    if (count.isAllowed || !count.isExceeded) return;
    const detail = "Bác nhắn nhanh quá, cháu chưa kịp trả lời. Bác chờ một phút rồi nhắn tiếp ạ.";
    throw new ProblemError(429, "too-many-messages", detail, {
      retryAfterSeconds: count.ttlInSeconds,
    });
  };

  /** Stores a start that the page only showed. The same id again begins nothing again. */
  const begin = (
    visitor: Visitor,
    start: WebStart,
    { id, address }: { readonly id: string; readonly address: string },
  ) =>
    conversations.handle({
      visitor: visitor.id,
      messageId: `start ${id}`,
      input: startInput(start),
      said: null,
      address,
    });

  /** Returns the lines that the visitor sees, from which a tapped button gets its words. */
  const linesFor = async (visitor: Visitor, message: { id: string; address: string }) => {
    const { entries } = await conversations.read(visitor.id);
    if (entries.length > 0) return entries;
    // The conversation has expired while its page was open: the tapped button may be one of the greeting's.
    await begin(visitor, kioskStart(visitor.kiosk), message);
    return (await conversations.read(visitor.id)).entries;
  };

  app.post("/web/messages", { bodyLimit: maxBodyBytes }, async (request, reply) => {
    requireSameOrigin(request, dependencies.publicOrigin);
    await limitMessages(request);
    const known = visitors.read(request);
    const visitor = known ?? { ...newVisitor(null), start: null };
    const { id, input } = parsePostedMessage(request.body);
    const address = request.ip;
    if (visitor.start !== null) {
      await begin(visitor, placeOf(visitor.start), { id: visitor.start.nonce, address });
    }
    const lines = input.type === "text" ? [] : await linesFor(visitor, { id, address });
    const said = visitorMessageOf(input, lines);
    await conversations.handle({ visitor: visitor.id, messageId: id, input, said, address });
    if (known === null || visitor.start !== null) {
      visitors.write(reply, { ...visitor, start: null });
    }
    if (isForm(request)) return reply.redirect(`${pageAddressOf(visitor)}${newestLine}`, 303);
    return reply.send({ id });
  });

  app.get("/web/messages", async (request, reply) => {
    const visitor = requireVisitor(visitors.read(request));
    const { after } = querySchema.parse(request.query);
    reply.header("cache-control", "no-store");
    const { continues, entries } = await readerFor(visitor, conversations).read(visitor.id, after);
    const preview = continues ? [] : await previewEntries(dependencies, visitor, request.ip);
    return { continues, entries: [...entries, ...preview] };
  });
}
