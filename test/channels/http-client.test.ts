import { createServer, type RequestListener } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { sendRequest } from "../../src/channels/http-client.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
  jest.restoreAllMocks();
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
  sendRequest({ url, method: "POST", headers: {}, body: "x", timeoutMs: 100, maxAnswerBytes: 10 });

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

  test("a process that was stopped just before its request leaves does not send it", async () => {
    let received = 0;
    const url = await listen((_request, response) => {
      received += 1;
      response.end("đây");
    });
    await ask(url);
    const now = performance.now.bind(performance);
    let stoppedForMs = 0;
    jest.spyOn(performance, "now").mockImplementation(() => now() + stoppedForMs);
    // Read while the request is put together: the connection is open, so nothing is waited for after it.
    const headers = {
      get "x-late"() {
        stoppedForMs = 20_000;
        return "1";
      },
    };
    const result = await sendRequest({
      ...{ url, method: "POST", headers, body: "x", timeoutMs: 5_000, maxAnswerBytes: 10 },
    });
    expect(result).toEqual({ kind: "unsent", reason: "too late to send" });
    expect(received).toBe(1);
  });
});
