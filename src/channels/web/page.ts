import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { WebEntry } from "./conversations.ts";
import type { WebDependencies } from "./dependencies.ts";
import { type PageView, viewPage } from "./page-view.ts";
import { isForm, requireSameOrigin } from "./request-checks.ts";
import { newVisitor, pageAddressOf, type Visitor } from "./visitor.ts";

/** A kiosk forgets its visitor after this long without a touch; the last seconds are announced. */
const kioskIdleSeconds = 120;
const kioskWarningSeconds = 20;

const id = z
  .string()
  .regex(/^[a-z0-9-]{1,100}$/)
  .optional()
  .catch(undefined);
const querySchema = z.object({
  point: id,
  procedure: id,
  code: z
    .string()
    .regex(/^[A-Za-z0-9]{3,16}$/)
    .optional()
    .catch(undefined),
  kiosk: z.literal("1").optional().catch(undefined),
});
type Query = z.infer<typeof querySchema>;

/** Serves `GET /`, the page with the conversation so far, and `POST /web/reset`, which erases it. */
export function pageRoutes(
  app: FastifyInstance,
  dependencies: WebDependencies,
  render: (view: PageView) => string,
): void {
  const { conversations, visitors } = dependencies;

  app.get("/", { exposeHeadRoute: false }, async (request, reply) => {
    const query = querySchema.parse(request.query);
    const { visitor, lines: stored } = await identifyVisitor(
      dependencies,
      visitors.read(request),
      query,
    );
    const isLink =
      visitor.kiosk === null && (query.point ?? query.procedure ?? query.code) !== undefined;
    const lines =
      stored.length > 0 && !isLink ? stored : await startConversation(dependencies, visitor, query);
    visitors.write(reply, visitor);
    return reply
      .type("text/html; charset=utf-8")
      .header("cache-control", "no-store")
      .send(render(viewPage(lines, dependencies.assets, kioskOf(dependencies, visitor))));
  });

  app.post("/web/reset", async (request, reply) => {
    requireSameOrigin(request, dependencies.publicOrigin);
    const old = visitors.read(request);
    if (old !== null) await conversations.forget(old.id);
    const visitor = newVisitor(old?.kiosk ?? null);
    visitors.write(reply, visitor);
    return isForm(request) ? reply.redirect(pageAddressOf(visitor), 303) : reply.code(204).send();
  });
}

/**
 * Returns the visitor and the conversation so far. At a kiosk that was left, or that became one, the former visitor's
 * conversation is erased and a new visitor begins: the next person must not read it.
 */
async function identifyVisitor(
  { conversations, now }: WebDependencies,
  known: Visitor | null,
  query: Query,
): Promise<{ visitor: Visitor; lines: readonly WebEntry[] }> {
  const kiosk = query.kiosk === undefined ? null : (query.point ?? "");
  if (known === null) return { visitor: newVisitor(kiosk), lines: [] };

  const { entries } = await conversations.read(known.id);
  const idleMs = now().getTime() - (entries.at(-1)?.at.getTime() ?? 0);
  const isAbandoned = kiosk !== null && idleMs > kioskIdleSeconds * 1000;
  if (known.kiosk === kiosk && !isAbandoned) return { visitor: known, lines: entries };
  await conversations.forget(known.id);
  return { visitor: newVisitor(kiosk), lines: [] };
}

async function startConversation(
  { conversations }: WebDependencies,
  visitor: Visitor,
  { point, procedure, code }: Query,
): Promise<readonly WebEntry[]> {
  await conversations.handle({
    visitor: visitor.id,
    messageId: randomUUID(),
    input:
      code === undefined
        ? {
            type: "start",
            ...(point !== undefined && { point }),
            ...(procedure !== undefined && { procedure }),
          }
        : { type: "code", code },
    said: null,
  });
  return (await conversations.read(visitor.id)).entries;
}

function kioskOf({ pointName }: WebDependencies, { kiosk }: Visitor): PageView["kiosk"] {
  if (kiosk === null) return null;
  return {
    pointName: pointName(kiosk),
    idleSeconds: kioskIdleSeconds,
    warningSeconds: kioskWarningSeconds,
  };
}
