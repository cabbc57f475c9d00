import diagnostics from "node:diagnostics_channel";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance, RouteOptions } from "fastify";
import { buildService } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";

/** The whole service as a process of its own. It tells its parent its address and all its routes. */

const routes: { readonly method: string; readonly url: string }[] = [];
diagnostics.subscribe("fastify.initialization", (message) => {
  const { fastify } = message as { readonly fastify: FastifyInstance };
  fastify.addHook("onRoute", ({ method, url }: RouteOptions) => {
    for (const each of [method].flat()) routes.push({ method: each, url });
  });
});

const { app } = await buildService(readConfig(process.env), {
  requestsPerMinute: 10_000_000,
  messagesPerMinute: 10_000_000,
});
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.on("message", async () => {
  // The first collection calls finalizers, the second frees what they held.
  globalThis.gc?.();
  await pause(50);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ used: heapUsed + external, longestNormalized });
});
// The catalogue, which is ours, was composed before.
let longestNormalized = 0;
const { normalize } = String.prototype;
String.prototype.normalize = function (this: string, form?: string) {
  longestNormalized = Math.max(longestNormalized, this.length);
  return normalize.call(this, form);
};
process.send?.({ address, routes });
process.once("disconnect", () => process.exit());
