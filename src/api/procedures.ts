import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type ListedProcedure, listedProcedureSchema } from "../catalog/listed/listed-procedure.ts";
import { toLocalDay } from "../catalog/local-time.ts";
import { type Procedure, procedureSchema } from "../catalog/procedure-schema.ts";
import { nameAgency } from "../catalog/procedures/agency.ts";
import { viewOn } from "../catalog/procedures/dated-view.ts";
import { NotFoundError } from "../http/problem.ts";
import type { ApiOptions } from "./api-options.ts";
import { describeResponses } from "./describe-responses.ts";
import { dayParameter } from "./parameters.ts";

/** The catalogue rarely changes and is the same for everybody. */
const cacheControl = "public, max-age=60";

const summarySchema = procedureSchema
  .pick({ id: true, name: true, code: true, level: true, agency: true })
  .extend({
    kind: z
      .enum([...procedureSchema.shape.kind.options, "listed"])
      .describe("`listed`: imported from a portal, without a guide"),
    field: z.string().nullable(),
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

const listedSchema = listedProcedureSchema.extend({ kind: z.literal("listed") });

const recordSchema = z.union([procedureSchema.omit({ codes_old: true }), listedSchema]).meta({
  description:
    "The record of one procedure with what holds on the day, or of one without a guide, as a portal has it; null if no source gives the value",
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
      const { procedures, listed } = catalog();
      const today = toLocalDay(now());
      return {
        results: [
          ...[...procedures.values()].map((each) =>
            summarize({ ...each, agency: nameAgency(each, null, today) }, each.kind),
          ),
          ...[...listed.values()].map((each) => summarize(each, "listed")),
        ],
      };
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
      const { procedures, listed } = catalog();
      const record = procedures.get(params.id) ?? listed.get(params.id);
      if (record === undefined) throw new NotFoundError("procedure");
      reply.header("cache-control", cacheControl);
      if (!("kind" in record)) return { ...record, kind: "listed" as const };
      return viewOn(record, at ?? toLocalDay(now()));
    },
  );
};

function summarize(
  { id, name, code, field, level, agency }: Procedure | ListedProcedure,
  kind: z.infer<typeof summarySchema>["kind"],
): z.infer<typeof summarySchema> {
  return { id, name, kind, code, field, level, agency };
}
