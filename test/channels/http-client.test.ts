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

const ask = (url: string, timeoutMs = 10_000) =>
  sendRequest({ url, method: "POST", headers: {}, body: "x", timeoutMs, maxAnswerBytes: 10 });

describe("one HTTP request", () => {
  test("returns a complete answer", async () => {
    const url = await listen((_request, response) => response.writeHead(201).end("đây"));
    expect(await ask(url)).toMatchObject({ kind: "answer", status: 201, text: "đây" });
  });

  test("reports a missing answer as unknown: the other side may have acted", async () => {
    const url = await listen(() => undefined);
    expect(await ask(url, 1_000)).toEqual({
      kind: "unknown",
      reason: "no answer within 1000 ms",
    });
  });

  test("reports an answer that stops half way as unknown", async () => {
    const url = await listen((request, response) => {
      response.writeHead(200, { "content-length": "8" }).write("half");
      setTimeout(() => request.socket.destroy(), 10);
    });
    expect((await ask(url)).kind).toBe("unknown");
  });

  test("reports an answer that is too large as unknown, and does not read it to its end", async () => {
    const url = await listen((_request, response) => response.end("x".repeat(100_000)));
    expect((await ask(url)).kind).toBe("unknown");
  });

  test("reports a request without a connection as not sent", async () => {
    const server = createSocketServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === "object" ? address?.port : 0;
    const result = await ask(`http://127.0.0.1:${port}/`);
    expect(result).toEqual({ kind: "unsent", reason: "ECONNREFUSED" });
  });

  test("reports a header that cannot be sent as not sent, without repeating it", async () => {
    const headers = { authorization: "Bearer a\nb" };
    const result = await sendRequest({
      url: "http://127.0.0.1:1/",
      method: "GET",
      headers,
      timeoutMs: 100,
    });
    expect(result).toEqual({ kind: "unsent", reason: "ERR_INVALID_CHAR" });
  });

  test("reuses a connection for the next request", async () => {
    const ports = new Set<number | undefined>();
    const url = await listen((request, response) => {
      ports.add(request.socket.remotePort);
      response.end("đây");
    });
    await ask(url);
    await ask(url);
    expect(ports.size).toBe(1);
  });

  test("does not send a request after the process was stopped just before it", async () => {
    let received = 0;
    const url = await listen((_request, response) => {
      received += 1;
      response.end("đây");
    });
    await ask(url);
    const now = performance.now.bind(performance);
    let stoppedForMs = 0;
    jest.spyOn(performance, "now").mockImplementation(() => now() + stoppedForMs);
    // Read while the request is built: the connection is open already, so nothing is awaited after this.
    const headers = {
      get "x-late"() {
        stoppedForMs = 20_000;
        return "1";
      },
    };
    const result = await sendRequest({
      url,
      method: "POST",
      headers,
      body: "x",
      timeoutMs: 5_000,
      maxAnswerBytes: 10,
    });
    expect(result).toEqual({ kind: "unsent", reason: "too late to send" });
    expect(received).toBe(1);
  });
});
