import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { describeResponses } from "./describe-responses.ts";

const documentSchema = z
  .record(z.string(), z.unknown())
  .meta({ description: "This API as an OpenAPI 3.1 document" });

export const openapiRoute: FastifyPluginAsyncZod = async (app) => {
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
