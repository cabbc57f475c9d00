import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { toLocalDay } from "../catalog/local-time.ts";
import { procedureSchema } from "../catalog/procedure-schema.ts";
import { viewOn } from "../catalog/procedures/dated-view.ts";
import { NotFoundError } from "../http/problem.ts";
import type { ApiOptions } from "./api-options.ts";
import { describeResponses } from "./describe-responses.ts";
import { dayParameter } from "./parameters.ts";

/** The catalogue rarely changes and is the same for everybody. */
const cacheControl = "public, max-age=60";

const summarySchema = procedureSchema.pick({
  id: true,
  name: true,
  kind: true,
  code: true,
  field: true,
  level: true,
  agency: true,
});

const listSchema = z.object({ results: z.array(summarySchema) }).meta({
  description: "A summary of every procedure; null if no source gives the value",
  examples: [
    {
      results: [
        {
          id: "trich-luc-ho-tich",
          name: "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh",
          kind: "procedure",
          code: "2.000635",
          field: "Hộ tịch",
          level: "Cấp xã",
          agency: "UBND cấp xã",
        },
      ],
    },
  ],
});

const recordSchema = procedureSchema.omit({ codes_old: true }).meta({
  description:
    "The record of one procedure with what holds on the day; null if no source gives the value",
});

const idParameter = z.string().meta({
  description: "The procedure's id",
  examples: ["trich-luc-ho-tich"],
});

export const procedureApiRoutes: FastifyPluginAsyncZod<ApiOptions> = async (
  app,
  { catalog, now },
) => {
  app.get(
    "/procedures",
    {
      schema: {
        operationId: "listProcedures",
        summary: "All procedures in short",
        response: describeResponses(listSchema),
      },
    },
    (_request, reply) => {
      reply.header("cache-control", cacheControl);
      const results = [...catalog().procedures.values()].map((procedure) => ({
        id: procedure.id,
        name: procedure.name,
        kind: procedure.kind,
        code: procedure.code,
        field: procedure.field,
        level: procedure.level,
        agency: procedure.agency,
      }));
      return { results };
    },
  );

  app.get(
    "/procedures/:id",
    {
      schema: {
        operationId: "getProcedure",
        summary: "One procedure on a day",
        params: z.object({ id: idParameter }),
        querystring: z.object({ at: dayParameter.optional() }),
        response: describeResponses(recordSchema, 400, 404),
      },
    },
    ({ params, query: { at } }, reply) => {
      const procedure = catalog().procedures.get(params.id);
      if (!procedure) throw new NotFoundError("procedure");
      reply.header("cache-control", cacheControl);
      return viewOn(procedure, at ?? toLocalDay(now()));
    },
  );
};
