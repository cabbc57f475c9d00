const reopenMs = 10_000;

/** Listens for the visitor's lines while the page is open. */
export function listen(lastId, { onLine, onReset, onConnection }) {
  const source = new EventSource(`/web/stream?after=${encodeURIComponent(lastId())}`);
  source.addEventListener("open", () => onConnection(true));
  source.addEventListener("line", (event) => onLine(JSON.parse(event.data)));
  source.addEventListener("reset", onReset);
  source.addEventListener("error", () => {
    onConnection(false);
    // The browser reconnects by itself unless the server refused.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(lastId, { onLine, onReset, onConnection }), reopenMs);
    }
  });
  addEventListener("pagehide", () => source.close(), { once: true });
}

/** Fetches the same lines if the stream brings none: some proxies buffer it. */
export async function fetchLines(lastId) {
  const response = await fetch(`/web/messages?after=${encodeURIComponent(lastId)}`);
  if (response.status === 401) location.reload();
  return response.ok ? response.json() : { continues: true, entries: [] };
}
