import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { buildService } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";

const startTimeoutMs = 60_000;
const zalo = { ZALO_OA_ID: "1", ZALO_APP_ID: "2", ZALO_APP_SECRET: "3", ZALO_OA_SECRET_KEY: "4" };

let parent: string;
let dataDir: string;
let umask: number;

beforeEach(async () => {
  umask = process.umask(0);
  parent = await mkdtemp(join(tmpdir(), "huong-dan-data-"));
  dataDir = join(parent, "var");
});

afterEach(async () => {
  process.umask(umask);
  await rm(parent, { recursive: true, force: true });
});

async function runOnce(): Promise<void> {
  const environment = { DATA_DIR: dataDir, DESK_ADMIN_PASSWORD: "mat khau cua quan tri", ...zalo };
  const service = await buildService(readConfig(environment), { logs: { write: () => {} } });
  try {
    expect(await openEntries()).toEqual([]);
  } finally {
    await service.close();
  }
}

/** Returns the files and folders that anybody but their owner may open, with their modes. */
async function openEntries(): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true });
  const found = await Promise.all(
    ["", ...entries].map(async (name) => {
      const { mode } = await stat(join(dataDir, name));
      return (mode & 0o077) === 0 ? [] : [`${name} ${(mode & 0o777).toString(8)}`];
    }),
  );
  return found.flat();
}

test(
  "what the embedded service stores belongs to its owner alone, from the first start and whatever the umask is",
  async () => {
    await runOnce();
    expect(await openEntries()).toEqual([]);
    expect(await readdir(dataDir)).toEqual(
      expect.arrayContaining(["database", "journal", "secret-key"]),
    );
  },
  2 * startTimeoutMs,
);

test(
  "a start closes what an earlier version left open, and leaves other people's files alone",
  async () => {
    await mkdir(join(dataDir, "journal"), { recursive: true });
    await writeFile(join(dataDir, "journal", "1.parked.new"), "");
    await writeFile(join(dataDir, "notes.txt"), "", { mode: 0o644 });
    await chmod(dataDir, 0o755);
    const environment = { DATA_DIR: dataDir, DESK_ADMIN_PASSWORD: "mat khau cua quan tri" };
    const service = await buildService(readConfig(environment), { logs: { write: () => {} } });
    await service.close();
    expect(await openEntries()).toEqual(["notes.txt 644"]);
  },
  2 * startTimeoutMs,
);

test(
  "an embedded database that is damaged ends the start with a report instead of a stack",
  async () => {
    await mkdir(join(dataDir, "database", "global"), { recursive: true });
    await writeFile(join(dataDir, "database", "huong-dan-finished"), "");
    await writeFile(join(dataDir, "database", "PG_VERSION"), "17\n");
    await writeFile(join(dataDir, "database", "global", "pg_control"), Buffer.alloc(512));
    const starting = buildService(readConfig({ DATA_DIR: dataDir }), { logs: { write: () => {} } });
    await expect(starting).rejects.toMatchObject({
      report: expect.stringMatching(/^DATA_DIR: the embedded database in .* does not open/),
    });
  },
  startTimeoutMs,
);
