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

/** A machine whose clock moves only by waiting; `onWait` hears the time that has passed. */
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

test("the lock holds our pid and start time, and is gone once it is given back", async () => {
  const release = await acquireFolderLock(path, machineWith([]));
  expect(await holder()).toEqual(self);
  await release();
  await expect(access(path)).rejects.toMatchObject({ code: "ENOENT" });
});

test("a live holder is never robbed: after 10 seconds the start is refused and names it", async () => {
  await write(other);
  const machine = machineWith([other]);
  const refused = acquireFolderLock(path, machine);
  await expect(refused).rejects.toThrow(FolderLockedError);
  await expect(refused).rejects.toThrow(/process 8 /);
  expect(machine.waitedMs()).toBe(10_000);
  expect(await holder()).toEqual(other);
});

test("a holder that is ending is waited for, and no longer", async () => {
  await write(other);
  const onWait = async (clock: number) => {
    if (clock === 3_000) await rm(path);
  };
  const machine = machineWith([other], { onWait });
  await acquireFolderLock(path, machine).then((release) => release());
  expect(machine.waitedMs()).toBe(3_000);
});

test("a holder that dies while it is waited for leaves its lock to us", async () => {
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

describe("no holder at all, so taken over without waiting, is", () => {
  test.each([
    ["a process that ended, or a zombie", other, []],
    ["a later process with the same number", other, [{ ...other, startTime: "801" }]],
    ["our own pid from another start", { ...self, startTime: "1" }, [self]],
    ["our own pid where no start time is known", { ...self, startTime: null }, [self]],
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
  "a lock that holds %j is being written, or, after 10 s, a leftover",
  async (content) => {
    await writeFile(path, content);
    const machine = machineWith([]);
    const release = await acquireFolderLock(path, machine);
    expect(machine.waitedMs()).toBe(10_000);
    expect(await holder()).toEqual(self);
    await release();
  },
);

test("one process takes a lock once, although its own pid is no holder", async () => {
  const release = await acquireFolderLock(path, machineWith([]));
  await expect(acquireFolderLock(path, machineWith([]))).rejects.toThrow(FolderLockedError);
  await release();
  await acquireFolderLock(path, machineWith([])).then((again) => again());
});

test("a starter that was faster to take over a leftover is not robbed of it", async () => {
  const leftover = { pid: 9, startTime: "900" };
  await write(leftover);
  const machine = machineWith([other]);
  const robbed = acquireFolderLock(path, {
    ...machine,
    isRunning: (process) => {
      // Between our reading the leftover and our removing it, the other one has done both.
      if (process.pid === leftover.pid) writeFileSync(path, JSON.stringify(other));
      return machine.isRunning(process);
    },
  });
  await expect(robbed).rejects.toThrow(FolderLockedError);
  expect(await holder()).toEqual(other);
});
