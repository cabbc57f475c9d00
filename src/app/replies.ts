import type { FastifyBaseLogger } from "fastify";
import { createOutbox } from "../bot/outbox/outbox.ts";
import type { TurnStore } from "../bot/store/turn-store.ts";
import type { Channel } from "../channels/channel.ts";
import type { ChannelSender } from "../channels/sender.ts";
import type { LogFailure } from "../http/repeated-log.ts";
import type { Channels } from "./channels.ts";
import type { Metrics } from "./metrics.ts";

/** The outbox that sends committed replies to the platforms. */
export function openReplies({
  store,
  channels: { platforms, pacer },
  metrics,
  log,
  logFailure,
  recordLine,
}: {
  readonly store: Pick<TurnStore, "outbox">;
  readonly channels: Pick<Channels, "platforms" | "pacer">;
  readonly metrics: Pick<Metrics, "show">;
  readonly log: FastifyBaseLogger;
  readonly logFailure: LogFailure;
  readonly recordLine: NonNullable<Parameters<typeof createOutbox>[0]["recordLine"]>;
}): Pick<ReturnType<typeof createOutbox>, "start" | "close"> {
  // The page alone has no replies to send: it reads its own stream.
  if (platforms.length === 0) return { start: async () => {}, close: async () => {} };
  const outbox = createOutbox({
    store: store.outbox,
    senders: Object.fromEntries(
      platforms.map((platform) => [platform.channel, logOutages(platform, logFailure)]),
    ),
    pacer,
    recordLine,
    onAccountBlocked: (account, reason) =>
      log.error({ account, reason }, "an account cannot send until a person acts"),
    onError: (error) => logFailure("warn", error, "replies wait for the turn store"),
  });
  metrics.show("outbox", () => {
    const { parked, ...counts } = outbox.counters;
    return { ...counts, parked: Object.values(parked).reduce((sum, count) => sum + count, 0) };
  });
  return outbox;
}

/** A platform did not take a reply, which is sent again. */
class SendFailedError extends Error {
  override readonly name = "SendFailedError";
  readonly server: string;
  /** The sender's reason, which holds no text and no names. */
  readonly code: string;

  constructor(server: string, reason: string) {
    super(`${server} does not take replies`);
    this.server = server;
    this.code = reason;
  }
}

/** Tells operators which platform fails, although each reply is only sent again later. */
function logOutages({ server, sender }: Channel, logFailure: LogFailure): ChannelSender {
  return {
    send: async (...message) => {
      const result = await sender.send(...message);
      if (result.outcome === "retry" || result.outcome === "unknown") {
        logFailure(
          "warn",
          new SendFailedError(server, result.reason),
          "replies wait for a platform",
        );
      }
      return result;
    },
  };
}
