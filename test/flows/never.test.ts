import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { loadCatalog } from "../../src/catalog/load.ts";
import { findHits, isNoticed, readNeverSentences } from "./never/play-never.ts";

/**
 * What must never follow a sentence, and what must be noticed in it. The goal is that nothing is known to fail; until then no
 * other sentence may. `UPDATE_NEVER=1 npm test -- test/flows/never` takes those out of the list that fail no longer.
 */
const knownFile = join(import.meta.dirname, "never", "known-failures.json");
const knownSchema = z.strictObject({ hits: z.array(z.string()), unnoticed: z.array(z.string()) });
const known = knownSchema.parse(JSON.parse(readFileSync(knownFile, "utf8")));
const rewriting = process.env["UPDATE_NEVER"] === "1";
/** Some hundred turns, on a machine that has other work. */
const timeoutMs = 180_000;

const catalog = await loadCatalog("data");
const sentences = readNeverSentences();

test("there are two hundred sentences or more", () => {
  expect(sentences.length).toBeGreaterThanOrEqual(200);
});

test(
  "no sentence is followed by what must never follow it, besides those that are known",
  () => {
    const hits = sentences.flatMap((sentence) => findHits(catalog, sentence));
    const unknown = hits.filter(({ sentence }) => !known.hits.includes(sentence.id));
    expect(unknown.map(({ sentence, what }) => `${sentence.id}: ${what}`)).toStrictEqual([]);
    const ids = new Set(hits.map(({ sentence }) => sentence.id));
    keepKnown("hits", (id) => ids.has(id));
  },
  timeoutMs,
);

test(
  "what happened is noticed in every sentence, besides those that are known",
  () => {
    const unnoticed = sentences.filter((sentence) => !isNoticed(catalog, sentence));
    const ids = unnoticed.map(({ id }) => id);
    expect(ids.filter((id) => !known.unnoticed.includes(id))).toStrictEqual([]);
    keepKnown("unnoticed", (id) => ids.includes(id));
  },
  timeoutMs,
);

/** Rewrites the file without those of a list that no longer fail. */
function keepKnown(list: keyof typeof known, fails: (id: string) => boolean): void {
  if (!rewriting) return;
  known[list] = known[list].filter(fails);
  writeFileSync(knownFile, `${JSON.stringify(known, null, 2)}\n`);
}
