import { z } from "zod";
import { findRepeated, type ValidationIssue } from "./issue.ts";
import type { Source } from "./parse-records.ts";

const schema = z.strictObject({ phrases: z.record(z.string(), z.string().trim().min(1)) });

/** Vietnamese → English, of all files together; what is malformed or stands twice is reported. */
export function parsePhrases(
  sources: readonly Source[],
  faults: ValidationIssue[],
): Map<string, string> {
  const entries = sources.flatMap(({ file, content }): [string, string][] => {
    if (content === undefined) return [];
    const parsed = schema.safeParse(content);
    if (parsed.success) return Object.entries(parsed.data.phrases);
    const remedy = 'hold { "phrases": { "Vietnamese": "English" } }, every English text not empty';
    const field = parsed.error.issues[0]?.path.join(".") || "-";
    faults.push({ file, record: "-", field, reason: "the phrases are malformed", remedy });
    return [];
  });
  const spoken = entries.map(([vietnamese]) => vietnamese);
  faults.push(...findRepeated("english", "phrases", spoken));
  return new Map(entries);
}
