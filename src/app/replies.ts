import type { FastifyBaseLogger } from "fastify";
import { createOutbox } from "../bot/outbox/outbox.ts";
import type { TurnStore } from "../bot/store/turn-store.ts";
import type { Channels } from "./channels.ts";
import type { Metrics } from "./metrics.ts";

/** The outbox that sends committed replies to the platforms. */
export function openReplies({
  store,
  channels: { platforms, pacer },
  metrics,
  log,
}: {
  readonly store: Pick<TurnStore, "outbox">;
  readonly channels: Pick<Channels, "platforms" | "pacer">;
  readonly metrics: Pick<Metrics, "show">;
  readonly log: FastifyBaseLogger;
}): Pick<ReturnType<typeof createOutbox>, "start" | "close"> {
  // The page alone has no replies to send: it reads its own stream.
  if (platforms.length === 0) return { start: async () => {}, close: async () => {} };
  const outbox = createOutbox({
    store: store.outbox,
    senders: Object.fromEntries(platforms.map(({ channel, sender }) => [channel, sender])),
    pacer,
    onAccountBlocked: (account, reason) =>
      log.error({ account, reason }, "an account cannot send until a person acts"),
    onError: (err) => log.warn({ err }, "replies wait for the turn store"),
  });
  metrics.show("outbox", () => {
    const { parked, ...counts } = outbox.counters;
    return { ...counts, parked: Object.values(parked).reduce((sum, count) => sum + count, 0) };
  });
  return outbox;
}
