import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { catalogFiles } from "../../src/catalog/validation/issue.ts";
import { readTraining } from "../../src/cli/train/read-training.ts";

const root = new URL("../..", import.meta.url).pathname;
const folder = join(root, "data");
/** Half a minute on a core of its own; this leaves room for a busy machine. */
const maxTrainingMs = 300_000;

test(
  "training again from the shipped data gives the shipped model, byte for byte",
  async () => {
    const output = await mkdtemp(join(tmpdir(), "huong-dan-model-"));
    try {
      await promisify(execFile)(process.execPath, ["src/cli/train.ts", "data", output], {
        cwd: root,
      });
      for (const file of [catalogFiles.modelHeader, catalogFiles.modelWeights]) {
        const [trained, shipped] = await Promise.all([
          readFile(join(output, file)),
          readFile(join(folder, file)),
        ]);
        // If it is not, names, words or sentences have changed since: npm run train.
        expect({ file, isSame: trained.equals(shipped) }).toEqual({ file, isSame: true });
      }
    } finally {
      await rm(output, { recursive: true, force: true });
    }
  },
  maxTrainingMs,
);

test("the weights are at most 3 MB", async () => {
  const weights = await readFile(`${folder}/${catalogFiles.modelWeights}`);
  expect(weights.length).toBeLessThanOrEqual(3_000_000);
});

/** Anybody would say "menu" or "bảo hiểm". */
const maxCommonWords = 4;

test("no sentence of the training stands in a file that understanding is measured with", async () => {
  const { sentences } = await readTraining(folder);
  const files = ["own-sentences", "fresh-sentences", "stories"].map(
    (name) => new URL(`../../bench/understanding/${name}.json`, import.meta.url),
  );
  files.push(new URL("../catalog/questions.json", import.meta.url));
  const measured = new Set<string>();
  for (const file of files) {
    const content: { questions?: { text: string }[]; stories?: { text: string }[] } = JSON.parse(
      await readFile(file, "utf8"),
    );
    for (const { text } of content.questions ?? content.stories ?? []) measured.add(plain(text));
  }
  const said = sentences.map(({ text }) => plain(text));
  expect(
    said.filter((text) => text.split(" ").length > maxCommonWords && measured.has(text)),
  ).toEqual([]);
});

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s?.!,]+/g, " ")
    .trim();
}
