import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "@jest/globals";
import { residentName } from "../../../src/bot/store/keys.ts";
import { createSecretBox } from "../../../src/security/secret-box.ts";
import { temporaryFolder, testJournal } from "./journal-fixtures.ts";

/** Each process is killed after so many lines of output: within its first events, or in the middle of many. */
const kills = [1, 2, 3, 5, 9, 17, 40, 101, 333, 777];
const numbersOfOneProcess = 1_000_000;

test("whenever the process is killed, no stored event is lost and each resident's order stays", async () => {
  const folder = await temporaryFolder();
  const appended: string[] = [];
  const applied = new Map<string, number[]>();

  for (const [round, lines] of kills.entries()) {
    const from = String(round * numbersOfOneProcess);
    const child = spawn(
      process.execPath,
      ["test/bot/journal/append-until-killed.ts", folder, from],
      {
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    const exited = once(child, "exit");
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [what, user = "", number = ""] = line.split(" ");
      if (what === "appended") appended.push(`${user} ${number}`);
      else applied.set(user, [...(applied.get(user) ?? []), Number(number)]);
      seen += 1;
      if (seen === lines) child.kill("SIGKILL");
    }
    await exited;
  }

  const journal = await testJournal({
    folder,
    box: createSecretBox("k".repeat(64), "journal"),
    now: () => new Date(),
    onIssue: () => undefined,
  });
  for (const user of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
    const resident = residentName({ channel: "zalo", account: "oa", user });
    for (let next = journal.first(resident); next; next = journal.first(resident)) {
      const event = await journal.read(next);
      applied.set(user, [...(applied.get(user) ?? []), Number(event.id)]);
      await journal.acknowledge(resident, next, event);
    }
  }

  const all = new Set(
    [...applied].flatMap(([user, numbers]) => numbers.map((n) => `${user} ${n}`)),
  );
  expect(appended.filter((event) => !all.has(event))).toEqual([]);
  expect(appended.length).toBeGreaterThan(kills.length);
  for (const numbers of applied.values()) {
    const firstTimes = [...new Set(numbers)];
    expect(firstTimes).toEqual(firstTimes.toSorted((a, b) => a - b));
    // An event is applied again only if the process ended between applying and acknowledging it.
    expect(numbers.length - firstTimes.length).toBeLessThanOrEqual(kills.length);
  }
}, 60_000);
