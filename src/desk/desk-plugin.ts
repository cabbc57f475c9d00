import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import { limitRequests } from "../http/rate-limit.ts";
import { serveDeskAssets } from "./framework/assets.ts";
import type { DeskContext } from "./framework/context.ts";
import { createDeskErrorHandler } from "./framework/error-handler.ts";
import { DeskError } from "./framework/errors.ts";
import { createGuard } from "./framework/guard.ts";
import { registerRoutes } from "./framework/register-routes.ts";
import { createRender } from "./framework/render.ts";
import { deskRoutes } from "./routes.ts";

export interface DeskPluginOptions {
  readonly desk: DeskContext;
  readonly csrfKey: string;
  /** All requests of one address: an office may share one. */
  readonly requestsPerMinute: number;
}

/** The pages and the API for officials, help-point staff and administrators: a fastify plugin. */
export async function deskPlugin(
  app: FastifyInstance,
  { desk, csrfKey, requestsPerMinute }: DeskPluginOptions,
): Promise<void> {
  const { origin, protocol } = new URL(desk.publicUrl);
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart);
  await limitRequests(app, {
    requestsPerMinute,
    createError: (retryAfterSeconds) =>
      new DeskError(429, "too-many-requests", "Quá nhiều yêu cầu, bạn chờ một phút.", {
        retryAfterSeconds,
      }),
  });
  const streams = new Set<AbortController>();
  app.addHook("preClose", async () => {
    for (const stream of streams) stream.abort();
  });
  const render = createRender(serveDeskAssets(app));
  const sender = { render, isSecure: protocol === "https:", streams };
  const guard = createGuard(desk, csrfKey, origin);
  app.setErrorHandler(createDeskErrorHandler(sender, guard.identify));
  registerRoutes(app, deskRoutes, { desk, sender, guard });
}
