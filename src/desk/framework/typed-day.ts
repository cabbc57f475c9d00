import { z } from "zod";
import { toLocalDay } from "../../catalog/local-time.ts";
import { parseTime } from "../dossiers/parse-time.ts";

const maxDayLength = 30;

/** A day as people type it, 25/11/2026, or as programs send it, 2026-11-25. Gives the latter. */
export function typedDay(error: string) {
  return z
    .string({ error })
    .max(maxDayLength, error)
    .transform(toIsoDay)
    .pipe(z.iso.date({ error }));
}

/** Returns 2026-11-25 for 25/11/2026; any other text as it is. */
export function toIsoDay(typed: string): string {
  const text = typed.trim();
  const at = /[\sT:]/.test(text) ? null : parseTime(text);
  return at === null ? text : toLocalDay(at);
}
