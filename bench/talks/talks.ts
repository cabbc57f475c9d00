import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { loadCatalog } from "../../src/catalog/load.ts";
import { findHits, isNoticed, readNeverSentences } from "../../test/flows/never/play-never.ts";
import { countTalks, transcribeTalk } from "../../test/flows/talks/figures.ts";
import { playTalk } from "../../test/flows/talks/play.ts";
import { readTalks } from "../../test/flows/talks/talk.ts";
import {
  atLeast,
  atMost,
  isBroken,
  type Measurement,
  printMeasurements,
  reported,
} from "../thresholds.ts";

/**
 * `npm run bench:talks [-- FOLDER]`: plays the scripted conversations, and writes both sides of each into the folder, or those
 * that did not succeed to the standard output. Exits 1 if an aim is missed.
 */

const catalog = await loadCatalog("data");
const played = readTalks().map((talk) => playTalk(catalog, talk));
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  for (const one of played.filter(({ end }) => end !== "succeeded")) {
    console.log(`${transcribeTalk(one)}\n`);
  }
} else {
  await mkdir(folder, { recursive: true });
  for (const one of played) {
    await writeFile(join(folder, `${one.talk.id}.txt`), `${transcribeTalk(one)}\n`);
  }
}

const figures = countTalks(played);
for (const { talk, why } of figures.wrong) console.log(`wrong     ${talk.id}: ${why}`);
for (const { talk, why } of figures.gaveUp) console.log(`gave up   ${talk.id}: ${why}`);
for (const { talk, askedAgain } of played.filter((one) => one.askedAgain.length > 0)) {
  console.log(`asked again   ${talk.id}: ${askedAgain.join(", ")}`);
}
console.log("");
const sentences = readNeverSentences();
const hit = sentences.filter((sentence) => findHits(catalog, sentence).length > 0);
const unnoticed = sentences.filter((sentence) => !isNoticed(catalog, sentence));
console.log(`must never, hits         ${hit.map(({ id }) => id).join(" ")}`);
console.log(`must never, unnoticed    ${unnoticed.map(({ id }) => id).join(" ")}\n`);
const measurements: Measurement[] = [
  atLeast(`${figures.count} talks, share that succeed`, figures.succeeded, 0.9),
  atMost("end on a wrong branch", figures.wrong.length, 0, "talks"),
  reported("given up", String(figures.gaveUp.length)),
  atMost(`${figures.toldCount} facts told, share asked again`, figures.askedAgain, 0.1, ""),
  reported("typed, per talk that succeeds", figures.typed.toFixed(1)),
  reported("buttons, per talk that succeeds", figures.taps.toFixed(1)),
  reported("answers that had to be given again", String(figures.repeated)),
  atMost(`${sentences.length} sentences, with what must never follow`, hit.length, 0, ""),
  reported("of these, what happened is not noticed", String(unnoticed.length)),
];
printMeasurements(measurements);
process.exitCode = measurements.some(isBroken) ? 1 : 0;
