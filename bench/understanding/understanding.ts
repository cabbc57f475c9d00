import process from "node:process";
import { loadCatalog } from "../../src/catalog/load.ts";
import {
  atLeast,
  atMost,
  isBroken,
  type Measurement,
  printMeasurements,
  reported,
} from "../thresholds.ts";
import { asTyped, evaluate, evaluateByIntent, type Scores, withoutDiacritics } from "./evaluate.ts";
import {
  type LabelledQuestion,
  readFreshSentences,
  readHeldOutSentences,
  readOwnSentences,
  readQuestions,
} from "./questions.ts";
import { measureUnderstanding } from "./speed.ts";

/** `npm run bench:understanding`: how well sentences are understood, and how fast. Exits 1 if an aim is missed. */

/** A sentence may take so much of a turn. */
const maxSentenceMs = 2;

const heading = [
  "".padEnd(16),
  ...["questions", "intent", "procedure", "first", "in three", "oos prec.", "oos rec."].map(
    (title) => title.padStart(9),
  ),
].join(" ");

const catalog = await loadCatalog("data");
const { tuned, setAside } = await readQuestions();
const own = await readOwnSentences();
const heldOut = await readHeldOutSentences();
const fresh = await readFreshSentences();
const all = [...tuned, ...setAside];
const spellings = { "as typed": asTyped, stripped: withoutDiacritics } as const;

for (const [name, spelling] of Object.entries(spellings)) {
  console.log(`\nQuestions of residents, ${name}, by intent`);
  console.log(heading);
  for (const { intent, scores } of evaluateByIntent(catalog, all, spelling)) {
    console.log(rowOf(intent, scores));
  }
  for (const [group, questions] of Object.entries(groups())) {
    console.log(rowOf(group, evaluate(catalog, questions, spelling)));
  }
}

const typed = evaluate(catalog, all);
const stripped = evaluate(catalog, all, withoutDiacritics);
const speed = await measureUnderstanding([...all, ...own]);
const measurements: Measurement[] = [
  atLeast("intent", typed.intent, 0.85),
  atLeast("procedure first, as typed", typed.first, 0.92),
  atLeast("procedure among three, as typed", typed.amongThree, 0.97),
  atLeast("procedure first, stripped of diacritics", stripped.first, 0.9),
  atLeast("procedure among three, stripped", stripped.amongThree, 0.96),
  atLeast("out of scope, precision", typed.precision, 0.95),
  atLeast("out of scope, recall", typed.recall, 0.85),
  reported("one sentence, p50", `${speed.p50Ms.toFixed(3)} ms`),
  atMost(
    `${speed.sentenceCount} sentences, ${speed.procedureCount} procedures, p99`,
    speed.p99Ms,
    maxSentenceMs,
    "ms",
  ),
  reported("p99 of single runs, noise included", `${speed.rawP99Ms.toFixed(3)} ms`),
];
console.log("");
printMeasurements(measurements);
process.exitCode = measurements.some(isBroken) ? 1 : 0;

function groups(): Record<string, readonly LabelledQuestion[]> {
  const isWritten = ({ origin }: LabelledQuestion) => origin === "test_set";
  return {
    ALL: all,
    "never tuned on": setAside,
    "the others": tuned,
    "real speech": all.filter((question) => !isWritten(question)),
    test_set: all.filter(isWritten),
    "own sentences": own,
    "own, held out": heldOut,
    "fresh, tuned on": fresh.tuned,
    "fresh, unread": fresh.unread,
    "fresh, later": fresh.later,
  };
}

function rowOf(name: string, scores: Scores): string {
  const { questionCount, intent, procedureCount, first, amongThree, precision, recall } = scores;
  return [
    name.padEnd(16),
    String(questionCount).padStart(9),
    percent(intent),
    String(procedureCount).padStart(9),
    ...[first, amongThree, precision, recall].map(percent),
  ].join(" ");
}

function percent(share: number): string {
  return (Number.isNaN(share) ? "-" : `${(share * 100).toFixed(1)} %`).padStart(9);
}
