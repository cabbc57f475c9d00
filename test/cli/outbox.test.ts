import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { openRedisStore } from "../../src/bot/store/redis-store.ts";
import { allDue, follower, headOf, holdAll } from "../bot/store/outbox-store-contract.ts";
import { testKeys } from "../bot/store/test-keys.ts";
import { stateTtlDays, turnOf } from "../bot/store/turn-store-contract.ts";
import { realRedisUrl } from "../servers/addresses.ts";

const run = promisify(execFile);
const url = realRedisUrl();

if (url !== null) {
  test("dead letters are listed without words and names, and queued again", async () => {
    const direct = new Redis(url);
    await direct.flushdb();
    direct.disconnect();
    const store = await openRedisStore({ url, ...testKeys, stateTtlDays, onError: () => {} });
    const resident = { ...follower(), user: "8812345678" };
    await store.commit(turnOf(resident, "m1"));
    const [due] = await allDue(store.outbox, await holdAll(store.outbox));
    if (due === undefined) throw new Error("nobody is due");
    const head = headOf(await store.outbox.readHead(due.lease, due.name));
    await store.outbox.moveToDeadLetters(due.lease, due.name, head, "code -201");

    const listed = await outbox("parked");
    expect(listed).toContain(`${head.id}\tzalo\t…5678\t0 min\tcode -201\n1 parked`);
    expect(listed).not.toMatch(/chào|8812345678/);
    expect(await outbox("retry", head.id)).toContain("1 queued again");
    expect(await store.outbox.listDeadLetters()).toEqual([]);
    await store.close();
  });
}

test("an unknown command exits with 2", async () => {
  await expect(outbox("list")).rejects.toMatchObject({ code: 2 });
});

async function outbox(...words: string[]): Promise<string> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    REDIS_URL: url ?? "",
    SECRET_KEY: testKeys.secretKey,
  };
  const { stdout } = await run(process.execPath, ["src/cli/outbox.ts", ...words], { env });
  return stdout;
}
