import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { thisMachine } from "../../src/db/processes.ts";

test("our own process is running", () => {
  expect(thisMachine.isRunning(thisMachine.self)).toBe(true);
});

test("a process that has ended is not running", async () => {
  const child = spawn(process.execPath, ["--version"]);
  await new Promise((resolve) => child.once("exit", resolve));
  expect(thisMachine.isRunning({ pid: child.pid ?? 0, startTime: null })).toBe(false);
});

if (existsSync("/proc/self/stat")) {
  test("a process with the pid but not the start time of an earlier one is not that one", () => {
    expect(thisMachine.isRunning({ pid: process.pid, startTime: "1" })).toBe(false);
    expect(thisMachine.self.startTime).toMatch(/^\d+$/);
  });

  test("a zombie is not running", async () => {
    // `sleep` replaces the shell before the shell's child ends, and never waits for that child.
    const parent = spawn("sh", ["-c", "sleep 0.3 & echo $!; exec sleep 60"]);
    const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
    while (thisMachine.isRunning({ pid, startTime: null })) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    parent.kill();
  });
}
