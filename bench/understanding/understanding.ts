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
import {
  asTyped,
  evaluate,
  evaluateByIntent,
  withoutDiacritics,
  withTypingSlips,
} from "./evaluate.ts";
import {
  type LabelledQuestion,
  readFreshSentences,
  readHeldOutSentences,
  readOwnSentences,
  readQuestions,
  readStories,
} from "./questions.ts";
import { heading, rowOf } from "./rows.ts";
import { measureUnderstanding } from "./speed.ts";

/** `npm run bench:understanding`: how well sentences are understood, and how fast. Exits 1 if an aim is missed. */

/** A sentence may take so much of a turn. */
const maxSentenceMs = 3;

const catalog = await loadCatalog("data");
const { tuned, setAside } = await readQuestions();
const own = await readOwnSentences();
const heldOut = await readHeldOutSentences();
const fresh = await readFreshSentences();
const stories = await readStories();
const all = [...tuned, ...setAside];
const told = [...stories.public, ...stories.written];
const spellings = {
  "as typed": asTyped,
  stripped: withoutDiacritics,
  "one slip": withTypingSlips(1),
  "two slips": withTypingSlips(2),
} as const;

for (const [name, spelling] of Object.entries(spellings)) {
  console.log(`\nBy file, ${name}`);
  console.log(heading);
  for (const [group, questions] of Object.entries(groups())) {
    console.log(rowOf(group, evaluate(catalog, questions, spelling)));
  }
}
for (const [name, questions] of [
  ["Questions of residents", all],
  ["Stories held out", told],
] as const) {
  console.log(`\n${name}, as typed, by intent`);
  console.log(heading);
  for (const { intent, scores } of evaluateByIntent(catalog, questions, asTyped)) {
    console.log(rowOf(intent, scores));
  }
}

const typed = evaluate(catalog, all);
const stripped = evaluate(catalog, all, withoutDiacritics);
const toldScores = {
  typed: evaluate(catalog, told),
  stripped: evaluate(catalog, told, withoutDiacritics),
  slipped: evaluate(catalog, told, withTypingSlips(2)),
};
const speed = await measureUnderstanding([...all, ...own]);
const measurements: Measurement[] = [
  atLeast("intent", typed.intent, 0.85),
  atLeast("procedure first, as typed", typed.first, 0.92),
  atLeast("procedure among three, as typed", typed.amongThree, 0.97),
  atLeast("procedure first, stripped of diacritics", stripped.first, 0.9),
  atLeast("procedure among three, stripped", stripped.amongThree, 0.96),
  atLeast("out of scope, precision", typed.precision, 0.95),
  atLeast("out of scope, recall", typed.recall, 0.85),
  atLeast("stories: procedure first, as typed", toldScores.typed.first, 0.92),
  atLeast("stories: procedure among three, as typed", toldScores.typed.amongThree, 0.97),
  atLeast("stories: procedure first, stripped", toldScores.stripped.first, 0.9),
  atLeast("stories: procedure among three, stripped", toldScores.stripped.amongThree, 0.96),
  atLeast("stories: procedure first, two slips", toldScores.slipped.first, 0.88),
  atLeast("stories: procedure among three, two slips", toldScores.slipped.amongThree, 0.95),
  atMost("stories: ours but refused", toldScores.typed.refused * 100, 2, "%"),
  atLeast("stories: out of scope, recall", toldScores.typed.recall, 0.85),
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
    "all questions": all,
    "never tuned on": setAside,
    "the others": tuned,
    "real speech": all.filter((question) => !isWritten(question)),
    test_set: all.filter(isWritten),
    "own sentences": own,
    "own, held out": heldOut,
    "fresh, tuned on": fresh.tuned,
    "fresh, unread": fresh.unread,
    "fresh, later": fresh.later,
    "stories, public": stories.public,
    "stories, written": stories.written,
    "all stories": told,
  };
}
