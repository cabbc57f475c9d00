import { randomBytes } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";

const keyBytes = 32;
const ownerOnly = 0o600;

/** A key file that cannot be trusted: a new key would make all that it encrypts unreadable. */
export class SecretKeyError extends Error {
  override readonly name = "SecretKeyError";
  /** What an operator is told, without a stack trace. */
  readonly report: string;

  constructor(path: string) {
    const report =
      `${path} does not hold a key of ${keyBytes} bytes in hexadecimal. Put its copy back, ` +
      "or set SECRET_KEY; delete it only where nothing was encrypted with it yet.";
    super(report);
    this.report = report;
  }
}

/**
 * The key that encrypts tokens, phones and the journal at rest: SECRET_KEY where it is set, else
 * the one in `DATA_DIR/secret-key`, made at the first start and readable by its owner only.
 */
export async function loadOrCreateSecretKey(config: {
  readonly secretKey: string | null;
  readonly dataDir: string;
}): Promise<string> {
  if (config.secretKey !== null) return config.secretKey;
  await mkdir(config.dataDir, { recursive: true });
  const path = join(config.dataDir, "secret-key");
  return (await makeKey(path)) ?? (await readKey(path));
}

/** null where a key is there already. Returns only once the new one is on disk. */
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

async function readKey(path: string): Promise<string> {
  const key = (await readFile(path, "utf8")).trim();
  if (!new RegExp(`^[0-9a-f]{${keyBytes * 2}}$`).test(key)) throw new SecretKeyError(path);
  return key;
}

function nullIfExists(error: NodeJS.ErrnoException): null {
  if (error.code === "EEXIST") return null;
  throw error;
}
