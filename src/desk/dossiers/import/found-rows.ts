import { z } from "zod";
import { noCounts } from "./check-import.ts";
import type { CheckedRow, Verdict } from "./check-rows.ts";

/** What was found in a chunk: how many rows of each verdict, and which repeat an earlier chunk's. */
export interface FoundInChunk {
  readonly counts: Readonly<Record<Verdict, number>>;
  /** The line of each repetition, and the earlier line. */
  readonly repeats: readonly (readonly [number, number])[];
}

const count = z.number();
const foundSchema: z.ZodType<FoundInChunk> = z.object({
  counts: z.object({ faulty: count, new: count, known: count, ignored: count }),
  repeats: z.array(z.tuple([z.number(), z.number()])),
});

export function parseFound(stored: string): FoundInChunk {
  return foundSchema.parse(JSON.parse(stored));
}

export function countFound(rows: readonly CheckedRow[]): FoundInChunk {
  const counts = { ...noCounts };
  for (const { verdict } of rows) counts[verdict] += 1;
  const repeats = rows.flatMap(({ row, repeats: earlier }) =>
    earlier === null ? [] : [[row.line, earlier] as const],
  );
  return { counts, repeats };
}

/** Makes rows that repeat an earlier chunk's faulty again, which checking one chunk alone cannot know. */
export function markRepeats(
  rows: readonly CheckedRow[],
  { repeats }: FoundInChunk,
): readonly CheckedRow[] {
  const earlierOf = new Map(repeats);
  return rows.map((checked) => {
    const earlier = earlierOf.get(checked.row.line);
    if (earlier === undefined || checked.verdict === "faulty") return checked;
    const faults = [{ field: null, reason: `lặp lại dòng ${earlier}` }];
    return { ...checked, verdict: "faulty", faults, repeats: earlier, update: null };
  });
}
