import { setTimeout as pause } from "node:timers/promises";
import type { Inbox } from "../../notify/inbox/inbox.ts";

interface Watched {
  readonly inbox: Pick<Inbox, "watch">;
  /** Returns the fingerprint of what the page shows now; null: nothing any more. */
  readonly read: () => Promise<string | null>;
  /** What the page shows already; "": nothing, so that the answer is one event and ends. */
  readonly shown: string;
}

/** Times pass without a change of the inbox: a promise becomes late, a reply window ends. It also keeps proxies from closing the stream. */
const tickMs = 20_000;
/** A change between the first read and the watch's own first look at the database is seen by nobody else. */
const firstTickMs = 2_000;
/** Several changes that belong together become one event. */
const gatherMs = 200;
/** A browser reconnects by itself, and proves again who it is. */
const maxTicks = 90;

/** Sends an event each time that the page shows something else than the browser has. It holds no words: the page is fetched. */
export async function* changeEvents(
  { inbox, read, shown }: Watched,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let waiting = new AbortController();
  const stop = inbox.watch(() => waiting.abort());
  let last = shown;
  try {
    for (let ticks = 0; ticks < maxTicks && !signal.aborted; ticks += 1) {
      waiting = new AbortController();
      const found = await read();
      if (found === null) return;
      yield found === last ? ": \n\n" : `event: changed\ndata: ${found}\n\n`;
      if (last === "") return;
      last = found;
      await rest(ticks === 0 ? firstTickMs : tickMs, AbortSignal.any([signal, waiting.signal]));
      if (waiting.signal.aborted) await rest(gatherMs, signal);
    }
  } finally {
    stop();
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
  });
}
