import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { WebDependencies } from "./dependencies.ts";
import { parsePostedMessage } from "./posted-message.ts";
import { isForm, requireSameOrigin } from "./request-checks.ts";
import { newVisitor, pageAddressOf, requireVisitor } from "./visitor.ts";
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

  app.post("/web/messages", { bodyLimit: maxBodyBytes }, async (request, reply) => {
    requireSameOrigin(request, dependencies.publicOrigin);
    await limitMessages(request);
    const known = visitors.read(request);
    const visitor = known ?? newVisitor(null);
    const { id, input } = parsePostedMessage(request.body);
    const shown = input.type === "text" ? null : await conversations.read(visitor.id);
    const said = visitorMessageOf(input, shown?.entries ?? []);
    const address = request.ip;
    await conversations.handle({ visitor: visitor.id, messageId: id, input, said, address });
    if (known === null) visitors.write(reply, visitor);
    if (isForm(request)) return reply.redirect(pageAddressOf(visitor), 303);
    return reply.send({ id });
  });

  app.get("/web/messages", async (request, reply) => {
    const visitor = requireVisitor(visitors.read(request));
    const { after } = querySchema.parse(request.query);
    reply.header("cache-control", "no-store");
    return conversations.read(visitor.id, after);
  });
}
