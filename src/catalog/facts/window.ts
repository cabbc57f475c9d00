import type { Window } from "../procedure-schema.ts";

/** Whether something holds on a local day; an end that no source gives is open. */
export function isValidOn({ valid_from: from, valid_to: to }: Window, day: string): boolean {
  return (from === null || from <= day) && (to === null || day <= to);
}

/** Returns what of a list holds on a local day. */
export function selectValid<T extends Window>(records: readonly T[], day: string): T[] {
  return records.filter((record) => isValidOn(record, day));
}
