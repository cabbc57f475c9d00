import type { FastifyInstance, FastifyRequest } from "fastify";
import type { DeskContext } from "./context.ts";
import { forbidden, notFound, signInNeeded } from "./errors.ts";
import type { Guard, Identity } from "./guard.ts";
import { readBody } from "./read-body.ts";
import { type Responder, sendResult } from "./respond.ts";
import { type DeskRequest, type DeskRoute, isReachable, type RoleRoute } from "./route.ts";
import type { ViewResult } from "./view-result.ts";

/** An uploaded list of updates, with its form. */
const maxFileBytes = 5 * 1024 * 1024;

/** Registers every line of the table; each request is identified, checked and answered in the same way. */
export function registerRoutes(
  app: FastifyInstance,
  routes: readonly DeskRoute[],
  { desk, guard, sender }: { desk: DeskContext; guard: Guard; sender: Responder },
): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: `/desk${route.path}`,
      exposeHeadRoute: false,
      ...(route.takesFile === true && { bodyLimit: maxFileBytes }),
      handler: async (request, reply) => {
        const identity = await guard.identify(request);
        // Before the body is read: who may not has no file of theirs taken in.
        if (route.roles !== "anyone") requireRole(route, identity);
        const { body, upload } = await readBody(request, maxFileBytes);
        if (route.method === "POST") guard.requireOwnPage(request, identity, body);
        const call = { ...callOf(request, desk.now()), body, upload };
        const answer = await answerOf(route, call, identity, desk);
        return sendResult(sender, request, reply, { answer, identity });
      },
    });
  }
}

function requireRole(route: RoleRoute, { session }: Identity): void {
  if (session === null) throw signInNeeded();
  if (!route.roles.includes(session.account.role)) throw forbidden();
}

async function answerOf(
  route: DeskRoute,
  call: DeskRequest,
  { session }: Identity,
  desk: DeskContext,
): Promise<ViewResult> {
  if (route.roles === "anyone") return route.answer(call, desk);
  if (session === null) throw signInNeeded();
  const signedIn = { ...call, session, account: session.account };
  if (route.ownerOf !== undefined) {
    const owner = await route.ownerOf(signedIn, desk);
    if (owner === null || !isReachable(session.account, owner)) throw notFound();
  }
  return route.answer(signedIn, desk);
}

function callOf(request: FastifyRequest, now: Date) {
  return {
    params: request.params as Readonly<Record<string, string>>,
    query: request.query,
    address: request.ip,
    userAgent: request.headers["user-agent"],
    now,
  };
}
