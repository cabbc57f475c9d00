import { writeFileSync } from "node:fs";
import { access, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { acquireFolderLock, FolderLockedError } from "../../src/db/folder-lock.ts";
import type { Machine, ProcessIdentity } from "../../src/db/processes.ts";

const self = { pid: 7, startTime: "700" };
const other = { pid: 8, startTime: "800" };

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "huong-dan-lock-"));
  path = join(folder, "database.lock");
});

afterEach(() => rm(folder, { recursive: true }));

/** A machine whose clock moves only by waiting. `onWait` gets the time that has passed. */
function machineWith(
  running: ProcessIdentity[],
  { identity = self, onWait = async (_ms: number) => {} } = {},
): Machine & { readonly waitedMs: () => number } {
  let clock = 0;
  return {
    self: identity,
    isRunning: ({ pid, startTime }) =>
      running.some((each) => each.pid === pid && each.startTime === startTime),
    now: () => clock,
    wait: async (ms) => {
      clock += ms;
      await onWait(clock);
    },
    waitedMs: () => clock,
  };
}

const write = (holder: ProcessIdentity) => writeFile(path, JSON.stringify(holder));
const holder = async () => JSON.parse(await readFile(path, "utf8"));

test("the lock file contains our pid and start time, and is removed on release", async () => {
  const release = await acquireFolderLock(path, machineWith([]));
  expect(await holder()).toEqual(self);
  await release();
  await expect(access(path)).rejects.toMatchObject({ code: "ENOENT" });
});

test("the lock of a running process is never taken: after 10 seconds the error names the process", async () => {
  await write(other);
  const machine = machineWith([other]);
  const refused = acquireFolderLock(path, machine);
  await expect(refused).rejects.toThrow(FolderLockedError);
  await expect(refused).rejects.toThrow(/process 8 /);
  expect(machine.waitedMs()).toBe(10_000);
  expect(await holder()).toEqual(other);
});

test("a lock that is released while we wait is acquired at once", async () => {
  await write(other);
  const onWait = async (clock: number) => {
    if (clock === 3_000) await rm(path);
  };
  const machine = machineWith([other], { onWait });
  await acquireFolderLock(path, machine).then((release) => release());
  expect(machine.waitedMs()).toBe(3_000);
});

test("the lock of a process that dies while we wait is taken over", async () => {
  await write(other);
  const running = [other];
  const onWait = async (clock: number) => {
    if (clock === 2_000) running.length = 0;
  };
  const machine = machineWith(running, { onWait });
  const release = await acquireFolderLock(path, machine);
  expect(machine.waitedMs()).toBe(2_000);
  expect(await holder()).toEqual(self);
  await release();
});

describe("a lock is taken over without waiting if it was left by", () => {
  test.each([
    ["a process that ended, or a zombie", other, []],
    ["a later process with the same number", other, [{ ...other, startTime: "801" }]],
    ["our own pid from another start", { ...self, startTime: "1" }, [self]],
    ["our own pid with an unknown start time", { ...self, startTime: null }, [self]],
  ])("%s", async (_what, leftover, running) => {
    await write(leftover);
    const machine = machineWith(running);
    const release = await acquireFolderLock(path, machine);
    expect(machine.waitedMs()).toBe(0);
    expect(await holder()).toEqual(self);
    expect(await readdir(folder)).toEqual(["database.lock"]);
    await release();
  });
});

test.each(["", "{", "[]"])(
  "a lock file that contains %j is waited for like one that is being written, and taken over after 10 seconds",
  async (content) => {
    await writeFile(path, content);
    const machine = machineWith([]);
    const release = await acquireFolderLock(path, machine);
    expect(machine.waitedMs()).toBe(10_000);
    expect(await holder()).toEqual(self);
    await release();
  },
);

test("one process acquires a lock only once, although its own pid does not count as a holder", async () => {
  const release = await acquireFolderLock(path, machineWith([]));
  await expect(acquireFolderLock(path, machineWith([]))).rejects.toThrow(FolderLockedError);
  await release();
  await acquireFolderLock(path, machineWith([])).then((again) => again());
});

test("the lock of another process that was faster to take over a leftover is not removed", async () => {
  const leftover = { pid: 9, startTime: "900" };
  await write(leftover);
  const machine = machineWith([other]);
  const attempt = acquireFolderLock(path, {
    ...machine,
    isRunning: (process) => {
      // Between our reading and our removing the leftover, the other process has done both.
      if (process.pid === leftover.pid) writeFileSync(path, JSON.stringify(other));
      return machine.isRunning(process);
    },
  });
  await expect(attempt).rejects.toThrow(FolderLockedError);
  expect(await holder()).toEqual(other);
});
