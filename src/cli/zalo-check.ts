import { access } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { createZaloClient } from "../channels/zalo/client.ts";
import { diagnoseZalo, type TokenFacts, type ZaloDiagnostic } from "../channels/zalo/diagnosis.ts";
import type { TokenPair } from "../channels/zalo/oauth.ts";
import { probeZaloWebhook } from "../channels/zalo/probe-webhook.ts";
import { createTokenBox, openPair } from "../channels/zalo/sealed-pair.ts";
import { type Config, readConfig, type ZaloConfig } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";
import type { OpenDriver } from "../db/driver.ts";
import { openEmbedded } from "../db/embedded.ts";
import { FolderLockedError } from "../db/folder-lock.ts";
import { DatabaseUnreachableError, openPostgres } from "../db/postgres.ts";
import { createPlatformTokenStore, type StoredTokenPair } from "../db/queries/platform-tokens.ts";
import { loadOrCreateSecretKey } from "../security/secret-key.ts";
import { printDiagnostics } from "./print-diagnostics.ts";

/**
 * `npm run zalo:check`: reports what is wrong between this service and Zalo, and how to fix it.
 * It changes nothing.
 */

const timeoutMs = 10_000;
/** PostgreSQL's code for a missing table: the service has never run on this database. */
const noSuchTable = "42P01";

try {
  const config = readConfig(process.env);
  if (config.zalo === null) {
    console.log("Zalo is off: set the ZALO_… variables. See docs/zalo-setup.md, step 4.");
    process.exitCode = 1;
  } else {
    printDiagnostics(await check(config, config.zalo));
  }
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof DatabaseUnreachableError)) throw error;
  console.error(error.report);
  process.exitCode = 1;
}

async function check(config: Config, zalo: ZaloConfig): Promise<ZaloDiagnostic[]> {
  const { tokens, pair } = await readTokens(config, zalo.oaId);
  const accessToken = pair === null ? zalo.accessToken : pair.accessToken;
  const client = createZaloClient(zalo);
  return diagnoseZalo({
    oaId: zalo.oaId,
    publicUrl: config.publicUrl,
    tokens,
    isSeeded: zalo.refreshToken !== null,
    account: accessToken === null ? null : await client.readAccount(accessToken, timeoutMs),
    webhook: await probeZaloWebhook({ ...zalo, publicUrl: config.publicUrl }),
    now: new Date(),
  });
}

interface Tokens {
  readonly tokens: TokenFacts;
  readonly pair: TokenPair | null;
}

async function readTokens(config: Config, oaId: string): Promise<Tokens> {
  const stored = await readStoredPair(config, oaId);
  if (stored === null) return { tokens: { kind: "none" }, pair: null };
  if (stored === "in use") return { tokens: { kind: "in use" }, pair: null };
  const hasKey = config.secretKey !== null || (await exists(join(config.dataDir, "secret-key")));
  const box = hasKey ? createTokenBox(await loadOrCreateSecretKey(config)) : null;
  const pair = box && openPair(box, oaId, stored.sealed);
  if (pair === null) return { tokens: { kind: "unreadable" }, pair };
  const fault = stored.fault?.reason ?? null;
  return { tokens: { kind: "kept", obtainedAt: stored.obtainedAt, fault }, pair };
}

async function readStoredPair(
  config: Config,
  oaId: string,
): Promise<StoredTokenPair | "in use" | null> {
  const driver = await openDriver(config);
  if (driver === null || driver === "in use") return driver;
  try {
    return await createPlatformTokenStore(driver.db, "zalo").read(oaId);
  } catch (error) {
    if (Error.isError(error) && "code" in error && error.code === noSuchTable) return null;
    throw error;
  } finally {
    await driver.close();
  }
}

/** Opens the database without migrations and jobs, so that the check changes nothing. */
async function openDriver({ databaseUrl, dataDir }: Config): Promise<OpenDriver | "in use" | null> {
  if (databaseUrl !== null) {
    return openPostgres(databaseUrl, (error) => console.error(error.message));
  }
  if (!(await exists(join(dataDir, "database")))) return null;
  try {
    return await openEmbedded(dataDir);
  } catch (error) {
    if (error instanceof FolderLockedError) return "in use";
    throw error;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
