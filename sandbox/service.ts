import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildService, type Service } from "../src/app/app.ts";
import { type Config, readConfig } from "../src/config/config.ts";
import type { Database } from "../src/db/open.ts";
import type { Inbox } from "../src/notify/inbox/inbox.ts";
import type { Credentials } from "./credentials.ts";

export interface SandboxService extends Pick<Service, "app"> {
  readonly url: string;
  readonly config: Config;
  readonly database: Database;
  /** What colleagues do at the desk. */
  readonly inbox: Inbox;
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly credentials: Credentials;
  readonly port: number;
  /** Addresses of the stand-ins. */
  readonly zaloUrl: string;
  readonly graphUrl: string;
  readonly now: () => Date;
  /** The caller's environment. Only `inherited` is read, so that no real Redis, database or account is used. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const host = "127.0.0.1";
const inherited = ["CATALOG_DIR", "CONTACT_PHONE", "BOT_MUTE_MINUTES", "LOG_LEVEL"] as const;

/** Opens the whole service between the stand-ins, with embedded defaults and a temporary data folder. */
export async function openService(options: ServiceOptions): Promise<SandboxService> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-sandbox-"));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const config = readConfig({ ...environmentOf(options), DATA_DIR: folder });
    const opened: Pick<SandboxService, "inbox" | "database">[] = [];
    const service = await buildService(config, {
      now: options.now,
      onInbox: (inbox, database) => opened.push({ inbox, database }),
      // The page shows it.
      reportFirstAdmin: () => {},
    });
    const close = async () => {
      await service.close();
      await removeFolder();
    };
    try {
      await service.app.listen({ host, port: config.port });
    } catch (error) {
      await service.close();
      throw error;
    }
    const [desk] = opened;
    if (desk === undefined) throw new TypeError("The service opened no database");
    return { app: service.app, url: config.publicUrl, config, ...desk, close };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

function environmentOf({ credentials, port, zaloUrl, graphUrl, environment }: ServiceOptions) {
  const { account, page } = credentials;
  return {
    LOG_LEVEL: "warn",
    ...Object.fromEntries(
      inherited.map((name) => [name, environment[name]]).filter(([, value]) => value),
    ),
    HOST: host,
    PORT: String(port),
    // Without it the desk would say that its links work on this machine only, and refuse to print sheets.
    PUBLIC_URL: `http://${host}:${port}`,
    SECRET_KEY: credentials.secretKey,
    DESK_ADMIN_USER: credentials.administrator.username,
    DESK_ADMIN_PASSWORD: credentials.administrator.password,
    ONESTOP_USERNAME: credentials.onestop.username,
    ONESTOP_PASSWORD: credentials.onestop.password,
    ZALO_OA_ID: account.oaId,
    ZALO_APP_ID: account.appId,
    ZALO_APP_SECRET: account.appSecret,
    ZALO_OA_SECRET_KEY: account.oaSecretKey,
    ZALO_REFRESH_TOKEN: account.refreshToken,
    ZALO_ACCESS_TOKEN: credentials.accessToken,
    ZALO_OPENAPI_URL: zaloUrl,
    ZALO_OAUTH_URL: zaloUrl,
    ZALO_ZNS_URL: zaloUrl,
    MESSENGER_PAGE_ID: page.pageId,
    MESSENGER_APP_SECRET: page.appSecret,
    MESSENGER_PAGE_TOKEN: page.pageToken,
    MESSENGER_VERIFY_TOKEN: page.verifyToken,
    MESSENGER_GRAPH_URL: graphUrl,
  };
}

/** Returns a free port. The stand-ins must know the service's address before the service listens. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, host, resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return address.port;
}
