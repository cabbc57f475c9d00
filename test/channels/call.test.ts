import { createServer, type RequestListener } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { call } from "../../src/channels/call.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push({ close: () => server.close().closeAllConnections() });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return `http://127.0.0.1:${address.port}/`;
}

const ask = (url: string) =>
  call({ url, method: "POST", headers: {}, body: "x", timeoutMs: 100, maxAnswerBytes: 10 });

describe("one HTTP call", () => {
  test("an answer comes whole", async () => {
    const url = await listen((_request, response) => response.writeHead(201).end("đây"));
    expect(await ask(url)).toMatchObject({ kind: "answer", status: 201, text: "đây" });
  });

  test("no answer in time is unknown: it may have been acted upon", async () => {
    const url = await listen(() => undefined);
    expect(await ask(url)).toEqual({ kind: "unknown", reason: "no answer within 100 ms" });
  });

  test("an answer that stops half way is unknown", async () => {
    const url = await listen((request, response) => {
      response.writeHead(200, { "content-length": "8" }).write("half");
      setTimeout(() => request.socket.destroy(), 10);
    });
    expect((await ask(url)).kind).toBe("unknown");
  });

  test("an answer larger than allowed is unknown, and not read to its end", async () => {
    const url = await listen((_request, response) => response.end("x".repeat(100_000)));
    expect((await ask(url)).kind).toBe("unknown");
  });

  test("where no connection is made nothing was sent", async () => {
    const server = createSocketServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === "object" ? address?.port : 0;
    const result = await ask(`http://127.0.0.1:${port}/`);
    expect(result).toEqual({ kind: "unsent", reason: "ECONNREFUSED" });
  });
});
