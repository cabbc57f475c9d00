import type { Scores } from "./evaluate.ts";

const titles = [
  ...["questions", "intent", "procedure", "first", "in three", "refused", "begun", "rightly"],
  ...["oos prec.", "oos rec."],
];

/** The head of a table of scores. */
export const heading = ["".padEnd(16), ...titles.map((title) => title.padStart(9))].join(" ");

/** One row of it. */
export function rowOf(name: string, scores: Scores): string {
  const { questionCount, intent, procedureCount, first, amongThree, refused, begun } = scores;
  const shares = [first, amongThree, refused, begun, scores.rightlyBegun];
  return [
    name.padEnd(16),
    String(questionCount).padStart(9),
    percent(intent),
    String(procedureCount).padStart(9),
    ...[...shares, scores.precision, scores.recall].map(percent),
  ].join(" ");
}

function percent(share: number): string {
  return (Number.isNaN(share) ? "-" : `${(share * 100).toFixed(1)} %`).padStart(9);
}
