import { z } from "zod";
import { addDays, isDay, toInstant } from "../../catalog/local-time.ts";
import type { AuditFilter } from "../../db/queries/audit.ts";
import { auditKinds } from "./kinds.ts";

const maxSubjectLength = 200;
const day = z.string().refine(isDay).catch("");
const querySchema = z.object({
  /** An account's id, or `service`. */
  by: z
    .string()
    .regex(/^([1-9]\d{0,14}|service)$/)
    .catch(""),
  from: day,
  to: day,
  kind: z.string().catch(""),
  object: z.string().max(maxSubjectLength).catch(""),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

/** What was asked of the trail, as it stands in the address. */
export type AuditQuery = z.infer<typeof querySchema>;

/** Reads the address; what is not understood is left out. */
export function parseAuditQuery(query: unknown): AuditQuery {
  return querySchema.parse(query ?? {});
}

/** The same as the database is asked. The last day counts whole. */
export function toFilter({ by, from, to, kind, object }: AuditQuery): AuditFilter {
  const chosen = auditKinds.find(({ id }) => id === kind);
  return {
    by: by === "" ? null : by === "service" ? by : Number(by),
    from: from === "" ? null : toInstant(from, 0),
    until: to === "" ? null : toInstant(addDays(to, 1), 0),
    nouns: chosen?.nouns ?? null,
    subject: object === "" ? null : object,
  };
}

/** The address of a page of the trail: what is asked, changed by this. */
export function auditAddress(
  path: string,
  query: Omit<AuditQuery, "before">,
  change: Partial<AuditQuery> = {},
): string {
  const { by, from, to, kind, object } = query;
  const fields = Object.entries({ by, from, to, kind, object, ...change });
  const asked = fields.filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(
    asked.map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
  return text === "" ? path : `${path}?${text}`;
}
