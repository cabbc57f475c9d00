import { expect, test } from "@jest/globals";
import { createIdle, readingSeconds } from "../../../src/channels/web/assets/idle.js";

const kiosk = { idleSeconds: 120, warningSeconds: 20 };
const at = (seconds: number) => seconds * 1000;

test("announces the last seconds after the last touch, then tells that the visitor left", () => {
  const idle = createIdle({ ...kiosk, presentAt: at(0) });
  expect(idle.check(at(99), 0)).toStrictEqual({ secondsLeft: null });
  expect(idle.check(at(100), 0)).toStrictEqual({ secondsLeft: 20 });
  expect(idle.check(at(119.5), 0)).toStrictEqual({ secondsLeft: 1 });
  expect(idle.check(at(120), 0)).toStrictEqual({ secondsLeft: 0 });
  expect(idle.check(at(500), 0)).toStrictEqual({ secondsLeft: 0 });
});

test("a touch during the announcement takes it back", () => {
  const idle = createIdle({ ...kiosk, presentAt: at(0) });
  idle.touch(at(110));
  expect(idle.check(at(110), 0)).toStrictEqual({ secondsLeft: null });
});

test("whoever scrolls or points while reading is still there", () => {
  const idle = createIdle({ ...kiosk, presentAt: at(0) });
  idle.read(at(90));
  expect(idle.check(at(180), 0)).toStrictEqual({ secondsLeft: null });
  expect(idle.check(at(210), 0)).toStrictEqual({ secondsLeft: 0 });
});

test("a mouse that is moved at a kiosk nobody has used begins nothing", () => {
  const idle = createIdle({ ...kiosk, presentAt: null });
  idle.read(at(10));
  expect(idle.check(at(1000), 0)).toStrictEqual({ secondsLeft: null });
  idle.touch(at(1000));
  expect(idle.check(at(1120), 0)).toStrictEqual({ secondsLeft: 0 });
});

test("waits longer while there is a long answer to read, up to a bound", () => {
  expect(readingSeconds(10)).toBe(0);
  expect(readingSeconds(900)).toBe(60);
  expect(readingSeconds(1_000_000)).toBe(240);
  const idle = createIdle({ ...kiosk, presentAt: at(0) });
  expect(idle.check(at(159), 900)).toStrictEqual({ secondsLeft: null });
  expect(idle.check(at(160), 900)).toStrictEqual({ secondsLeft: 20 });
  expect(idle.check(at(180), 900)).toStrictEqual({ secondsLeft: 0 });
});
