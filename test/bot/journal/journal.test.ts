import { appendFile, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "@jest/globals";
import { listDeadLetterEvents } from "../../../src/bot/journal/dead-letters.ts";
import type { Journal } from "../../../src/bot/journal/journal.ts";
import type { JournalIssue } from "../../../src/bot/journal/recovery.ts";
import { residentName } from "../../../src/bot/store/keys.ts";
import type { ChannelEvent } from "../../../src/channels/event.ts";
import { createSecretBox } from "../../../src/security/secret-box.ts";
import { temporaryFolder, testJournal } from "./journal-fixtures.ts";

const now = () => new Date("2026-11-23T01:00:00Z");
const key = "k".repeat(64);
let folder = "";
let issues: JournalIssue[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
  issues = [];
});

async function open(options: { secretKey?: string; maxBytes?: number } = {}): Promise<Journal> {
  const { secretKey = key, ...rest } = options;
  const box = createSecretBox(secretKey, "journal");
  const onIssue = (issue: JournalIssue) => issues.push(issue);
  return testJournal({ folder, box, now, onIssue, ...rest });
}

function event(user: string, id: string, second = 0): ChannelEvent {
  const at = new Date(now().getTime() + second * 1000);
  return {
    channel: "zalo",
    account: "oa",
    user,
    id,
    at,
    payload: { type: "text", text: `bí mật ${id}` },
  };
}

function keyOf(user: string): string {
  return residentName({ channel: "zalo", account: "oa", user });
}

/** Returns what waits in the order in which it would be applied, and acknowledges it. */
async function drainAll(journal: Journal): Promise<string[]> {
  const ids: string[] = [];
  for (const resident of journal.residents()) {
    for (let next = journal.first(resident); next; next = journal.first(resident)) {
      const waiting = await journal.read(next);
      ids.push(waiting.id);
      await journal.acknowledge(resident, next, waiting);
    }
  }
  return ids;
}

async function segmentFile(): Promise<string> {
  const name = (await readdir(folder)).find((file) => file.endsWith(".journal"));
  if (name === undefined) throw new Error("There is no segment.");
  return join(folder, name);
}

test("returns each resident's events in the order of the platform's time", async () => {
  const journal = await open();
  const events = [
    event("a", "a3", 3),
    event("b", "b1", 1),
    event("a", "a1", 1),
    event("a", "a2", 2),
  ];
  await Promise.all(events.map((each) => journal.append(each)));
  expect(journal.stats()).toMatchObject({ waiting: 4, appended: 4 });
  expect(await drainAll(journal)).toEqual(["a1", "a2", "a3", "b1"]);
  expect(journal.stats()).toMatchObject({ waiting: 0, drained: 4, bytes: 0 });
});

test("a resident has waiting events from the start of the write until the last one is acknowledged", async () => {
  const journal = await open();
  expect(journal.hasWaiting(keyOf("a"))).toBe(false);
  const appending = journal.append(event("a", "a1"));
  expect(journal.hasWaiting(keyOf("a"))).toBe(true);
  await appending;
  await drainAll(journal);
  expect(journal.hasWaiting(keyOf("a"))).toBe(false);
});

test("a process that was killed leaves everything that was not acknowledged to the next", async () => {
  const first = await open();
  await first.append(event("a", "a1", 1));
  await first.append(event("a", "a2", 2));
  const record = first.first(keyOf("a"));
  if (record) await first.acknowledge(keyOf("a"), record, event("a", "a1"));

  const second = await open();
  expect(second.hasWaiting(keyOf("a"))).toBe(true);
  expect(await drainAll(second)).toEqual(["a2"]);
  expect(await readdir(folder)).toEqual([]);
  await first.close();
});

test("wherever a write was cut off, whole events are recovered and the truncated line is reported", async () => {
  const writer = await open();
  for (const n of [1, 2, 3]) await writer.append(event("a", `a${n}`, n));
  await writer.close();
  const path = await segmentFile();
  const whole = await readFile(path);
  const ends = [...whole.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []));

  for (let length = whole.length - 1; length > 0; length -= 7) {
    await writeFile(path, whole);
    await truncate(path, length);
    issues = [];
    const journal = await open();
    const complete = ends.filter((end) => end <= length).length;
    expect(journal.stats().waiting).toBe(complete);
    const isTorn = !ends.includes(length);
    expect(issues).toEqual(isTorn ? [{ type: "truncated", lines: 1 }] : []);
    await journal.close();
  }
});

