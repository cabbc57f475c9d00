import type { z } from "zod";
import { problemMediaType, problemSchema } from "../http/problem.ts";

const why = {
  400: "A parameter is not valid; `errors` names each",
  404: "There is no such record",
  429: "Too many requests; `retry-after` says when to come again",
  500: "Our fault; `request_id` is what to tell the operator",
} as const;

/** The documented answers of a GET route: its own, the listed problems and those that any route may have. */
export function describeResponses<T extends z.ZodType>(schema: T, ...problems: (400 | 404)[]) {
  const statuses = [...problems, 429, 500] as const;
  return {
    200: schema,
    ...Object.fromEntries(
      statuses.map((status) => [
        status,
        { description: why[status], content: { [problemMediaType]: { schema: problemSchema } } },
      ]),
    ),
  };
}
