import { expect, test } from "@jest/globals";
import { createOutgoing, type PostResult } from "../../../src/channels/web/assets/outgoing.js";

interface Message {
  readonly id: string;
}

const sent: PostResult = { kind: "sent" };
const away: PostResult = { kind: "later", reason: null, retryAfterMs: null };
const limited: PostResult = { kind: "later", reason: "chậm lại", retryAfterMs: 40_000 };

/** A network that answers as it is told, and a clock that moves when it is told. */
function openQueue({ isOnline = true } = {}) {
  const answers: PostResult[] = [];
  const posted: string[] = [];
  const shown: string[] = [];
  let kept: readonly string[] = [];
  let timer: { run: () => void; ms: number } | null = null;
  const outgoing = createOutgoing<Message>({
    post: async ({ id }) => {
      posted.push(id);
      return answers.shift() ?? sent;
    },
    show: ({ id }, state) => {
      shown.push(`${id} ${state}`);
    },
    keep: (waiting) => {
      kept = waiting.map(({ id }) => id);
    },
    later: (run, ms) => {
      timer = { run, ms };
      return () => {
        timer = null;
      };
    },
    isOnline: () => isOnline,
  });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    outgoing,
    posted,
    shown,
    kept: () => kept,
    timerMs: () => timer?.ms ?? null,
    answer: (...results: PostResult[]) => answers.push(...results),
    add: async (...ids: string[]) => {
      for (const id of ids) outgoing.add({ id });
      await settled();
    },
    wake: async () => {
      outgoing.wake();
      await settled();
    },
    elapse: async () => {
      const due = timer;
      timer = null;
      due?.run();
      await settled();
    },
  };
}

test("sends messages one after another, each once", async () => {
  const queue = openQueue();
  await queue.add("a", "b");
  expect(queue.posted).toEqual(["a", "b"]);
  expect(queue.kept()).toEqual([]);
  expect(queue.shown).toEqual(["a sending", "a sent", "b sending", "b sent"]);
});

test("keeps everything that waits, and sends it in its order when the network is back", async () => {
  const queue = openQueue({ isOnline: false });
  queue.answer(away, away, away);
  await queue.add("a");
  await queue.add("b");
  await queue.add("c");
  expect(queue.kept()).toEqual(["a", "b", "c"]);
  expect(queue.shown).toContain("b failed");
  queue.posted.length = 0;
  await queue.wake();
  expect(queue.posted).toEqual(["a", "b", "c"]);
  expect(queue.kept()).toEqual([]);
});

test("says nothing of a break that is over at the next try", async () => {
  const queue = openQueue();
  queue.answer(away);
  await queue.add("a");
  await queue.elapse();
  expect(queue.shown).toEqual(["a sending", "a sending", "a sent"]);
});

test("tries less and less often while the server is away, and says so", async () => {
  const queue = openQueue();
  queue.answer(...Array.from({ length: 8 }, () => away));
  const pauses: (number | null)[] = [];
  await queue.add("a");
  for (let count = 0; count < 7; count += 1) {
    pauses.push(queue.timerMs());
    await queue.elapse();
  }
  expect(pauses).toEqual([1500, 3000, 5000, 10_000, 20_000, 30_000, 30_000]);
  expect(queue.shown.filter((state) => state === "a failed").length).toBeGreaterThan(0);
});

test("after a limit it sends nothing before the time that the server named, then everything", async () => {
  const queue = openQueue();
  queue.answer(limited);
  await queue.add("a");
  await queue.add("b");
  await queue.wake();
  expect(queue.posted).toEqual(["a"]);
  expect(queue.timerMs()).toBe(40_000);
  await queue.elapse();
  expect(queue.posted).toEqual(["a", "a", "b"]);
});

test("a message that can never be taken does not hold up the next one", async () => {
  const queue = openQueue();
  queue.answer({ kind: "refused", reason: "dài quá" });
  await queue.add("a", "b");
  expect(queue.shown).toContain("a refused");
  expect(queue.posted).toEqual(["a", "b"]);
});

test("does not send again what came back on the stream although its answer was lost", async () => {
  const queue = openQueue({ isOnline: false });
  queue.answer(away);
  await queue.add("a");
  queue.outgoing.settle("a");
  await queue.wake();
  expect(queue.posted).toEqual(["a"]);
  expect(queue.outgoing.isEmpty).toBe(true);
});

test("tries at once if the network comes back while a try is failing", async () => {
  const queue = openQueue();
  queue.answer(away);
  queue.outgoing.add({ id: "a" });
  queue.outgoing.wake();
  await queue.wake();
  expect(queue.posted).toEqual(["a", "a"]);
  expect(queue.timerMs()).toBeNull();
});
