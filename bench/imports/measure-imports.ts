import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildCatalog, type Catalog } from "../../src/catalog/catalog.ts";
import { median, percentile } from "../statistics.ts";
import { memoryMb, serviceCommand, startProgram } from "../turns/program.ts";
import { evaluate, type Scores, withoutDiacritics } from "../understanding/evaluate.ts";
import {
  type LabelledQuestion,
  readFreshSentences,
  readOwnSentences,
  readQuestions,
} from "../understanding/questions.ts";
import { importIntoDatabase, recordsWithImport } from "./import-pages.ts";

const starts = 5;
/** Until the garbage of the start is collected, its memory says little. */
const restMs = 4_000;
/** Node's flags as for the service. Both start on every core, because a start compiles and collects garbage beside its work. */
const bareCommand = [...serviceCommand.slice(0, -1), "bench/imports/bare-start.ts"];
const rounds = 20;
const warmUps = 2;
const now = new Date("2026-11-26T09:30:00+07:00");

export interface ImportFigures {
  /** The median start with the imported procedures, until the service is ready. */
  readonly startMs: number;
  readonly startWithoutMs: number;
  /** The median start of a program that only loads the service's modules and opens its database. */
  readonly bareStartMs: number;
  /** Resident memory at rest, the median of the starts. */
  readonly restMb: number;
  readonly restWithoutMb: number;
  /** Percentiles over the sentences, each at the median of its runs. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p99WithoutMs: number;
  readonly listedCount: number;
  /** How well the sentences of residents are understood, by how they are typed. */
  readonly scores: Readonly<Record<string, { readonly with: Scores; readonly without: Scores }>>;
}

/** Measures a service that has imported thousands of procedures without guides against one that has none. */
export async function measureImports(): Promise<ImportFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), "huong-dan-imports-"));
  try {
    // The first start of a version compiles it, and makes the database.
    await measureStart(dataDir);
    const without = await measureStarts(dataDir);
    await importIntoDatabase(dataDir);
    const imported = await measureStarts(dataDir);
    return {
      bareStartMs: await measureBareStarts(dataDir),
      startMs: imported.readyMs,
      startWithoutMs: without.readyMs,
      restMb: imported.restMb,
      restWithoutMb: without.restMb,
      ...(await measureUnderstanding()),
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measureStarts(dataDir: string): Promise<{ readyMs: number; restMb: number }> {
  const measured = [];
  for (let start = 0; start < starts; start += 1) measured.push(await measureStart(dataDir));
  return {
    readyMs: median(measured.map((each) => each.readyMs)),
    restMb: median(measured.map((each) => each.restMb)),
  };
}

async function measureStart(dataDir: string): Promise<{ readyMs: number; restMb: number }> {
  const { program, readyMs } = await startTimed(serviceCommand, dataDir);
  try {
    await pause(restMs);
    return { readyMs, restMb: (await memoryMb(program)).now };
  } finally {
    await program.stop();
  }
}

/** They use the service's own folder, and the compiled modules that its starts have left. */
async function measureBareStarts(dataDir: string): Promise<number> {
  const measured: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const { program, readyMs } = await startTimed(bareCommand, dataDir);
    measured.push(readyMs);
    await program.stop();
  }
  return median(measured);
}

async function startTimed(command: readonly string[], dataDir: string) {
  const beganAt = performance.now();
  const environment = { DATA_DIR: dataDir, LOG_LEVEL: "error" };
  const program = await startProgram({ command, environment, onAllCores: true });
  return { program, readyMs: performance.now() - beganAt };
}

async function measureUnderstanding() {
  const { shipped, imported } = await recordsWithImport();
  const { tuned, setAside } = await readQuestions();
  const fresh = await readFreshSentences();
  const asked = [...tuned, ...setAside];
  const all = [
    ...asked,
    ...(await readOwnSentences()),
    ...[fresh.tuned, fresh.unread, fresh.later].flat(),
  ];
  const [plain, full] = [buildCatalog(shipped), buildCatalog(imported)];
  const compare = (questions: readonly LabelledQuestion[], isStripped: boolean) => {
    const spelling = isStripped ? withoutDiacritics : undefined;
    return {
      with: evaluate(full, questions, spelling),
      without: evaluate(plain, questions, spelling),
    };
  };
  const times = timeSentences(full, all);
  return {
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    p99WithoutMs: percentile(timeSentences(plain, all), 0.99),
    listedCount: full.listed.size,
    scores: {
      "residents, as typed": compare(asked, false),
      "residents, stripped": compare(asked, true),
      "all sentences": compare(all, false),
    },
  };
}

/** Returns the median milliseconds of each sentence: what other processes take of the core is left out. */
function timeSentences(catalog: Catalog, questions: readonly LabelledQuestion[]): number[] {
  const runs = questions.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [index, { text }] of questions.entries()) {
      const beganAt = performance.now();
      catalog.understand(text, { now });
      if (round >= 0) runs[index]?.push(performance.now() - beganAt);
    }
  }
  return runs.map(median);
}
