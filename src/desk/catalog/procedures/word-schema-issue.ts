import type { z } from "zod";
import type { FieldError } from "../../framework/form.ts";

/** Says in words of the desk what a schema finds wrong with a field. */
export function wordSchemaIssue(
  { code, message, ...issue }: z.core.$ZodIssue,
  field: string,
): FieldError {
  if (code === "too_big" && "maximum" in issue) {
    return { field, reason: `Dài nhất ${issue.maximum} ký tự` };
  }
  return { field, reason: code === "too_small" ? "Cần ghi" : `Chưa đúng: ${message}` };
}
