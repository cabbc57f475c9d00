import { testAccount } from "../platforms/zalo/accounts.ts";
import { freshDatabaseUrl } from "../servers/addresses.ts";

/** The settings of a service on Zalo's stand-in, unpaced. */
export function onZalo(url: string): Record<string, string> {
  return {
    ZALO_OA_ID: testAccount.oaId,
    ZALO_APP_ID: testAccount.appId,
    ZALO_APP_SECRET: testAccount.appSecret,
    ZALO_OA_SECRET_KEY: testAccount.oaSecretKey,
    ZALO_REFRESH_TOKEN: testAccount.refreshToken,
    ZALO_ACCESS_TOKEN: "seeded-access-token",
    ZALO_OPENAPI_URL: url,
    ZALO_OAUTH_URL: url,
    ZALO_REQUESTS_PER_MINUTE: "0",
  };
}

/** The embedded database, and a new one of PostgreSQL where that is installed: with the settings that choose each. */
export async function eachDatabase() {
  const url = await freshDatabaseUrl();
  const settings = { DATABASE_URL: url ?? "", SECRET_KEY: "s".repeat(32) };
  const embedded = { database: "PGlite", environment: {} as Record<string, string> };
  return url === null ? [embedded] : [embedded, { database: "PostgreSQL", environment: settings }];
}
