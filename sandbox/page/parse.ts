import type { z } from "zod";
import { ParameterError } from "../../src/http/problem.ts";

/** Validates the input. Throws ParameterError, which names the issues and repeats no input. */
export function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ParameterError(
    parsed.error.issues.map(({ path, message }) => ({
      parameter: path.join(".") || "body",
      reason: message,
    })),
  );
}
