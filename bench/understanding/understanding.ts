import process from "node:process";
import { loadCatalog } from "../../src/catalog/load.ts";
import { atLeast, atMost, isBroken, type Promised, printPromises } from "../promise.ts";
import { judge, judgeByIntent, type Shares, withoutDiacritics } from "./evaluate.ts";
import {
  type AskedQuestion,
  readFreshSentences,
  readOwnSentences,
  readQuestions,
} from "./questions.ts";
import { measureUnderstanding } from "./speed.ts";

/** `npm run bench:understanding`: how well sentences are understood, and how fast. Exits 1 where an aim is missed. */
const budgetMs = 2;

const heading = [
  "".padEnd(16),
  ...["questions", "intent", "procedure", "first", "in three", "oos prec.", "oos rec."].map(
    (title) => title.padStart(9),
  ),
].join(" ");

const catalog = await loadCatalog("data");
const { tuned, setAside } = await readQuestions();
const own = await readOwnSentences();
const fresh = await readFreshSentences();
const all = [...tuned, ...setAside];
const spellings = { "as typed": (text: string) => text, stripped: withoutDiacritics } as const;

for (const [spelling, written] of Object.entries(spellings)) {
  console.log(`\nQuestions of residents, ${spelling}, by intent`);
  console.log(heading);
  for (const row of judgeByIntent(catalog, all, written)) console.log(rowOf(row.of, row));
  for (const [name, questions] of Object.entries(groups())) {
    console.log(rowOf(name, judge(catalog, questions, written)));
  }
}

const typed = judge(catalog, all);
const stripped = judge(catalog, all, withoutDiacritics);
const speed = await measureUnderstanding([...all, ...own]);
const promises: Promised[] = [
  atLeast("intent", typed.intent, 0.85),
  atLeast("procedure first, as typed", typed.first, 0.92),
  atLeast("procedure among three, as typed", typed.amongThree, 0.97),
  atLeast("procedure first, stripped of diacritics", stripped.first, 0.9),
  atLeast("procedure among three, stripped", stripped.amongThree, 0.96),
  atLeast("out of scope, precision", typed.precision, 0.95),
  atLeast("out of scope, recall", typed.recall, 0.85),
  { what: "one sentence, p50", measured: `${speed.p50.toFixed(3)} ms` },
  atMost(
    `${speed.sentences} sentences, ${speed.procedures} procedures, p99`,
    speed.p99,
    budgetMs,
    "ms",
  ),
  { what: "p99 of single runs, noise included", measured: `${speed.rawP99.toFixed(3)} ms` },
];
console.log("");
printPromises(promises);
process.exitCode = promises.some(isBroken) ? 1 : 0;

function groups(): Record<string, readonly AskedQuestion[]> {
  const isWritten = ({ origin }: AskedQuestion) => origin === "test_set";
  return {
    ALL: all,
    "never tuned on": setAside,
    "the others": tuned,
    "real speech": all.filter((question) => !isWritten(question)),
    test_set: all.filter(isWritten),
    "own sentences": own,
    "fresh, tuned on": fresh.tuned,
    "fresh, unread": fresh.unread,
    "fresh, later": fresh.later,
  };
}

function rowOf(name: string, shares: Shares): string {
  const { questions, intent, asked, first, amongThree, precision, recall } = shares;
  return [
    name.padEnd(16),
    String(questions).padStart(9),
    percent(intent),
    String(asked).padStart(9),
    ...[first, amongThree, precision, recall].map(percent),
  ].join(" ");
}

function percent(share: number): string {
  return (Number.isNaN(share) ? "-" : `${(share * 100).toFixed(1)} %`).padStart(9);
}
