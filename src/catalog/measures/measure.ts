/**
 * What the options of a question may be told apart by: years of age, days since something happened, months that somebody
 * paid, đồng a year, or the class at school.
 */
export const measures = ["age", "days_since", "months_paid", "vnd_per_year", "grade"] as const;
export type Measure = (typeof measures)[number];

/** What a question's figure belongs to: the child's age, what a business or a landlord takes in, what was paid in. */
export const measuredThings = ["child", "sales", "rent", "contributions"] as const;

/** What was said of a measure, both ends included: "14 tuổi" is one age, "sinh năm 2012" one of two. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** An option's share of a measure: from `from`, and less than `below`. */
export interface MeasureRange {
  readonly from?: number | undefined;
  readonly below?: number | undefined;
}

/** Whether all that was said lies within the range. */
export function isWithin(said: Interval, { from, below }: MeasureRange): boolean {
  return (
    said.from >= (from ?? Number.NEGATIVE_INFINITY) && said.to < (below ?? Number.POSITIVE_INFINITY)
  );
}
