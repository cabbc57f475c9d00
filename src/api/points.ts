import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import { findName } from "../catalog/procedures/procedure.ts";
import { NotFoundError, ParameterError, type ParameterIssue } from "../http/problem.ts";
import type { ApiOptions } from "./api-options.ts";
import { describeResponses } from "./describe-responses.ts";
import {
  flagParameter,
  latitudeParameter,
  limitParameter,
  longitudeParameter,
  timeParameter,
} from "./parameters.ts";
import { pointSchema, toListedPoint, toWholePoint, wholePointSchema } from "./point-schema.ts";

const querySchema = z
  .object({
    lat: latitudeParameter.optional(),
    lng: longitudeParameter.optional(),
    at: timeParameter.optional(),
    open: flagParameter
      .optional()
      .describe("true: only points known to be open, without those whose hours are not known"),
    procedure: z
      .string("must be given once")
      .optional()
      .meta({
        description: "A procedure's id, for `handles`; excludes no point",
        examples: ["doi-can-cuoc"],
      }),
    ward: z
      .string("must be given once")
      .optional()
      .meta({
        description:
          "Only this ward's points: its code, or a name from before or after July 2025, best with its province",
        examples: ["27373", "Phường Bình Tiên"],
      }),
    limit: limitParameter,
  })
  .superRefine(({ lat, lng }, context) => {
    if ((lat === undefined) === (lng === undefined)) return;
    const [missing, given] = lat === undefined ? ["lat", "lng"] : ["lng", "lat"];
    context.addIssue({ code: "custom", path: [missing], message: `must come with ${given}` });
  });

const listSchema = z.object({ results: z.array(pointSchema) }).meta({
  description:
    "Active points, nearest first, those without coordinates last; null if no source gives the value",
  examples: [
    {
      results: [
        {
          id: "diem-kp-23-24-binh-tien",
          name: "Điểm hướng dẫn, hỗ trợ thực hiện thủ tục hành chính trực tuyến tại Khu phố 23 - 24",
          kind: "help_point",
          address: "654 Phạm Văn Chí (trụ sở Khu phố 23 - 24)",
          ward: "Phường Bình Tiên",
          lat: 10.74248,
          lng: 106.64295,
          precision: "ward centroid",
          distance_m: 10,
          open: true,
          next_change: "2026-11-26T11:00:00+07:00",
          hours_basis: "point",
          handles: "yes",
          phone: null,
          equipment: ["máy vi tính", "máy in"],
          accepts_paper: true,
        },
      ],
    },
  ],
});

const idParameter = z.string().meta({
  description: "The point's id",
  examples: ["diem-kp-23-24-binh-tien"],
});

export const pointApiRoutes: FastifyPluginAsyncZod<ApiOptions> = async (app, { catalog, now }) => {
  app.get(
    "/points",
    {
      schema: {
        operationId: "listPoints",
        summary: "The nearest help points",
        querystring: querySchema,
        response: describeResponses(listSchema, 400),
      },
    },
    ({ query: { lat, lng, at, open, procedure, ward, limit } }) => {
      const current = catalog();
      if (procedure !== undefined && findName(current, procedure) === null) {
        throw new ParameterError([{ parameter: "procedure", reason: "is no procedure's id" }]);
      }
      const views = current.findNearest({
        from: lat === undefined || lng === undefined ? undefined : { lat, lon: lng },
        at: at ?? now(),
        onlyOpen: open,
        procedure,
        ward: ward === undefined ? undefined : findWard(current, ward),
        limit,
      });
      return { results: views.map(toListedPoint) };
    },
  );

  app.get(
    "/points/:id",
    {
      schema: {
        operationId: "getPoint",
        summary: "One point as it is now",
        params: z.object({ id: idParameter }),
        response: describeResponses(wholePointSchema, 404),
      },
    },
    ({ params }) => {
      const current = catalog();
      const point = current.points.get(params.id);
      if (!point) throw new NotFoundError("help point");
      return toWholePoint(current.viewPoint(point, now()));
    },
  );
};

/** A name that fits more wards than these is best written with its province. */
const maxCandidates = 10;

/**
 * Returns the code of the ward meant by its code or by a name from before or after the 2025 reform.
 * @throws ParameterError listing the candidates if there are several or only a district was named.
 */
function findWard(catalog: Catalog, codeOrName: string): string {
  if (catalog.wards.has(codeOrName)) return codeOrName;
  const [first, ...others] = catalog.findPlaces(codeOrName);
  if (first === undefined) throw new ParameterError([toWardIssue("is no ward's code or name")]);
  if (others.length === 0 && !first.isDistrictOnly) return first.ward.code;
  const candidates = [first, ...others]
    .slice(0, maxCandidates)
    .map(({ ward, province }) => `${ward.code} (${ward.name}, ${province.name})`);
  const more = others.length + 1 - candidates.length;
  const rest = more > 0 ? ` and ${more} more` : "";
  const reason = first.isDistrictOnly
    ? "names a district, with wards such as"
    : "fits several wards:";
  throw new ParameterError([toWardIssue(`${reason} ${candidates.join("; ")}${rest}`)]);
}

function toWardIssue(reason: string): ParameterIssue {
  return { parameter: "ward", reason };
}
