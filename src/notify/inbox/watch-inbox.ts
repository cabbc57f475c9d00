import { createPoller } from "../../concurrency/poller.ts";
import { selectInboxVersion } from "../../db/queries/inbox.ts";
import type { DbHandle } from "../../db/schema.ts";

const intervalMs = 1_000;

interface InboxWatch {
  /** Calls back after each change, on any replica. Returns how to stop. */
  watch(onChange: () => void): () => void;
  /** Something changed on this replica: nobody waits for the next look. */
  changed(): void;
  close(): Promise<void>;
}

/** Looks every second whether a conversation was changed, while anybody watches. */
export function createInboxWatch(db: DbHandle, onError: (error: unknown) => void): InboxWatch {
  const watchers = new Set<() => void>();
  let version: number | null = null;
  const poller = createPoller({
    intervalMs,
    run: async () => {
      if (watchers.size === 0) return;
      const found = await selectInboxVersion(db);
      if (version !== null && found !== version) notify();
      version = found;
    },
    onError,
  });
  const notify = () => {
    for (const onChange of [...watchers]) onChange();
  };
  return {
    watch: (onChange) => {
      // Each caller is one, even if two pass the same function.
      const watcher = () => onChange();
      // What was read while nobody watched is too old to compare with.
      if (watchers.size === 0) version = null;
      watchers.add(watcher);
      poller.start();
      return () => watchers.delete(watcher);
    },
    changed: notify,
    close: () => poller.close(),
  };
}
