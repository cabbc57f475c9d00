import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { expect, test } from "@jest/globals";

const timeoutMs = 60_000;

interface ExitResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the command of `npm run sandbox`, and ends it once it is ready. */
function start(
  parameters: readonly string[],
  onReady: (url: string) => Promise<void> = async () => undefined,
): Promise<ExitResult> {
  const child = spawn(process.execPath, ["sandbox/main.ts", ...parameters], {
    env: {
      PATH: process.env["PATH"],
      LOG_LEVEL: "silent",
      // The sandbox must ignore the servers of its caller's environment.
      REDIS_URL: "redis://127.0.0.1:1",
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    },
  });
  const { promise, resolve, reject } = Promise.withResolvers<ExitResult>();
  let output = "";
  const readOutput = (chunk: Buffer) => {
    const wasReady = output.includes("Mở http");
    output += chunk;
    const url = /Mở (http\S+)\n/.exec(output)?.[1];
    if (url === undefined || wasReady) return;
    onReady(url).then(() => child.kill("SIGTERM"), reject);
  };
  child.stdout.on("data", readOutput);
  child.stderr.on("data", readOutput);
  child.once("error", reject);
  child.once("close", (code) => resolve({ code, output }));
  return promise.finally(() => child.kill("SIGKILL"));
}

test(
  "prints the page's address, and exits with 0 although a page still reads the event stream",
  async () => {
    let status = 0;
    const { code, output } = await start(["--port", "0"], async (url) => {
      status = (await fetch(url)).status;
      await fetch(`${url}/events`);
    });
    expect(status).toBe(200);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(/sẵn sàng\. Mở http:\/\/127\.0\.0\.1:\d+\n/);
  },
  timeoutMs,
);

test.each([["--port", "x"], ["--port", "65536"], ["--colour"]])(
  "prints its usage for the wrong arguments %s %s",
  async (...parameters) => {
    const { code, output } = await start(parameters.filter(Boolean));
    expect(code).toBe(1);
    expect(output).toContain("npm run sandbox [-- --port N]");
  },
  timeoutMs,
);

test(
  "reports that the requested port is taken",
  async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => {
      holder.listen(0, "127.0.0.1", resolve);
    });
    const { port } = Object(holder.address());
    const { code, output } = await start(["--port", String(port)]);
    await new Promise((resolve) => holder.close(resolve));
    expect(code).toBe(1);
    expect(output).toContain(`Cổng ${port} đang có chương trình khác dùng`);
  },
  timeoutMs,
);
