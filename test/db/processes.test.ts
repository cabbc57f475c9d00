import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { thisMachine } from "../../src/db/processes.ts";

test("our own process runs", () => {
  expect(thisMachine.isRunning(thisMachine.self)).toBe(true);
});

test("a process that ended does not run", async () => {
  const child = spawn(process.execPath, ["--version"]);
  await new Promise((resolve) => child.once("exit", resolve));
  expect(thisMachine.isRunning({ pid: child.pid ?? 0, startTime: null })).toBe(false);
});

if (existsSync("/proc/self/stat")) {
  test("another process with the number of one that ended is not that one", () => {
    expect(thisMachine.isRunning({ pid: process.pid, startTime: "1" })).toBe(false);
    expect(thisMachine.self.startTime).toMatch(/^\d+$/);
  });

  test("a zombie does not run", async () => {
    // `sleep` takes the shell's place before the shell's child ends, and never asks how it did.
    const parent = spawn("sh", ["-c", "sleep 0.3 & echo $!; exec sleep 60"]);
    const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
    while (thisMachine.isRunning({ pid, startTime: null })) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    parent.kill();
  });
}
