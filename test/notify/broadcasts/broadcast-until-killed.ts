import process from "node:process";
import { sendRequest } from "../../../src/channels/http-client.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { createBroadcastFixture } from "./broadcast-fixture.ts";

/**
 * Runs in a process of its own: sends broadcasts to an address until it is killed or gets SIGTERM (arguments: DATA_DIR,
 * database or "", address).
 */
const [dataDir = "", databaseUrl = "", url = ""] = process.argv.slice(2);
const onError = (error: unknown) => {
  throw error;
};
const settings = { dataDir, databaseUrl: databaseUrl || null, retentionDays: 365, onError };
const database = await openDatabase(settings);
const clock = {
  get now() {
    return new Date();
  },
};
const deliverer = createBroadcastFixture(database, clock).deliverer({
  "zalo-chat": async ({ to }) => {
    const sent = await sendRequest({
      url,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ to }),
      timeoutMs: 5_000,
      maxAnswerBytes: 100,
    });
    return sent.kind === "answer"
      ? { outcome: "sent", platformId: null }
      : { outcome: "retry", reason: sent.reason };
  },
});
process.once("SIGTERM", async () => {
  await deliverer.close();
  await database.close();
  process.exit(0);
});
deliverer.start();
