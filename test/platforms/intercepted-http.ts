import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, jest } from "@jest/globals";
import nock from "nock";

/**
 * Makes every HTTP request of a test file go to nock; only loopback is reachable. nock answers before there is a
 * connection, so it cannot show a reset or a time-out after the request has left: a broken loopback server does that.
 */
export function interceptHttp(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.enableNetConnect("127.0.0.1");
  });
  afterEach(() => nock.cleanAll());
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

/** An error with which nock refuses a connection. */
export function connectionRefused(): Error {
  return Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
}

/** A loopback server that reads each request and then cuts the connection or never answers. */
async function startBrokenServer(behaviour: "resets" | "hangs") {
  const { promise: received, resolve: onReceived } = Promise.withResolvers<void>();
  const listener: RequestListener = (request) => {
    request.resume().once("end", () => {
      if (behaviour === "resets") request.socket.resetAndDestroy();
      onReceived();
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Resolves once a whole request has arrived. */
    received,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Runs a call against a reset connection. */
export async function callAndReset<Result>(run: (url: string) => Promise<Result>): Promise<Result> {
  const server = await startBrokenServer("resets");
  try {
    return await run(server.url);
  } finally {
    server.close();
  }
}

/** Runs a call that is never answered, and lets its time limit pass without waiting for it. */
export async function callAndTimeOut<Result>(
  run: (url: string) => Promise<Result>,
  timeoutMs: number,
): Promise<Result> {
  const server = await startBrokenServer("hangs");
  jest.useFakeTimers({
    doNotFake: [
      "Date",
      "hrtime",
      "nextTick",
      "performance",
      "queueMicrotask",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
    ],
  });
  try {
    const result = run(server.url);
    await server.received;
    jest.advanceTimersByTime(timeoutMs);
    return await result;
  } finally {
    jest.useRealTimers();
    server.close();
  }
}
