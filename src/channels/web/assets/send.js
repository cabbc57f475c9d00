const attempts = 3;
const pauseMs = 1500;
const timeoutMs = 10_000;

/** Makes a message's id: a message that is sent again with the same id counts once. */
export function newMessageId() {
  // crypto.randomUUID is missing on pages over plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Returns `{ sent: true }`, or `{ sent: false, reason }` with the server's reason, null if it cannot be reached. */
export async function postMessage(message) {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await pause(pauseMs * attempt);
    const response = await tryOnce(message);
    if (response?.ok) return { sent: true };
    if (response?.status === 401) location.reload();
    if (response && response.status < 500) return { sent: false, reason: await reasonOf(response) };
  }
  return { sent: false, reason: null };
}

async function tryOnce(message) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    return await fetch("/web/messages", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message),
      signal: controller.signal,
    });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function reasonOf(response) {
  try {
    return (await response.json()).detail ?? null;
  } catch {
    return null;
  }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
