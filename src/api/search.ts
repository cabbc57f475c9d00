import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type Decision, decide } from "../catalog/search.ts";
import { answers } from "./answers.ts";
import type { ApiOptions } from "./api-options.ts";
import { limitParameter, maxLimit, sentenceParameter } from "./parameters.ts";

/** What the chat does with the same sentence. */
const intentOf = { winner: "steps", choice: "clarify", none: "menu" } as const satisfies Record<
  Decision["type"],
  string
>;

const intentDescription = [
  "What the chat does with this sentence.",
  "`steps`: one procedure is clearly meant, its guided steps begin.",
  "`clarify`: several are close, the resident is asked which.",
  "`menu`: none fits well enough, the menu is offered; `results` may still hold weak ones.",
].join("\n");

const searchSchema = z
  .object({
    intent: z.enum(["steps", "clarify", "menu"]).meta({ description: intentDescription }),
    results: z
      .array(
        z.object({
          id: z.string().meta({ description: "The procedure's id" }),
          name: z.string(),
          score: z.number().min(0).max(1).meta({ description: "How well it fits, 1 at best" }),
        }),
      )
      .meta({ description: "Procedures, best first" }),
  })
  .meta({
    description: "How the sentence is understood",
    examples: [
      {
        intent: "steps",
        results: [{ id: "dang-ky-khai-sinh", name: "Đăng ký khai sinh", score: 0.91 }],
      },
    ],
  });

export const searchRoutes: FastifyPluginAsyncZod<ApiOptions> = async (app, { catalog }) => {
  app.get(
    "/search",
    {
      schema: {
        operationId: "search",
        summary: "How a typed sentence is understood",
        querystring: z.object({ q: sentenceParameter, limit: limitParameter }),
        response: answers(searchSchema, 400),
      },
    },
    ({ query }) => {
      // What is meant must not hang on how many results are wanted.
      const hits = catalog().search(query.q, maxLimit);
      return { intent: intentOf[decide(hits).type], results: hits.slice(0, query.limit) };
    },
  );
};
