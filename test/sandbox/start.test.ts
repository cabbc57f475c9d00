import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { expect, test } from "@jest/globals";

const patienceMs = 60_000;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs `npm run sandbox` as far as npm's own part, and ends it once it is ready. */
function start(
  parameters: readonly string[],
  onReady: (url: string) => Promise<void> = async () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, ["sandbox/main.ts", ...parameters], {
    env: {
      PATH: process.env["PATH"],
      LOG_LEVEL: "silent",
      // Whatever its caller's service uses, the sandbox leaves alone.
      REDIS_URL: "redis://127.0.0.1:1",
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  let output = "";
  const hear = (chunk: Buffer) => {
    const wasReady = output.includes("open http");
    output += chunk;
    const url = /open (http\S+)\n/.exec(output)?.[1];
    if (url === undefined || wasReady) return;
    onReady(url).then(() => child.kill("SIGTERM"), reject);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  child.once("error", reject);
  child.once("close", (code) => resolve({ code, output }));
  return promise.finally(() => child.kill("SIGKILL"));
}

test(
  "one command says where the page is; it ends in order though a page still listens",
  async () => {
    let status = 0;
    const { code, output } = await start(["--port", "0"], async (url) => {
      status = (await fetch(url)).status;
      await fetch(`${url}/events`);
    });
    expect(status).toBe(200);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(/ready: open http:\/\/127\.0\.0\.1:\d+\n/);
  },
  patienceMs,
);

test.each([["--port", "x"], ["--port", "65536"], ["--colour"]])(
  "says how it is called where it is called otherwise: %s %s",
  async (...parameters) => {
    const { code, output } = await start(parameters.filter(Boolean));
    expect(code).toBe(1);
    expect(output).toContain("npm run sandbox [-- --port N]");
  },
  patienceMs,
);

test(
  "says that a port that was asked for is taken",
  async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => {
      holder.listen(0, "127.0.0.1", resolve);
    });
    const { port } = Object(holder.address());
    const { code, output } = await start(["--port", String(port)]);
    await new Promise((resolve) => holder.close(resolve));
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken`);
  },
  patienceMs,
);
