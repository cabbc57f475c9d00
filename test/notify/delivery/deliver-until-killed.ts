import process from "node:process";
import { sendRequest } from "../../../src/channels/http-client.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { deliverNotifications } from "../../../src/notify/delivery/enqueue-notifications.ts";
import { createDeliveryFixture } from "./delivery-fixture.ts";

/** Runs in a process of its own: sends what is due to an address until it is killed (arguments: DATA_DIR, database or "", address). */
const [dataDir = "", databaseUrl = "", url = ""] = process.argv.slice(2);
const onError = (error: unknown) => {
  throw error;
};
const settings = { dataDir, databaseUrl: databaseUrl || null, retentionDays: 365, onError };
const database = await openDatabase(settings);
await database.jobs.declare(deliverNotifications);
const clock = {
  get now() {
    return new Date();
  },
};
const deliverer = createDeliveryFixture(database, clock).deliverer({
  "zalo-chat": async ({ to }) => {
    const body = JSON.stringify({ to });
    const headers = { "content-type": "application/json" };
    const sent = await sendRequest({
      url,
      method: "POST",
      headers,
      body,
      timeoutMs: 5_000,
      maxAnswerBytes: 100,
    });
    return sent.kind === "answer"
      ? { outcome: "sent", platformId: null }
      : { outcome: "retry", reason: sent.reason };
  },
});
deliverer.start();
process.stdout.write("started\n");
