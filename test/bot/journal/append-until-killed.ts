import { createDrainer } from "../../../src/bot/journal/drainer.ts";
import { openJournal } from "../../../src/bot/journal/journal.ts";
import type { ChannelEvent } from "../../../src/channels/event.ts";
import { createSecretBox } from "../../../src/security/secret-box.ts";

/**
 * A process of its own: appends events to the journal in the folder (first argument) and drains it at the same time,
 * until it is killed. Prints `appended USER NUMBER` once an event is on disk, and `applied USER NUMBER`. Numbers grow from the
 * second argument on.
 */
const [folder = "", from = "0"] = process.argv.slice(2);
const users = ["a", "b", "c", "d", "e", "f", "g", "h"];

const journal = await openJournal({
  folder,
  box: createSecretBox("k".repeat(64), "journal"),
  now: () => new Date(),
  onIssue: (issue) => process.stderr.write(`${issue.type}\n`),
});
const drainer = createDrainer({
  journal,
  apply: async ({ user, id }) => {
    process.stdout.write(`applied ${user} ${id}\n`);
  },
  onDelay: (error) => process.stderr.write(`${error}\n`),
});

async function appendForever(user: string): Promise<never> {
  for (let number = Number(from); ; number += 1) {
    const event: ChannelEvent = {
      channel: "zalo",
      account: "oa",
      user,
      id: String(number),
      at: new Date(number),
      payload: { type: "text", text: `tin nhắn ${number}` },
    };
    await journal.append(event);
    process.stdout.write(`appended ${user} ${number}\n`);
  }
}

async function drainForever(): Promise<never> {
  for (;;) {
    await drainer.drain();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

await Promise.all([...users.map(appendForever), drainForever()]);
