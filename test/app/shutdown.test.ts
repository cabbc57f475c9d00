import { EventEmitter } from "node:events";
import { beforeEach, expect, test } from "@jest/globals";
import { maxShutdownMs, shutDownOnSignals } from "../../src/app/shutdown.ts";

let process: EventEmitter;
let exits: number[];
let timers: { ms: number; callback: () => void }[];
let failures: unknown[];

beforeEach(() => {
  process = new EventEmitter();
  exits = [];
  timers = [];
  failures = [];
});

function listenForSignals(close: () => Promise<void>): void {
  shutDownOnSignals(
    close,
    {
      on: (signal, listener) => process.on(signal, listener),
      exit: (code) => exits.push(code),
      after: (ms, callback) => timers.push({ ms, callback }),
    },
    (error) => failures.push(error),
  );
}

const runPendingCallbacks = () => new Promise((resolve) => setImmediate(resolve));

test.each(["SIGTERM", "SIGINT"])("%s closes once and exits with 0", async (signal) => {
  let closed = 0;
  listenForSignals(async () => {
    closed += 1;
  });
  expect(closed).toBe(0);
  process.emit(signal);
  await runPendingCallbacks();
  expect({ closed, exits }).toEqual({ closed: 1, exits: [0] });
});

test("exits with 1 if closing takes too long", async () => {
  listenForSignals(() => new Promise(() => {}));
  process.emit("SIGTERM");
  await runPendingCallbacks();
  expect(exits).toEqual([]);
  expect(timers.map(({ ms }) => ms)).toEqual([maxShutdownMs]);
  timers[0]?.callback();
  expect(exits).toEqual([1]);
});

test("exits at once on a second signal", async () => {
  listenForSignals(() => new Promise(() => {}));
  process.emit("SIGINT");
  process.emit("SIGTERM");
  await runPendingCallbacks();
  expect(exits).toEqual([1]);
});

test("reports an error of closing and exits with 1", async () => {
  const failure = new Error("the database would not close");
  listenForSignals(() => Promise.reject(failure));
  process.emit("SIGTERM");
  await runPendingCallbacks();
  expect({ failures, exits }).toEqual({ failures: [failure], exits: [1] });
});
