import type { WebConversations, WebEntry } from "./conversations.ts";

export interface StreamOptions {
  readonly visitor: string;
  /** The last line that the browser has. */
  readonly after: string | undefined;
  readonly heartbeatMs: number;
  readonly signal: AbortSignal;
}

/** Milliseconds after which a browser whose stream ended asks again. */
const retryMs = 2000;

/**
 * A visitor's lines as server-sent events, until `signal` aborts. `line` events carry their id;
 * `reset` says that what follows is all there is, in place of what the browser shows.
 */
export async function* streamEvents(
  conversations: Pick<WebConversations, "read" | "watch">,
  { visitor, after, heartbeatMs, signal }: StreamOptions,
): AsyncGenerator<string> {
  const bell = createBell(signal);
  const stopWatching = conversations.watch(visitor, bell.ring);
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
      // Looked at again after every heartbeat too: a lost call costs seconds, never a line.
      if ((await bell.wait(heartbeatMs)) === "timeout") yield ": still here\n\n";
    }
  } finally {
    stopWatching();
  }
}

const resetEvent = "event: reset\ndata: {}\n\n";

function lineEvent(line: WebEntry): string {
  return `id: ${line.id}\nevent: line\ndata: ${JSON.stringify(line)}\n\n`;
}

/** Remembers a ring that came while nobody waited. */
function createBell(signal: AbortSignal) {
  let rung = false;
  let answer = () => {};
  const ring = () => {
    rung = true;
    answer();
  };
  signal.addEventListener("abort", ring);

  const wait = async (timeoutMs: number): Promise<"rung" | "timeout"> => {
    if (!rung) {
      const { promise, resolve } = Promise.withResolvers<void>();
      answer = resolve;
      const timer = setTimeout(resolve, timeoutMs);
      await promise;
      clearTimeout(timer);
    }
    const result = rung ? "rung" : "timeout";
    rung = false;
    return result;
  };
  return { ring, wait };
}
