import fastifySwagger from "@fastify/swagger";
import type { FastifyPluginAsync } from "fastify";
import {
  createJsonSchemaTransform,
  type FastifyPluginAsyncZod,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import { z } from "zod";
import type { ApiOptions } from "./api-options.ts";
import { checklistApiRoutes } from "./checklist.ts";
import { describeResponses } from "./describe-responses.ts";
import { pointApiRoutes } from "./points.ts";
import { procedureApiRoutes } from "./procedures.ts";
import { searchApiRoutes } from "./search.ts";

type SchemaOverride = NonNullable<z.core.ToJSONSchemaParams["override"]>;

const prefix = "/api/v1";

const description = [
  "Administrative procedures of Việt Nam and the places where residents get help with them.",
  "Times are ISO 8601 with offset; null means that no source gives the value.",
  "Errors are application/problem+json (RFC 9457).",
].join(" ");

const documentSchema = z
  .record(z.string(), z.unknown())
  .meta({ description: "This API as an OpenAPI 3.1 document" });

/**
 * Registers the public read-only API under /api/v1 and its OpenAPI document. Pages of any origin may read it, because it
 * holds no data about residents and sets no cookie.
 */
export const apiPlugin: FastifyPluginAsync<ApiOptions> = async (app, options) => {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "access-control-allow-origin": "*", "cache-control": "no-store" });
  });
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Hướng Dẫn",
        version: "1",
        description,
        license: { name: "ODbL-1.0", url: "https://opendatacommons.org/licenses/odbl/1-0/" },
      },
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig: { override: keepExamples } }),
  });
  await app.register(openapiRoute, { prefix });
  await app.register(searchApiRoutes, { prefix, ...options });
  await app.register(procedureApiRoutes, { prefix, ...options });
  await app.register(checklistApiRoutes, { prefix, ...options });
  await app.register(pointApiRoutes, { prefix, ...options });
};

const openapiRoute: FastifyPluginAsyncZod = async (app) => {
  app.get(
    "/openapi.json",
    {
      schema: {
        operationId: "getOpenapi",
        summary: "This document",
        response: describeResponses(documentSchema),
      },
    },
    (_request, reply) => {
      reply.header("cache-control", "public, max-age=60");
      return { ...app.swagger() };
    },
  );
};

/** Restores the examples of preprocessed parameters, which zod leaves out of the document. */
function keepExamples({ zodSchema, jsonSchema }: Parameters<SchemaOverride>[0]): void {
  const examples = z.globalRegistry.get(zodSchema)?.["examples"];
  if (Array.isArray(examples)) jsonSchema.examples = examples;
}
