import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { openDatabase } from "../../../src/db/open.ts";
import { deliverNotifications } from "../../../src/notify/delivery/enqueue-notifications.ts";
import { freshDatabases } from "../../db/databases.ts";
import { startHttpStandIn } from "../../platforms/http-stand-in.ts";
import { createBroadcastFixture } from "./broadcast-fixture.ts";

const databases = await freshDatabases();
const recipients = 1_500;
/** Five kills, and one orderly end as in a deployment. */
const ends = ["SIGKILL", "SIGKILL", "SIGTERM", "SIGKILL", "SIGKILL", "SIGKILL"] as const;
const messagesPerLife = 120;
const maxInFlight = 16;
const patienceMs = 60_000;

describe.each(databases)("a process that is killed while it broadcasts, over $name", (over) => {
  const { settings, remove } = over;
  test("keeps one ledger line for each recipient, loses none, and repeats no more than was in flight", async () => {
    const database = await openDatabase(settings);
    await database.jobs.declare(deliverNotifications);
    const fixture = createBroadcastFixture(database, { now: new Date() });
    const purposes = ["chat", "news"];
    const dossier = await fixture.dossiers.addFollowed(recipients, { purposes });
    const agency = await fixture.agencyOf(dossier.id);
    const author = await fixture.addOfficial(agency);
    const id = await fixture.addDraft(agency, author);
    await fixture.submit(id, author);
    await database.db
      .updateTable("broadcast")
      .set({ state: "sending" })
      .where("id", "=", id)
      .execute();
    await database.close();

    let inThisLife = 0;
    let end = () => {};
    const standIn = await startHttpStandIn(() => {
      inThisLife += 1;
      if (inThisLife === messagesPerLife) end();
      return {};
    });
    const begin = () => {
      const args = [settings.dataDir, settings.databaseUrl ?? "", standIn.url];
      const script = "test/notify/broadcasts/broadcast-until-killed.ts";
      const child = spawn(process.execPath, [script, ...args], { stdio: "ignore" });
      const exited = new Promise((resolve) => child.once("exit", resolve));
      return { child, exited };
    };
    for (const signal of ends) {
      inThisLife = 0;
      const { child, exited } = begin();
      end = () => child.kill(signal);
      await exited;
    }
    end = () => {};
    const last = begin();
    const reached = () => new Set(standIn.received.map(({ body }) => body?.["to"]));
    const until = performance.now() + patienceMs;
    while (reached().size < recipients && performance.now() < until) await sleep(100);
    last.child.kill("SIGTERM");
    await last.exited;
    expect(reached().size).toBe(recipients);
    const kills = ends.filter((signal) => signal === "SIGKILL").length;
    expect(standIn.received.length - recipients).toBeLessThanOrEqual(kills * maxInFlight);

    const after = await openDatabase(settings);
    const late = createBroadcastFixture(after, { now: new Date(Date.now() + 60_000) });
    await late.deliverer({ "zalo-chat": late.ok }).drain();
    expect(await late.lines(id)).toHaveLength(recipients);
    expect(await late.progress(id)).toMatchObject({ state: "done", sent: recipients, waiting: 0 });
    expect(late.sent).toEqual([]);
    await after.close();
    await standIn.close();
    await remove();
  }, 180_000);
});
