import type { z } from "zod";
import { problemMediaType, problemSchema } from "../http/problem.ts";

const descriptions = {
  400: "A parameter is not valid; `errors` names each",
  404: "There is no such record",
  429: "Too many requests; `retry-after` says when to try again",
  500: "Internal error; give `request_id` to the operator",
} as const;

/** Returns the documented responses of a GET route: its own, the listed problems and those of every route. */
export function describeResponses<T extends z.ZodType>(schema: T, ...problems: (400 | 404)[]) {
  const statuses = [...problems, 429, 500] as const;
  return {
    200: schema,
    ...Object.fromEntries(
      statuses.map((status) => [
        status,
        {
          description: descriptions[status],
          content: { [problemMediaType]: { schema: problemSchema } },
        },
      ]),
    ),
  };
}
