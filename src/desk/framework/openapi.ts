import { z } from "zod";
import { problemMediaType, problemSchema } from "../../http/problem.ts";
import type { DeskRoute } from "./route.ts";

const description = [
  "What programs may do at the desk. Sign in with POST /desk/sign-in and send the token as a bearer token; a browser's",
  "session sends `x-csrf-token` with every POST. Send `accept: application/json`. Times are UTC, days are Viet Nam's.",
  "Errors are application/problem+json (RFC 9457).",
].join(" ");

type RouteWithSchemas = DeskRoute & Required<Pick<DeskRoute, "api">>;

/** Describes every route that states its schemas as an OpenAPI 3.1 document. */
export function describeRoutes(routes: readonly DeskRoute[]): Readonly<Record<string, unknown>> {
  const described = routes.filter((route): route is RouteWithSchemas => route.api !== undefined);
  const paths = Map.groupBy(described, ({ path }) => path);
  return {
    openapi: "3.1.0",
    info: { title: "Hướng Dẫn: bàn làm việc", version: "1", description },
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    security: [{ token: [] }],
    paths: Object.fromEntries(
      [...paths].map(([path, ofPath]) => [
        `/desk${path.replaceAll(/:(\w+)/g, "{$1}")}`,
        Object.fromEntries(ofPath.map((route) => [route.method.toLowerCase(), describe(route)])),
      ]),
    ),
  };
}

function describe({ method, path, purpose, roles, api }: RouteWithSchemas) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  return {
    operationId: nameOperation(method, path),
    summary: purpose,
    ...(roles === "anyone" ? {} : { description: `For: ${roles.join(", ")}` }),
    parameters: [
      ...names.map((name) => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string" },
      })),
      ...listQuery(api.query),
    ],
    ...(api.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: toSchema(api.body, "input") } },
          },
        }),
    responses: {
      200: {
        description: "Done",
        content: { "application/json": { schema: toSchema(api.answer, "output") } },
      },
      default: {
        description: "Why it was not done",
        content: { [problemMediaType]: { schema: toSchema(problemSchema, "output") } },
      },
    },
  };
}

function listQuery(query: z.ZodType | undefined) {
  if (query === undefined) return [];
  const { properties = {} } = toSchema(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", schema }));
}

/** `POST /catalog/:version/roll-back` becomes postCatalogVersionRollBack. */
function nameOperation(method: string, path: string): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== "");
  const named = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${method.toLowerCase()}${named.join("")}`;
}

function toSchema(schema: z.ZodType, io: "input" | "output") {
  return z.toJSONSchema(schema, { io, unrepresentable: "any", override: describeDate });
}

/** JSON has no dates: they are sent as texts. */
function describeDate({ zodSchema, jsonSchema }: Parameters<Override>[0]): void {
  if (zodSchema._zod.def.type !== "date") return;
  jsonSchema.type = "string";
  jsonSchema.format = "date-time";
}

type Override = NonNullable<z.core.ToJSONSchemaParams["override"]>;
