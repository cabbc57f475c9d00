import { randomBytes } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";

const keyBytes = 32;
const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;
const separator = ",";

/** The key file is damaged. A new key must not replace it: everything encrypted with the old one would be unreadable. */
export class SecretKeyError extends Error {
  override readonly name = "SecretKeyError";
  /** The message for an operator, without a stack trace. */
  readonly report: string;

  constructor(path: string) {
    const report =
      `${path} does not hold keys of ${keyBytes} bytes in hexadecimal, one a line. Put its copy back, ` +
      "or set SECRET_KEY; delete it only where nothing was encrypted with it yet.";
    super(report);
    this.report = report;
  }
}

/** Returns the keys that SECRET_KEY holds, separated by commas: the first seals, and all of them open. */
export function splitSecretKey(secretKey: string): readonly [string, ...string[]] {
  const [first = "", ...others] = secretKey.split(separator).map((key) => key.trim());
  return [first, ...others];
}

/**
 * Returns the keys that encrypt personal data, tokens and conversations at rest: SECRET_KEY if it is set, otherwise those
 * in `DATA_DIR/secret-key`, which is made at the first start and readable only by its owner. Several are separated by
 * commas, in the file by line ends.
 */
export async function loadOrCreateSecretKey(config: {
  readonly secretKey: string | null;
  readonly dataDir: string;
}): Promise<string> {
  if (config.secretKey !== null) return config.secretKey;
  await mkdir(config.dataDir, { recursive: true, mode: ownerOnlyFolder });
  const path = join(config.dataDir, "secret-key");
  return (await makeKey(path)) ?? (await readKeys(path));
}

/** Returns the same key, or null if there is none yet. Throws SecretKeyError. */
export async function readSecretKeyIfPresent(config: {
  readonly secretKey: string | null;
  readonly dataDir: string;
}): Promise<string | null> {
  if (config.secretKey !== null) return config.secretKey;
  return readKeys(join(config.dataDir, "secret-key")).catch((error: unknown) => {
    if (Error.isError(error) && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
}

/** Returns null if a key exists already, otherwise a new key once it is on disk. */
async function makeKey(path: string): Promise<string | null> {
  const file = await open(path, "wx", ownerOnly).catch(nullIfExists);
  if (file === null) return null;
  try {
    const key = randomBytes(keyBytes).toString("hex");
    await file.writeFile(`${key}\n`);
    await file.sync();
    return key;
  } finally {
    await file.close();
  }
}

async function readKeys(path: string): Promise<string> {
  const keys = (await readFile(path, "utf8")).trim().split(/[\s,]+/);
  const pattern = new RegExp(`^[0-9a-f]{${keyBytes * 2}}$`);
  if (!keys.every((key) => pattern.test(key))) throw new SecretKeyError(path);
  return keys.join(separator);
}

function nullIfExists(error: NodeJS.ErrnoException): null {
  if (error.code === "EEXIST") return null;
  throw error;
}
