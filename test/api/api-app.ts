import Fastify, { type FastifyInstance } from "fastify";
import { apiPlugin } from "../../src/api/api-plugin.ts";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { problemDetails, sendProblem } from "../../src/http/problem.ts";

/** Builds the API as the service registers it, without a port and at one fixed moment. */
export async function buildApi(catalog: Catalog, now: string): Promise<FastifyInstance> {
  const app = Fastify({ frameworkErrors: sendProblem });
  await app.register(problemDetails);
  await app.register(apiPlugin, { catalog: () => catalog, now: () => new Date(now) });
  await app.ready();
  return app;
}
