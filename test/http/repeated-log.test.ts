import { expect, test } from "@jest/globals";
import { DatabaseUnavailableError } from "../../src/db/unavailable.ts";
import { describeError } from "../../src/http/describe-error.ts";
import { createLogger } from "../../src/http/logging.ts";
import { createFailureLog } from "../../src/http/repeated-log.ts";

function openLog() {
  const lines: Record<string, unknown>[] = [];
  let time = Date.parse("2026-11-23T01:00:00Z");
  const log = createLogger("info", { write: (line) => lines.push(JSON.parse(line)) });
  const elapse = (ms: number) => {
    time += ms;
  };
  return { lines, elapse, logFailure: createFailureLog(log, () => new Date(time)) };
}

const refused = (server = "PostgreSQL at db:5432", code = "ECONNREFUSED") =>
  new DatabaseUnavailableError(server, Object.assign(new Error("secret"), { code }));

test("an outage is one line a minute that names the server and the reason, and counts the others", () => {
  const { lines, elapse, logFailure } = openLog();
  for (let second = 0; second < 338; second += 1) {
    logFailure("error", refused(), "a server fails");
    elapse(1_000);
  }
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatchObject({ server: "PostgreSQL at db:5432", why: "ECONNREFUSED" });
  expect(lines[1]).toMatchObject({ repeated: 59, msg: "a server fails" });
  expect(JSON.stringify(lines)).not.toContain("secret");
});

test("another server, another reason and another message are told at once", () => {
  const { lines, logFailure } = openLog();
  logFailure("error", refused(), "a server fails");
  logFailure("error", refused("PostgreSQL at other:5432"), "a server fails");
  logFailure("error", refused(undefined, "57P01"), "a server fails");
  logFailure("warn", refused(), "facts wait");
  logFailure("warn", refused(), "facts wait");
  expect(lines).toHaveLength(4);
});

test("an error that a library copied into a plain object is described like an error", () => {
  const { stack, message } = new RangeError("broken: Nguyễn Văn A");
  const copied = { name: "RangeError", message, stack, code: "E_COPY" };
  expect(describeError(copied)).toMatchObject({
    name: "RangeError",
    code: "E_COPY",
    frames: expect.arrayContaining([expect.stringContaining("repeated-log.test")]),
  });
  expect(JSON.stringify(describeError(copied))).not.toContain("Nguyễn");
});

test.each([
  ["MISCONF Errors writing to the AOF file: No space left on device", "MISCONF"],
  ["READONLY You can't write against a read only replica. script: abc", "READONLY"],
  ["OOM command not allowed when used memory > 'maxmemory'.", "OOM"],
])("the code of Redis's answer %j is told, and nothing else of it", (message, code) => {
  const error = Object.assign(new Error(message), { name: "ReplyError" });
  expect(describeError(error)).toMatchObject({ name: "ReplyError", code });
  expect(JSON.stringify(describeError(error).code)).not.toContain(" ");
});

test.each([
  "Connection terminated unexpectedly",
  "timeout exceeded when trying to connect",
  "Connection is closed.",
  "Stream isn't writeable and enableOfflineQueue options is false",
  "no answer within 800 ms",
])("the reason %j of a lost connection is told", (message) => {
  expect(describeError(new Error(message))).toMatchObject({ reason: message });
});

test("any other message is left out", () => {
  expect(describeError(new Error("Connection of bác Hoa, 0912345678"))).not.toHaveProperty(
    "reason",
  );
});
