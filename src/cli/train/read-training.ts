import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Asks,
  asksSchema,
  type Frames,
  framesSchema,
  type LabelledSentence,
  sentencesSchema,
} from "./examples.ts";

/** A folder of the catalogue's: what people say around and ask about the name of a matter, and labelled sentences. */
const trainingFolder = "training";
const framesFile = "frames.json";
const asksFile = "asks.json";

/**
 * Reads what is written for training beside the catalogue.
 * @throws if a file is missing or malformed.
 */
export async function readTraining(folder: string): Promise<{
  readonly sentences: readonly LabelledSentence[];
  readonly frames: Frames;
  readonly asks: Asks;
}> {
  const path = join(folder, trainingFolder);
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(path, file), "utf8"));
  const files = (await readdir(path)).filter((file) => file.endsWith(".json")).sort();
  const labelled = files.filter((file) => file !== framesFile && file !== asksFile);
  const all = await Promise.all(
    labelled.map(async (file) => sentencesSchema.parse(await read(file)).sentences),
  );
  return {
    sentences: all.flat(),
    frames: framesSchema.parse(await read(framesFile)),
    asks: asksSchema.parse(await read(asksFile)).asks,
  };
}
