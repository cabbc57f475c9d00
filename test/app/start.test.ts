import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

const startTimeoutMs = 60_000;

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huong-dan-start-"));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

interface ExitResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs start.mjs as `npm start` does, with only these environment variables. */
function start(
  environment: Record<string, string>,
  options: {
    readonly node?: readonly string[];
    readonly onReady?: (url: string) => Promise<void>;
  } = {},
): Promise<ExitResult> {
  const child = spawn(process.execPath, [...(options.node ?? []), "start.mjs"], {
    env: { PATH: process.env["PATH"], DATA_DIR: dataDir, PORT: "0", ...environment },
  });
  let stdout = "";
  let stderr = "";
  const { promise, resolve, reject } = Promise.withResolvers<ExitResult>();
  child.stdout.on("data", (chunk) => {
    const wasReady = stdout.includes("open http");
    stdout += chunk;
    const url = /open (http\S+)\n/.exec(stdout)?.[1];
    if (url === undefined || wasReady || !options.onReady) return;
    options.onReady(url).then(() => child.kill("SIGTERM"), reject);
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.once("error", reject);
  child.once("close", (code) => resolve({ code, stdout, stderr }));
  return promise.finally(() => child.kill("SIGKILL"));
}

/** Returns options of Node that make the process report another version before start.mjs runs. */
function fakeNodeVersion(version: string): string[] {
  const module = `
    Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });
    Object.defineProperty(process, "version", { value: "v${version}" });
  `;
  return ["--import", `data:text/javascript,${encodeURIComponent(module)}`];
}

test.each(["20.20.2", "23.11.0", "24.6.0"])(
  "refuses Node %s before it reads any TypeScript",
  async (version) => {
    const { code, stdout, stderr } = await start({}, { node: fakeNodeVersion(version) });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      `Hướng Dẫn needs Node 24.7 or newer and this is v${version}. ` +
        "Run `npm ci && npm start`: npm brings the right Node with it.\n",
    );
  },
);

test("an invalid environment exits with one message that names all issues, without a stack trace", async () => {
  const { code, stdout, stderr } = await start({ PORT: "http", ZALO_OA_ID: "1" });
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.split("\n").map((line) => line.trim().split(":")[0])).toEqual([
    "Hướng Dẫn cannot start",
    "PORT",
    "ZALO_APP_ID",
    "ZALO_APP_SECRET",
    "ZALO_OA_SECRET_KEY",
    "",
  ]);
});

test(
  "a missing catalogue exits with a report, without a stack trace",
  async () => {
    const { code, stderr } = await start({ CATALOG_DIR: dataDir });
    expect(code).toBe(1);
    expect(stderr).toContain("procedures");
    expect(stderr).not.toMatch(/^ {4}at /m);
  },
  startTimeoutMs,
);

test(
  "an unusable data folder exits with a message that names it",
  async () => {
    const file = join(dataDir, "a-file");
    await writeFile(file, "");
    const { code, stderr } = await start({ DATA_DIR: file });
    expect(code).toBe(1);
    expect(stderr).toBe(
      `DATA_DIR: ${file} must be a folder that the service may write to (EEXIST).\n`,
    );
  },
  startTimeoutMs,
);

test(
  "a port that is in use exits with a message that names it",
  async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" ? `${address?.port}` : "";
    const { code, stderr } = await start({ PORT: port });
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`HOST, PORT: cannot listen on 127.0.0.1 port ${port}`);
    expect(stderr).not.toMatch(/^ {4}at /m);
  },
  startTimeoutMs,
);

test(
  "without any settings it prints its address, answers there and exits with 0 on SIGTERM",
  async () => {
    const statuses: number[] = [];
    const { code, stdout } = await start(
      {},
      {
        onReady: async (url) => {
          for (const path of ["/health/ready", "/health/live", "/"]) {
            statuses.push((await fetch(url + path)).status);
          }
        },
      },
    );
    expect(statuses).toEqual([200, 200, 200]);
    expect(stdout).toMatch(/^Hướng Dẫn is ready: open http:\/\/127\.0\.0\.1:\d+$/m);
    expect(code).toBe(0);
  },
  startTimeoutMs,
);
