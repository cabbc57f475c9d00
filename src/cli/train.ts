import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { loadRecords } from "../catalog/load.ts";
import { catalogFiles } from "../catalog/validation/issue.ts";
import { readTraining } from "./train/read-training.ts";
import { trainModel } from "./train/train-model.ts";

/**
 * `npm run train [-- FOLDER [OUTPUT]]`: trains the classifier from the catalogue in a folder and its labelled sentences, and
 * writes the model there, or to another folder.
 */
const [folder = "data", output = folder] = process.argv.slice(2);
await mkdir(join(output, dirname(catalogFiles.modelHeader)), { recursive: true });
const records = await loadRecords(folder, { withClassifier: false });
const { header, weights } = trainModel({ records, ...(await readTraining(folder)) });
await writeFile(join(output, catalogFiles.modelHeader), `${JSON.stringify(header, null, 2)}\n`);
await writeFile(join(output, catalogFiles.modelWeights), weights);
const { procedures, intents } = header;
console.log(
  `${procedures.classes.length} classes from ${procedures.lesson_count} texts, ` +
    `${intents.classes.length} intents from ${intents.lesson_count}, ` +
    `${(weights.length / 1_000_000).toFixed(2)} MB of weights`,
);
