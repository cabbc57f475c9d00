import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { openDatabase } from "../../../src/db/open.ts";
import { deliverNotifications } from "../../../src/notify/delivery/enqueue-notifications.ts";
import { freshDatabases } from "../../db/databases.ts";
import { startHttpStandIn } from "../../platforms/http-stand-in.ts";
import { createDeliveryFixture } from "./delivery-fixture.ts";

const databases = await freshDatabases();
const followers = 3_000;
const kills = 5;
const maxInFlight = 16;
const patienceMs = 60_000;

describe.each(databases)(
  "a process that is killed while it sends notifications, over $name",
  ({ settings, remove }) => {
    test("loses no notification in five kills, and repeats no more than was in flight", async () => {
      const database = await openDatabase(settings);
      await database.jobs.declare(deliverNotifications);
      const fixture = createDeliveryFixture(database, { now: new Date() });
      const { code } = await fixture.addFollowed(followers);
      await fixture.step(code, 4);
      await database.close();

      let perKill = 0;
      let kill = () => {};
      const standIn = await startHttpStandIn(() => {
        perKill += 1;
        if (perKill === 300) kill();
        return {};
      });
      const args = [settings.dataDir, settings.databaseUrl ?? "", standIn.url];
      const script = "test/notify/delivery/deliver-until-killed.ts";
      for (let n = 0; n < kills; n += 1) {
        perKill = 0;
        const child = spawn(process.execPath, [script, ...args], { stdio: "ignore" });
        const exited = new Promise((resolve) => child.once("exit", resolve));
        kill = () => child.kill("SIGKILL");
        await exited;
        expect(child.signalCode).toBe("SIGKILL");
      }
      kill = () => {};
      const last = spawn(process.execPath, [script, ...args], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      await new Promise((resolve) => last.stdout.once("data", resolve));
      const reached = () => new Set(standIn.received.map(({ body }) => body?.["to"]));
      const until = performance.now() + patienceMs;
      while (reached().size < followers && performance.now() < until) await sleep(100);
      const exited = new Promise((resolve) => last.once("exit", resolve));
      last.kill("SIGKILL");
      await exited;
      expect(reached().size).toBe(followers);
      const repeated = standIn.received.length - followers;
      expect(repeated).toBeLessThanOrEqual(kills * maxInFlight);
      await standIn.close();
      await remove();
    }, 180_000);
  },
);