test("zeros that a power cut left behind are reported as a truncated line", async () => {
  const writer = await open();
  await writer.append(event("a", "a1"));
  await appendFile(await segmentFile(), Buffer.alloc(512));
  const journal = await open();
  expect(await drainAll(journal)).toEqual(["a1"]);
  expect(issues).toEqual([{ type: "truncated", lines: 1 }]);
  await writer.close();
});

test("events sealed with another key are quarantined and reported, and others are accepted", async () => {
  const other = await open({ secretKey: "o".repeat(64) });
  await other.append(event("a", "a1"));
  await other.close();
  const writer = await open();
  expect(issues).toMatchObject([{ type: "quarantined", lines: 1 }]);
  await writer.append(event("b", "b1"));
  await writer.close();

  expect(await drainAll(await open())).toEqual(["b1"]);
  const [quarantined = "", ...rest] = await readdir(folder);
  expect([quarantined, rest]).toEqual([expect.stringMatching(/\.journal\.unreadable$/), []]);

  // With the right key and its old name, the quarantined file is read again.
  const content = await readFile(join(folder, quarantined));
  await writeFile(join(folder, quarantined.replace(".unreadable", "")), content);
  expect(await drainAll(await open({ secretKey: "o".repeat(64) }))).toEqual(["a1"]);
});

test("nothing about a resident is readable on disk", async () => {
  const journal = await open();
  await journal.append(event("0912345678", "m1"));
  await journal.moveToDeadLetters(event("0912345678", "m2"), new Error("bí mật"));
  for (const file of await readdir(folder)) {
    const content = await readFile(join(folder, file), "utf8");
    expect(content).not.toMatch(/0912345678|bí mật|text/);
    expect(content.length).toBeGreaterThan(0);
  }
  await journal.close();
});

test("a full journal refuses events, and accepts them again once it is drained", async () => {
  const journal = await open({ maxBytes: 1_000 });
  await journal.append(event("a", "a1"));
  const rest = Array.from({ length: 9 }, (_, n) => journal.append(event("a", `b${n}`)));
  const results = await Promise.allSettled(rest);
  const refused = results.filter(({ status }) => status === "rejected");
  expect(refused.length).toBeGreaterThanOrEqual(5);
  expect(refused[0]).toMatchObject({ reason: { code: "JOURNAL_FULL", statusCode: 503 } });
  expect(journal.stats().bytes).toBeLessThanOrEqual(1_000);
  await drainAll(journal);
  await journal.append(event("a", "a2"));
  expect(await drainAll(journal)).toEqual(["a2"]);
});

test("an event that the disk refuses delays no later one", async () => {
  const journal = await open();
  await rm(folder, { recursive: true });
  await expect(journal.append(event("a", "a1"))).rejects.toMatchObject({ code: "ENOENT" });
  expect(journal.hasWaiting(keyOf("a"))).toBe(false);
});

test("a dead letter is listed with a reason that repeats nothing that was said", async () => {
  const journal = await open();
  const error = Object.assign(new TypeError("bí mật"), { code: "STATE_TOO_LARGE" });
  await journal.moveToDeadLetters(event("a", "a1"), error);
  await journal.moveToDeadLetters(event("a", "a1"), error);
  expect(await listDeadLetterEvents(folder)).toEqual([
    {
      file: expect.stringMatching(/^[0-9a-f]+\.parked$/),
      channel: "zalo",
      at: now(),
      parkedAt: now(),
      reason: expect.stringMatching(/^TypeError \(STATE_TOO_LARGE\) at /),
    },
  ]);
  expect(await listDeadLetterEvents(join(folder, "none"))).toEqual([]);
});

test("erasing a resident erases the dead letters of that resident only", async () => {
  const journal = await open();
  for (const user of ["a", "b"])
    await journal.moveToDeadLetters(event(user, "m1"), new Error("broken"));
  const before = journal.stats().bytes;
  await journal.erase(keyOf("a"));
  expect(await listDeadLetterEvents(folder)).toHaveLength(1);
  expect(journal.stats().bytes).toBeLessThan(before);
  await journal.erase(keyOf("b"));
  expect([await readdir(folder), journal.stats().bytes]).toEqual([[], 0]);
});

test("a thousand events at once go to one file and are all recovered", async () => {
  const journal = await open();
  const events = Array.from({ length: 1_000 }, (_, n) => event(`u${n % 50}`, `m${n}`, n));
  await Promise.all(events.map((each) => journal.append(each)));
  const files = await readdir(folder);
  expect(files).toHaveLength(1);
  const again = await open();
  expect(again.stats().waiting).toBe(1_000);
});
