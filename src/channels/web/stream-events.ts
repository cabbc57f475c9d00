import type { WebConversations, WebEntry } from "./conversations.ts";

interface StreamOptions {
  readonly visitor: string;
  /** The id of the last entry that the browser has. */
  readonly after: string | undefined;
  readonly heartbeatMs: number;
  readonly signal: AbortSignal;
}

/** How long a browser waits before it opens the stream again. */
const retryMs = 2000;

/**
 * Yields a visitor's entries as server-sent events until `signal` aborts. `line` events carry the entry's id; `reset`
 * says that the following lines replace everything that the browser shows.
 */
export async function* streamEvents(
  conversations: Pick<WebConversations, "read" | "watch">,
  { visitor, after, heartbeatMs, signal }: StreamOptions,
): AsyncGenerator<string> {
  const notification = createNotification(signal);
  const stopWatching = conversations.watch(visitor, notification.notify);
  let last = after;
  try {
    yield `retry: ${retryMs}\n\n`;
    while (!signal.aborted) {
      const { continues, entries } = await conversations.read(visitor, last);
      if (!continues && (last !== undefined || entries.length > 0)) yield resetEvent;
      if (!continues) last = undefined;
      for (const line of entries) {
        yield lineEvent(line);
        last = line.id;
      }
      // Entries are read again after every heartbeat too: a lost notification costs seconds, never a line.
      if ((await notification.wait(heartbeatMs)) === "timeout") yield ": still here\n\n";
    }
  } finally {
    stopWatching();
  }
}

const resetEvent = "event: reset\ndata: {}\n\n";

function lineEvent(line: WebEntry): string {
  return `id: ${line.id}\nevent: line\ndata: ${JSON.stringify(line)}\n\n`;
}

/** Remembers a notification that came while nobody waited. */
function createNotification(signal: AbortSignal) {
  let isPending = false;
  let wakeUp = () => {};
  const notify = () => {
    isPending = true;
    wakeUp();
  };
  signal.addEventListener("abort", notify);

  const wait = async (timeoutMs: number): Promise<"notified" | "timeout"> => {
    if (!isPending) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wakeUp = resolve;
      const timer = setTimeout(resolve, timeoutMs);
      await promise;
      clearTimeout(timer);
    }
    const result = isPending ? "notified" : "timeout";
    isPending = false;
    return result;
  };
  return { notify, wait };
}
