import type { Procedure } from "./schema.ts";

/** Records name the ways to submit online, or say in one sentence that there is none. */
export function canSubmitOnline({ submit_online: ways }: Procedure): boolean {
  return ways.some((way) => !way.startsWith("Không nộp trực tuyến"));
}
