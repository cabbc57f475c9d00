import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { toIsoLocal } from "../catalog/local-time.ts";
import type { PlaceMatch } from "../catalog/places/find-places.ts";
import type { TimeExpression } from "../catalog/time-expressions/time-expression.ts";
import { intentDescriptions, intents } from "../catalog/understanding/intent.ts";
import { whyKinds } from "../catalog/understanding/why.ts";
import type { ApiOptions } from "./api-options.ts";
import { describeResponses } from "./describe-responses.ts";
import { limitParameter, sentenceParameter } from "./parameters.ts";

const intentDescription = [
  "What the resident wants; the chat reads the same sentence in the same way.",
  ...intents.map((intent) => `\`${intent}\`: ${intentDescriptions[intent]}.`),
].join("\n");

const whyDescription = [
  "The finer kind: what the sentence tells, else that of the first question that has one, else `rules`.",
  "`death`, `birth`: of somebody. `loss`: of a thing. `lost_papers`: of all papers, or of a wallet.",
  "`fraud`: an impostor calls, or was given something; nothing is installed then.",
  "`danger`, `violence`, `self_harm`: the kinds of an emergency, which has no results.",
  "`penalty`, `deadline`, `by_proxy`, `go_home`, `permission`, `amount`, `who`: asked about a procedure.",
  "`age_entitlement`: what somebody of an age or in a situation is entitled to.",
  "`ward_renamed`, `old_papers`: names and papers since the reform of 2025.",
].join("\n");

const timeSchema = z
  .object({
    from: z.iso.datetime({ offset: true }),
    to: z.iso
      .datetime({ offset: true })
      .meta({ description: "Not included; equal to `from`: now" }),
    words: z.string().meta({ description: "The time in Vietnamese words" }),
  })
  .meta({ description: "The time that the sentence names, unless it has passed" });

const placeSchema = z
  .array(
    z.object({
      ward: z.string().meta({ description: "The ward's code" }),
      name: z.string(),
      province: z.string(),
      matched: z
        .string()
        .meta({ description: "The name by which it was found, which may be a former one" }),
    }),
  )
  .meta({ description: "The wards that may be meant; more than one if the name is ambiguous" });

const searchSchema = z
  .object({
    intent: z.enum(intents).meta({ description: intentDescription }),
    asks: z.array(z.enum(intents)).meta({
      description: "Everything that is asked, in its order, each once; `intent` is the first",
    }),
    why: z.enum(whyKinds).meta({ description: whyDescription }),
    results: z
      .array(
        z.object({
          id: z.string().meta({ description: "The procedure's id" }),
          name: z.string(),
          score: z.number().min(0).max(1).meta({ description: "How well it fits, 1 at best" }),
        }),
      )
      .meta({ description: "Procedures, best first" }),
    facts: z.record(z.string(), z.string()).meta({
      description:
        "What the sentence tells about the best procedure: a question's id and the value of its answer",
    }),
    time: timeSchema.optional(),
    place: placeSchema.optional(),
    dossier_code: z
      .string()
      .optional()
      .meta({ description: "A dossier code or its tail, as typed" }),
  })
  .meta({
    description: "The interpretation of the sentence",
    examples: [
      {
        intent: "documents",
        asks: ["documents", "where"],
        why: "rules",
        results: [{ id: "dang-ky-khai-sinh", name: "Đăng ký khai sinh", score: 0.91 }],
        facts: { noi_sinh: "co_so_y_te" },
      },
    ],
  });

export const searchApiRoutes: FastifyPluginAsyncZod<ApiOptions> = async (app, { catalog, now }) => {
  app.get(
    "/search",
    {
      schema: {
        operationId: "search",
        summary: "Interpret a typed sentence",
        querystring: z.object({ q: sentenceParameter, limit: limitParameter }),
        response: describeResponses(searchSchema, 400),
      },
    },
    ({ query }) => {
      const at = now();
      const understood = catalog().understand(query.q, { now: at });
      const { intent, asks, why, results, told, time, place, dossierCode } = understood;
      return {
        intent,
        asks: [...asks],
        why,
        results: results.slice(0, query.limit).map(({ id, name, score }) => ({ id, name, score })),
        facts: Object.fromEntries(told),
        ...(time === undefined ? {} : { time: toTimeBody(time, at) }),
        ...(place === undefined ? {} : { place: place.map(toPlaceBody) }),
        ...(dossierCode === undefined ? {} : { dossier_code: dossierCode }),
      };
    },
  );
};

function toTimeBody(
  time: Exclude<TimeExpression, { kind: "past" }>,
  now: Date,
): z.input<typeof timeSchema> {
  const { from, to, words } = time.kind === "now" ? { from: now, to: now, words: "bây giờ" } : time;
  return { from: toIsoLocal(from), to: toIsoLocal(to), words };
}

function toPlaceBody({ ward, province, matched }: PlaceMatch): z.input<typeof placeSchema>[number] {
  return { ward: ward.code, name: ward.name, province: province.name, matched };
}
