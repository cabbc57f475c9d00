import type { z } from "zod";

/**
 * Reads a field that a platform may leave out. Platforms also write null for a field that is absent, and one damaged
 * extra must not cost the message beside it: null and every value of another form count as absent.
 */
export function optionalField<Schema extends z.ZodType>(schema: Schema) {
  return nullableField(schema).catch(undefined);
}

/** Reads a field that decides what an event means: null counts as absent, and a value of another form is refused. */
export function nullableField<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}
