import { type ClientRequest, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { acceptRawBodies, rawBytesOf } from "../../src/http/raw-body.ts";
import { buildHttpServer } from "../../src/http/server.ts";

const mebibyte = 1024 * 1024;
const chunk = Buffer.alloc(64 * 1024, "x");
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

/** A server with a route that refuses every body once it has read it, as a webhook refuses a wrong signature. */
async function openServer() {
  const app = await buildHttpServer({
    publicUrl: "http://localhost",
    trustProxy: 1,
    logLevel: "silent",
  });
  open.push(app);
  await app.register(async (scope) => {
    acceptRawBodies(scope);
    scope.post("/webhooks/x", { bodyLimit: 16 * mebibyte }, async ({ body }, reply) =>
      reply.code(401).send(String(rawBytesOf(body).length)),
    );
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  return app;
}

interface Body {
  readonly address: string;
  readonly bytes: number;
  readonly isChunked?: boolean;
}

/** Sends a body slowly enough that all are under way at once. Returns the status; a closed connection is a refusal too. */
async function send(port: number, { address, bytes, isChunked = false }: Body): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const headers = {
    "x-forwarded-for": address,
    ...(isChunked ? { "transfer-encoding": "chunked" } : { "content-length": bytes }),
  };
  const sent: ClientRequest = request(
    { port, host: "127.0.0.1", method: "POST", path: "/webhooks/x", headers },
    (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    },
  );
  sent.on("error", () => resolve(429));
  const write = (left: number): void => {
    if (left <= 0) {
      sent.end();
      return;
    }
    const next = chunk.subarray(0, Math.min(left, chunk.length));
    sent.write(next, () => setImmediate(() => write(left - next.length)));
  };
  write(bytes);
  return promise;
}

function portOf(app: Awaited<ReturnType<typeof openServer>>): number {
  return (app.server.address() as AddressInfo).port;
}

test.each([{ isChunked: false }, { isChunked: true }])(
  "holds one large body of an address at a time, however many are sent (chunked: $isChunked)",
  async ({ isChunked }) => {
    const app = await openServer();
    const port = portOf(app);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 5);
    const body = { address: "10.0.0.1", bytes: 15.5 * mebibyte, isChunked };
    const statuses = await Promise.all(Array.from({ length: 20 }, () => send(port, body)));
    clearInterval(watching);
    const read = statuses.filter((status) => status === 401).length;
    // Without announced lengths several begin, and one after another may find room to end.
    if (isChunked) expect(read).toBeLessThan(6);
    else expect(read).toBe(1);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20 - read);
    // The body as it came and as one buffer, and what V8 has not collected yet. All twenty together are 310.
    expect(most).toBeLessThan(160 * mebibyte);
    expect(await send(port, { address: "10.0.0.1", bytes: 15.5 * mebibyte })).toBe(401);
  },
  60_000,
);

test("reads short bodies of an address that sends a large one, and large ones of others", async () => {
  const app = await openServer();
  const port = portOf(app);
  const large = send(port, { address: "2001:db8::1", bytes: 12 * mebibyte });
  const [second, short, other] = await Promise.all([
    send(port, { address: "2001:db8::2", bytes: 12 * mebibyte }),
    send(port, { address: "2001:db8::1", bytes: 60_000 }),
    send(port, { address: "10.0.0.3", bytes: 12 * mebibyte }),
  ]);
  expect([await large, second].toSorted()).toEqual([401, 429]);
  expect([short, other]).toEqual([401, 401]);
}, 60_000);
