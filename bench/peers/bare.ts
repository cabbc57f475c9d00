import { createHash, timingSafeEqual } from "node:crypto";
import { Agent, request } from "node:http";
import process from "node:process";
import { fastify } from "fastify";
import { Redis } from "ioredis";
import { account, webhookPath } from "../turns/webhook.ts";

/**
 * Bare parts: what any service of this kind must do at least. Fastify, the signature over the raw bytes, one
 * GET and one SET, one POST. No dedup, no order, no retry, no logic.
 * PORT, REDIS_URL and ZALO_OPENAPI_URL as for the service.
 */
const { PORT = "0", REDIS_URL = "", ZALO_OPENAPI_URL = "" } = process.env;

const redis = new Redis(REDIS_URL);
const agent = new Agent({ keepAlive: true });
const sendUrl = new URL("/v3.0/oa/message/cs", ZALO_OPENAPI_URL);
const app = fastify({ logger: false });

app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) =>
  done(null, body),
);
app.get("/health/ready", async () => "ready");
app.post<{ Body: Buffer }>(webhookPath, async ({ body, headers }, reply) => {
  const event = JSON.parse(body.toString());
  const mac = createHash("sha256")
    .update(event.app_id)
    .update(body)
    .update(event.timestamp)
    .update(account.oaSecretKey)
    .digest("hex");
  const given = Buffer.from(String(headers["x-zevent-signature"]));
  const expected = Buffer.from(`mac=${mac}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return reply.code(401).send();
  }
  const turns = Number(await redis.get(event.sender.id)) + 1;
  await redis.set(event.sender.id, turns);
  await send(event.sender.id, "Câu hỏi tiếp theo của bác ạ?");
  return reply.send();
});
await app.listen({ port: Number(PORT), host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit(0));

function send(user: string, text: string): Promise<void> {
  const body = JSON.stringify({ recipient: { user_id: user }, message: { text } });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const sent = request(sendUrl, {
    agent,
    method: "POST",
    headers: {
      access_token: account.accessToken,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    },
  });
  sent.on("response", (response) => {
    response.resume();
    response.on("end", resolve);
  });
  sent.on("error", reject);
  sent.end(body);
  return promise;
}
