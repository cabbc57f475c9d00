import { openDatabase } from "../../src/db/open.ts";
import { recordFacts } from "./record-facts.ts";

/** Runs in a process of its own: commits facts in DATA_DIR (argument) and prints each id after its commit. */
const [dataDir = ""] = process.argv.slice(2);
const database = await openDatabase({
  databaseUrl: null,
  dataDir,
  retentionDays: 365,
  onError: (error) => {
    throw error;
  },
});
for (let count = 0; ; count += 1) {
  const id = `fact-${count}`;
  await database.transaction((tx) =>
    recordFacts(tx, [
      {
        id,
        at: new Date(),
        channel: "web",
        residentHash: "hash",
        flow: "flow",
        step: "step",
        outcome: "outcome",
        point: null,
        missedWords: [],
      },
    ]),
  );
  process.stdout.write(`${id}\n`);
}
