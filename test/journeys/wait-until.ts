import { setTimeout as sleep } from "node:timers/promises";

const timeoutMs = 10_000;
const pollMs = 20;

/** Waits until the condition holds. Rejects after 10 seconds with the name of what did not happen. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  name: string,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(`waited in vain for ${name}`);
    await sleep(pollMs);
  }
}
