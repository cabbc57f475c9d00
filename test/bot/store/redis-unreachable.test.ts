import { expect, test } from "@jest/globals";
import { openRedisStore } from "../../../src/bot/store/redis-store.ts";
import { freePort } from "../../servers/private-server.ts";

test("the error for an unreachable Redis names its address without the password", async () => {
  const port = await freePort();
  const opening = openRedisStore({
    url: `redis://:a-secret-password@127.0.0.1:${port}`,
    secretKey: "k".repeat(32),
    hashKey: "h".repeat(32),
    stateTtlDays: 7,
    onError: () => {},
  });
  await expect(opening).rejects.toMatchObject({
    name: "RedisUnreachableError",
    report: `REDIS_URL: Redis at 127.0.0.1:${port} refuses us (ECONNREFUSED).`,
  });
});
