import { createRedisSeals } from "../../../src/bot/store/redis-seals.ts";

/** The keys of the tests' turn stores. */
export const testKeys = { secretKey: "test-key".repeat(4), hashKey: "h".repeat(32) };

export const testSeals = createRedisSeals(testKeys);
