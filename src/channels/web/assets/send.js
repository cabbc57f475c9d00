const timeoutMs = 10_000;
const tooMany = 429;

/** Makes a message's id: a message that is sent again with the same id counts once. */
export function newMessageId() {
  // crypto.randomUUID is missing on pages over plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Sends a message once. Resolves with what becomes of it: see outgoing.js. */
export async function postMessage({ id, content }) {
  const response = await tryOnce({ id, ...content });
  if (response?.ok) return { kind: "sent" };
  if (response?.status === 401) location.reload();
  const reason = response === null ? null : await reasonOf(response);
  if (response !== null && response.status < 500 && response.status !== tooMany) {
    return { kind: "refused", reason };
  }
  return { kind: "later", reason, retryAfterMs: retryAfterOf(response) };
}

async function tryOnce(body) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    return await fetch("/web/messages", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: controller.signal,
    });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Only a limit is a promise; a server that is away may be back sooner. */
function retryAfterOf(response) {
  if (response?.status !== tooMany) return null;
  const seconds = Number(response.headers.get("retry-after"));
  return (seconds > 0 ? seconds : 60) * 1000;
}

async function reasonOf(response) {
  try {
    return (await response.json()).detail ?? null;
  } catch {
    return null;
  }
}
