import { Agent, request } from "node:http";
import process from "node:process";
import { fastify } from "fastify";
import { Redis } from "ioredis";
import { platformNamed } from "../platforms/registry.ts";

/**
 * The bare parts: the least that any service of this kind must do. Fastify, the signature over the raw bytes, one GET,
 * one SET and one POST. No deduplication, no order, no retry, no logic.
 * Reads PORT and REDIS_URL as the service does, the platform's name from PLATFORM and its address from PLATFORM_URL.
 */
const { PORT = "0", REDIS_URL = "", PLATFORM = "", PLATFORM_URL = "" } = process.env;

const redis = new Redis(REDIS_URL);
const agent = new Agent({ keepAlive: true });
const platform = platformNamed(PLATFORM);
const app = fastify({ logger: false });

app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) =>
  done(null, body),
);
app.get("/health/ready", async () => "ready");
app.post<{ Body: Buffer }>(platform.webhookPath, async ({ body, headers }, reply) => {
  const user = platform.readWebhook(headers, body);
  if (user === null) return reply.code(401).send();
  const turns = Number(await redis.get(user)) + 1;
  await redis.set(user, turns);
  await send(user, "Câu hỏi tiếp theo của bác ạ?");
  return reply.send();
});
await app.listen({ port: Number(PORT), host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit(0));

function send(user: string, text: string): Promise<void> {
  const { path, headers, body } = platform.sendCall(PLATFORM_URL, { user, text });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const sent = request(path, {
    agent,
    method: "POST",
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
  });
  sent.on("response", (response) => {
    response.resume();
    response.on("end", resolve);
  });
  sent.on("error", reject);
  sent.end(body);
  return promise;
}
