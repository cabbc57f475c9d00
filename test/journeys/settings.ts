import { Redis } from "ioredis";
import { testPage } from "../platforms/messenger/accounts.ts";
import { testAccount } from "../platforms/zalo/accounts.ts";
import { freshDatabaseUrl, realRedisUrl } from "../servers/addresses.ts";

/** Environment variables of a service under test. */
type Settings = Record<string, string>;

/** The access token that the stand-in for Zalo accepts and the service starts with. */
export const zaloAccessToken = "seeded-access-token";

/** Returns the settings of a service that talks to the stand-in for Zalo, without a rate limit. */
export function zaloSettings(url: string): Settings {
  return {
    ZALO_OA_ID: testAccount.oaId,
    ZALO_APP_ID: testAccount.appId,
    ZALO_APP_SECRET: testAccount.appSecret,
    ZALO_OA_SECRET_KEY: testAccount.oaSecretKey,
    ZALO_REFRESH_TOKEN: testAccount.refreshToken,
    ZALO_ACCESS_TOKEN: zaloAccessToken,
    ZALO_OPENAPI_URL: url,
    ZALO_OAUTH_URL: url,
    ZALO_REQUESTS_PER_MINUTE: "0",
  };
}

/** Returns the settings of a service that talks to the stand-in for Meta, without a rate limit. */
export function messengerSettings(url: string): Settings {
  return {
    MESSENGER_PAGE_ID: testPage.pageId,
    MESSENGER_APP_SECRET: testPage.appSecret,
    MESSENGER_PAGE_TOKEN: testPage.pageToken,
    MESSENGER_VERIFY_TOKEN: testPage.verifyToken,
    MESSENGER_GRAPH_URL: url,
    MESSENGER_MESSAGES_PER_SECOND: "0",
  };
}

/** Returns the settings for the embedded database, and for a new PostgreSQL database if installed. */
export async function eachDatabase() {
  const url = await freshDatabaseUrl();
  const settings = { DATABASE_URL: url ?? "", SECRET_KEY: "0123456789abcdef0123456789abcdef" };
  const embedded = { database: "PGlite", environment: {} as Settings };
  return url === null ? [embedded] : [embedded, { database: "PostgreSQL", environment: settings }];
}

interface ConversationStore {
  readonly store: string;
  readonly environment: Settings;
  /** Deletes conversations that an earlier test file left behind. */
  readonly empty: () => Promise<void>;
}

/** Returns the settings for conversations in memory, and in a real Redis if that is installed. */
export function eachConversationStore(): ConversationStore[] {
  const memory = { store: "memory", environment: {}, empty: async () => {} };
  const url = realRedisUrl();
  if (url === null) return [memory];
  const environment = { REDIS_URL: url };
  return [memory, { store: "a real Redis", environment, empty: () => emptyRedis(url) }];
}

export async function emptyRedis(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
}
