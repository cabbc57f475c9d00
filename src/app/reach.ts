import { setTimeout as wait } from "node:timers/promises";
import type { Channel } from "../channels/channel.ts";
import type { Config } from "../config/config.ts";
import type { Reach } from "../links/reach.ts";

/** Nobody who opens a page waits longer for a platform. */
const maxWaitMs = 1_500;
const retryMs = 10 * 60_000;
const refreshMs = 24 * 3_600_000;

type ReachConfig = Pick<Config, "isPublicUrlSet" | "zalo" | "messenger" | "sms" | "email">;

/** Returns a function that tells how residents reach this installation, with the names that the platforms give its accounts. */
export function createReach(
  config: ReachConfig,
  platforms: readonly Pick<Channel, "channel" | "readName">[],
  now: () => Date,
): () => Promise<Reach> {
  const names = new Map(
    platforms.map(({ channel, readName }) => [channel, rememberName(readName, now)] as const),
  );
  const nameOf = async (channel: Channel["channel"]) => (await names.get(channel)?.()) ?? null;
  return async () => {
    const { zalo, messenger } = config;
    const [zaloName, pageName] = await Promise.all([nameOf("zalo"), nameOf("messenger")]);
    return {
      isPublic: config.isPublicUrlSet,
      zalo: zalo && { id: zalo.oaId, name: zaloName, url: `https://zalo.me/${zalo.oaId}` },
      messenger: messenger && {
        id: messenger.pageId,
        name: pageName,
        url: `https://m.me/${messenger.pageId}`,
      },
      sms: config.sms !== null,
      email: config.email !== null,
    };
  };
}

/** Asks once a day, and after a failure every ten minutes; between them the last name that is known holds. */
function rememberName(
  read: () => Promise<string | null>,
  now: () => Date,
): () => Promise<string | null> {
  let name: string | null = null;
  let nextAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<unknown> | null = null;
  return async () => {
    const at = now().getTime();
    if (at >= nextAt && reading === null) {
      nextAt = at + retryMs;
      reading = read()
        .then((found) => {
          if (found === null) return;
          name = found;
          nextAt = at + refreshMs;
        })
        .finally(() => {
          reading = null;
        });
    }
    if (name === null && reading !== null) {
      await Promise.race([reading, wait(maxWaitMs, undefined, { ref: false })]);
    }
    return name;
  };
}
