import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { auditKinds } from "../../../src/desk/audit/kinds.ts";
import { auditSentences } from "../../../src/desk/audit/tell-entry.ts";

const source = join(import.meta.dirname, "../../../src");

/** Names of the same form in these files that are not actions: what conversations ask the service for. */
const ports = new Set(
  [
    "desk.pair",
    "dossier.consent",
    "dossier.find",
    "dossier.follow",
    "dossier.list",
    "dossier.open",
    "dossier.rate",
    "dossier.stop",
    "dossier.verify",
    "dossier.view",
    "dossier.way",
    "language.read",
    "list.keep",
    "news.stop",
    "task.leave",
    "task.line",
    "task.open",
    "task.person",
    "task.said",
  ].sort(),
);

const fileName = /\.(csv|css|eta|html|js|json|jsonl|png|svg|ts|txt|webp|xlsx|xml|zip|ods|pdf)$/;

/** Returns what looks like an action (`noun.verb`) in the files of the desk and of what notifies, with its file. */
function recordedActions(): Map<string, string> {
  const found = new Map<string, string>();
  for (const room of ["desk", "notify"]) {
    const files = readdirSync(join(source, room), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(".ts"))) {
      if (room === "desk" && file.startsWith("audit/sentences/")) continue;
      const text = readFileSync(join(source, room, file), "utf8");
      for (const [, name = ""] of text.matchAll(/"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)"/g)) {
        if (!fileName.test(name) && !ports.has(name)) found.set(name, `${room}/${file}`);
      }
      // An action that is put together: every verb of the file belongs to it.
      for (const [, noun = ""] of text.matchAll(/action: `([a-z-]+)\.\$\{/g)) {
        for (const [, verb = ""] of text.matchAll(/verb: "([a-z-]+)"/g)) {
          found.set(`${noun}.${verb}`, `${room}/${file}`);
        }
      }
    }
  }
  return found;
}

const recorded = recordedActions();

test("the source is read: it records actions of every kind", () => {
  expect(recorded.size).toBeGreaterThan(60);
  expect([...recorded.keys()]).toEqual(
    expect.arrayContaining(["session.begin", "system.rotate", "system.use", "broadcast.cancel"]),
  );
});

test("every action that is recorded has a sentence in src/desk/audit/sentences", () => {
  const missing = [...recorded]
    .filter(([action]) => !Object.hasOwn(auditSentences, action))
    .map(([action, file]) => `${action} (recorded in src/${file}) has no sentence`);
  expect(missing).toEqual([]);
});

test("every action is found by one kind of the filter", () => {
  const nouns = auditKinds.flatMap((kind) => kind.nouns);
  expect(new Set(nouns).size).toBe(nouns.length);
  const actions = [...recorded.keys(), ...Object.keys(auditSentences)];
  const without = actions.filter((action) => !nouns.includes(action.split(".")[0] ?? ""));
  expect(without).toEqual([]);
});
