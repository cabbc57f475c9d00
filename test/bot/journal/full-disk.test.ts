import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test } from "@jest/globals";
import type { Journal } from "../../../src/bot/journal/journal.ts";
import type { JournalIssue } from "../../../src/bot/journal/recovery.ts";
import { residentName } from "../../../src/bot/store/keys.ts";
import type { ChannelEvent } from "../../../src/channels/event.ts";
import { createSecretBox } from "../../../src/security/secret-box.ts";
import { temporaryFolder, testJournal } from "./journal-fixtures.ts";

const run = promisify(execFile);
const now = () => new Date("2026-11-23T01:00:00Z");
const diskBytes = 64 * 1024;
const disks: string[] = [];
afterEach(async () => {
  for (const disk of disks.splice(0)) {
    await run("umount", ["--lazy", disk]);
    await rm(disk, { recursive: true });
  }
});

/** Mounts a disk of 64 KB. Returns null if this user may not, as outside of CI. */
async function smallDisk(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-small-disk-"));
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${diskBytes}`, "none", folder]);
    disks.push(folder);
    return folder;
  } catch {
    await rm(folder, { recursive: true });
    return null;
  }
}

function event(id: number): ChannelEvent {
  const payload = { type: "text", text: `tin ${id}` } as const;
  const user = `u${id % 7}`;
  return { channel: "zalo", account: "oa", user, id: `m${id}`, at: now(), payload };
}

async function open(folder: string, issues: JournalIssue[] = []): Promise<Journal> {
  const box = createSecretBox("k".repeat(64), "journal");
  return testJournal({ folder, box, now, onIssue: (issue) => issues.push(issue) });
}

/** Appends until the disk has no room. Returns the ids of the events that were kept. */
async function fill(journal: Journal): Promise<string[]> {
  const kept: string[] = [];
  for (let refused = 0, id = 0; refused < 3; id += 1) {
    try {
      await journal.append(event(id));
      kept.push(event(id).id);
    } catch (error) {
      expect(error).toMatchObject({ code: "ENOSPC" });
      refused += 1;
    }
  }
  return kept;
}

/** Acknowledges what waits, all but the last `leave` events. Returns their ids. */
async function drain(journal: Journal, leave = 0): Promise<string[]> {
  const ids: string[] = [];
  for (const resident of journal.residents()) {
    for (let next = journal.first(resident); next; next = journal.first(resident)) {
      if (journal.stats().waiting === leave) return ids;
      const waiting = await journal.read(next);
      ids.push(waiting.id);
      await journal.acknowledge(resident, next, waiting);
    }
  }
  return ids;
}

const canMount = (await smallDisk()) !== null;
const onSmallDisk = canMount ? test : test.skip;

onSmallDisk(
  "what was applied while the disk is full is not applied again after a restart",
  async () => {
    const disk = (await smallDisk()) ?? "";
    const issues: JournalIssue[] = [];
    const first = await open(disk, issues);
    const kept = await fill(first);
    expect(kept.length).toBeGreaterThan(50);
    const applied = await drain(first, 2);
    expect(applied).toHaveLength(kept.length - 2);

    const second = await open(disk, issues);
    expect(second.stats().waiting).toBe(2);
    const rest = await drain(second);
    expect([...applied, ...rest].toSorted()).toEqual(kept.toSorted());
    expect(issues).toEqual([]);
    expect(await readdir(disk)).toEqual([]);
  },
);

onSmallDisk(
  "room that comes back is used: the journal is empty and takes events again",
  async () => {
    const disk = (await smallDisk()) ?? "";
    const journal = await open(disk);
    const kept = await fill(journal);
    await drain(journal);
    expect(journal.stats()).toMatchObject({ waiting: 0, bytes: 0, drained: kept.length });
    expect(await readdir(disk)).toEqual([]);
    await journal.append(event(1));
    expect(await drain(journal)).toEqual(["m1"]);
  },
);

onSmallDisk(
  "an event that was refused for want of room is not found by the next process",
  async () => {
    const disk = (await smallDisk()) ?? "";
    const kept = await fill(await open(disk));
    expect((await drain(await open(disk))).toSorted()).toEqual(kept.toSorted());
  },
);

test("a segment goes once all of it is applied, although its marks cannot be written", async () => {
  const folder = await temporaryFolder();
  const issues: JournalIssue[] = [];
  const journal = await open(folder, issues);
  for (const id of [1, 2, 3]) await journal.append(event(id));
  // The file's name is gone, so that it cannot be opened for marks; what it holds can still be read.
  await rm(folder, { recursive: true });
  expect((await drain(journal)).toSorted()).toEqual(["m1", "m2", "m3"]);
  expect(issues).toMatchObject([{ type: "unacknowledged" }, {}, {}]);
  expect(journal.stats()).toMatchObject({ waiting: 0, bytes: 0 });
  expect(journal.hasWaiting(residentName({ channel: "zalo", account: "oa", user: "u1" }))).toBe(
    false,
  );
});
