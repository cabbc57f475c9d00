import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { WebDependencies } from "./dependencies.ts";
import { isForm } from "./form.ts";
import { parsePostedMessage } from "./posted-message.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { newVisitor, pageAddressOf, requireVisitor } from "./visitor.ts";
import { visitorMessageOf } from "./visitor-message.ts";

export const maxBodyBytes = 16 * 1024;
const perMinute = 60_000;

const querySchema = z.object({ after: z.string().optional().catch(undefined) });

/**
 * `POST /web/messages`: one thing that the visitor did, answered once however often it is sent.
 * `GET /web/messages?after=`: the same lines as the stream's, for a browser that has none.
 */
export function messageRoutes(app: FastifyInstance, dependencies: WebDependencies): void {
  const { conversations, visitors } = dependencies;
  const countMessage = app.createRateLimit({
    max: dependencies.messagesPerMinute,
    timeWindow: perMinute,
    keyGenerator: (request) => visitors.read(request)?.id ?? request.ip,
  });
  const refuseHaste = async (request: FastifyRequest) => {
    const count = await countMessage(request);
    if (count.isAllowed || !count.isExceeded) return;
    const detail = "Bác nhắn nhanh quá, cháu chưa kịp trả lời. Bác chờ một phút rồi nhắn tiếp ạ.";
    throw new ProblemError(429, "too-many-messages", detail, {
      retryAfterSeconds: count.ttlInSeconds,
    });
  };

  app.post("/web/messages", { bodyLimit: maxBodyBytes }, async (request, reply) => {
    requireSameOrigin(request, dependencies.publicOrigin);
    await refuseHaste(request);
    const known = visitors.read(request);
    const visitor = known ?? newVisitor(null);
    const { id, input } = parsePostedMessage(request.body);
    const kept = input.type === "text" ? null : await conversations.read(visitor.id);
    const said = visitorMessageOf(input, kept?.entries ?? []);
    await conversations.handle({ visitor: visitor.id, messageId: id, input, said });
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
