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

function drain(close: () => Promise<void>): void {
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

const settled = () => new Promise((resolve) => setImmediate(resolve));

test.each(["SIGTERM", "SIGINT"])("%s closes once and exits with 0", async (signal) => {
  let closed = 0;
  drain(async () => {
    closed += 1;
  });
  expect(closed).toBe(0);
  process.emit(signal);
  await settled();
  expect({ closed, exits }).toEqual({ closed: 1, exits: [0] });
});

test("closing that hangs is given up after its time", async () => {
  drain(() => new Promise(() => {}));
  process.emit("SIGTERM");
  await settled();
  expect(exits).toEqual([]);
  expect(timers.map(({ ms }) => ms)).toEqual([maxShutdownMs]);
  timers[0]?.callback();
  expect(exits).toEqual([1]);
});

test("a second signal ends at once", async () => {
  drain(() => new Promise(() => {}));
  process.emit("SIGINT");
  process.emit("SIGTERM");
  await settled();
  expect(exits).toEqual([1]);
});

test("closing that fails is told and exits with 1", async () => {
  const failure = new Error("the database would not close");
  drain(() => Promise.reject(failure));
  process.emit("SIGTERM");
  await settled();
  expect({ failures, exits }).toEqual({ failures: [failure], exits: [1] });
});
