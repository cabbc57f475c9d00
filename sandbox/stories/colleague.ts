import type { Database } from "../../src/db/open.ts";
import type { Colleague } from "../../src/notify/inbox/conversation.ts";
import type { Inbox } from "../../src/notify/inbox/inbox.ts";
import { NoStepError } from "./player.ts";

interface Desk {
  readonly inbox: Inbox;
  readonly database: Pick<Database, "db">;
  readonly administrator: Colleague;
  readonly now: () => Date;
}

const attempts = 40;
const pauseMs = 100;

/** Returns how an administrator takes the newest conversation at the desk and answers it. Rejects with NoStepError. */
export function createColleague({ inbox, database: { db }, administrator, now }: Desk) {
  return async (words: string): Promise<void> => {
    const { taskId } = await findNewest();
    const press = { taskId, account: administrator, at: now() };
    await inbox.take(press);
    const result = await inbox.reply({ ...press, words });
    if (result !== "sent") throw new NoStepError(`the reply was refused: ${result}`);
  };

  /** A conversation reaches the desk after the resident's message was answered. */
  async function findNewest(): Promise<{ readonly taskId: number }> {
    for (let at = 0; at < attempts; at += 1) {
      const open = await inbox.list(db, administrator, "all");
      const newest = open.toSorted((a, b) => b.id - a.id)[0];
      if (newest !== undefined) return { taskId: newest.id };
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    throw new NoStepError("no conversation waits at the desk");
  }
}
