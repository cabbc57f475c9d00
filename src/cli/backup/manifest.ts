import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { deriveKeys } from "../../security/derive-key.ts";

export const manifestName = "manifest.json";
const format = 1;
const fingerprintLength = 16;
const ownerOnly = 0o600;

const schema = z.strictObject({
  service: z.literal("huong-dan"),
  format: z.literal(format, "was written by another version of `npm run backup`"),
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** Tell whether keys are those that open this backup, without telling anything about them. */
  keyFingerprints: z.array(z.string()),
  database: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("embedded"), postgresVersion: z.string() }),
    z.strictObject({
      kind: z.literal("postgres"),
      postgresVersion: z.string(),
      migrations: z.array(z.string()),
    }),
  ]),
  /** null: conversations were in the service's memory, and end with it. */
  redis: z.strictObject({ keys: z.int() }).nullable(),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof schema>;

/** The folder is not a whole and unchanged backup. */
export class BackupDamagedError extends Error {
  override readonly name = "BackupDamagedError";
  /** The message for operators, without a stack trace. */
  readonly report: string;

  constructor(folder: string, reasons: readonly string[]) {
    const report = [`${folder} is not a whole backup:`, ...reasons.map((one) => `  ${one}`)].join(
      "\n",
    );
    super(report);
    this.report = report;
  }
}

/** Returns one fingerprint for each key that SECRET_KEY holds. */
export function fingerprintsOf(secretKey: string): string[] {
  const derived = deriveKeys(secretKey, "backup fingerprint");
  return derived.map((fingerprint) => fingerprint.slice(0, fingerprintLength));
}

/** Writes the manifest over all files of the folder, and syncs it. */
export async function writeManifest(
  folder: string,
  content: Omit<Manifest, "service" | "format" | "files">,
): Promise<Manifest> {
  const files = await Promise.all((await filesOf(folder)).map((path) => describe(folder, path)));
  const manifest = { service: "huong-dan", format, ...content, files } as const;
  const file = await open(join(folder, manifestName), "wx", ownerOnly);
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return manifest;
}

/** Reads the manifest and compares every file with it. Throws BackupDamagedError. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), "utf8").catch(() => {
    throw new BackupDamagedError(folder, [
      `${manifestName} is missing: the backup was not finished`,
    ]);
  });
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new BackupDamagedError(folder, reasons);
  }
  const found = new Set(await filesOf(folder));
  const compared = await Promise.all(
    parsed.data.files.map(async (file) => {
      if (!found.has(file.path)) return `${file.path}: is missing`;
      const { sha256 } = await describe(folder, file.path);
      return sha256 === file.sha256 ? null : `${file.path}: was changed (its checksum differs)`;
    }),
  );
  const reasons = compared.filter((reason) => reason !== null);
  if (reasons.length > 0) throw new BackupDamagedError(folder, reasons);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema then reports that it is no object.
    return null;
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .filter((path) => path !== manifestName)
    .toSorted();
}

async function describe(folder: string, path: string) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(join(folder, path)), hash);
  const { size } = await stat(join(folder, path));
  return { path, bytes: size, sha256: hash.digest("hex") };
}
