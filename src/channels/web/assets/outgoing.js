// Sends messages one after another, in order, each until it has arrived. The same id again counts once.

/** A failure is shown from this one on; a short break of the network needs no words. */
const silentFailures = 2;
const pausesMs = [1500, 3000, 5000, 10_000, 20_000, 30_000];

/**
 * `post` resolves with `{ kind: "sent" }`, `{ kind: "refused", reason }` if sending it again cannot help, or
 * `{ kind: "later", reason, retryAfterMs }`. `show(message, state, about)` is told what became of a message, `keep` gets the
 * messages that wait after each change, `later(run, ms)` sets a timer and returns a function that stops it.
 */
export function createOutgoing({ post, show, keep, later, isOnline }) {
  const waiting = [];
  let isSending = false;
  let isWoken = false;
  let failures = 0;
  let stopTimer = () => {};
  /** Asked for by the server, so that nothing is sent earlier. */
  let isLimited = false;

  const add = (message) => {
    waiting.push(message);
    keep(waiting);
    if (failures > 0) show(message, "failed", {});
    drain();
  };

  /** The network may be back, or somebody pressed a button. */
  const wake = () => {
    if (isLimited) return;
    stopTimer();
    isWoken = true;
    drain();
  };

  /** Takes out a message that is known to have arrived. */
  const settle = (id) => {
    const index = waiting.findIndex((message) => message.id === id);
    // The first one is being sent: its answer takes it out.
    if (index < 0 || (index === 0 && isSending)) return;
    waiting.splice(index, 1);
    keep(waiting);
  };

  const drain = async () => {
    if (isSending || isLimited) return;
    isSending = true;
    stopTimer();
    while (waiting.length > 0) {
      isWoken = false;
      const [message] = waiting;
      show(message, "sending", {});
      const result = await post(message);
      if (result.kind === "later") {
        failures += 1;
        if (isWoken) continue;
        wait(result);
        break;
      }
      failures = 0;
      waiting.shift();
      keep(waiting);
      show(message, result.kind, { reason: result.reason ?? null });
    }
    if (waiting.length === 0) failures = 0;
    isSending = false;
  };

  const wait = ({ reason, retryAfterMs }) => {
    const pauseMs = retryAfterMs ?? pausesMs[Math.min(failures, pausesMs.length) - 1];
    isLimited = retryAfterMs !== null;
    stopTimer = later(() => {
      isLimited = false;
      drain();
    }, pauseMs);
    if (failures <= silentFailures && isOnline() && !isLimited) return;
    for (const message of waiting) show(message, "failed", { reason, retryAfterMs });
  };

  return {
    add,
    wake,
    settle,
    get isEmpty() {
      return waiting.length === 0;
    },
  };
}
