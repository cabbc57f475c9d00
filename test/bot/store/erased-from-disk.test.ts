import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { openRedisStore } from "../../../src/bot/store/redis-store.ts";
import { FileRewriteError, rewriteRedisFiles } from "../../../src/bot/store/rewrite-redis-files.ts";
import type { TurnStore } from "../../../src/bot/store/turn-store.ts";
import { findProgram, freePort, startServer, stopServer } from "../../servers/private-server.ts";
import { redisCommand } from "../../servers/start-redis.ts";
import { follower } from "./outbox-store-contract.ts";
import { testKeys, testSeals } from "./test-keys.ts";
import { someone, stateAsked, stateTtlDays, turnOf } from "./turn-store-contract.ts";

const program = findProgram("redis-server");

if (program !== null) {
  let folder = "";
  let server: Awaited<ReturnType<typeof startServer>>;
  let redis: Redis;
  let store: TurnStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "huong-dan-aof-"));
    const port = await freePort();
    const command = [...redisCommand(program, port, folder), "--appendonly", "yes"];
    server = await startServer(command, { ready: "Ready to accept connections", cwd: folder });
    const url = `redis://127.0.0.1:${port}`;
    redis = new Redis(url);
    store = await openRedisStore({ url, ...testKeys, stateTtlDays, onError: () => {} });
  }, 30_000);

  afterAll(async () => {
    await store.close();
    redis.disconnect();
    await stopServer(server, "SIGTERM");
    await rm(folder, { recursive: true, force: true });
  });

  const contentsOf = async () => {
    await redis.config("SET", "appendfsync", "always");
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const contents = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map((file) => readFile(join(file.parentPath, file.name), "latin1")),
    );
    return contents.join("\n");
  };

  test("neither words nor ids of a resident are readable in the files of Redis, not even before an erasure", async () => {
    const visitor = someone();
    const resident = { ...follower(), user: "8812345678901234567" };
    const words = (text: string) => ({ type: "text", text }) as const;
    // As the service makes them: with a hash of the resident.
    const fact = (id: string) => ({ ...turnOf(visitor, "m1").fact, id });
    const secret = "079123456789 Nguyen Van An";
    const state = { ...stateAsked(1), point: "khu-pho-bi-mat" };
    await store.commit(turnOf(visitor, "m1", { state, said: words(secret), fact: fact("1") }));
    await store.commit(
      turnOf(resident, "mid.8812345678901234567", { replies: [words(secret)], fact: fact("2") }),
    );
    const contents = await contentsOf();
    expect(contents).toContain(testSeals.locate(resident).name);
    for (const readable of [secret, "079123456789", "Nguyen", "bi-mat", resident.user]) {
      expect(contents).not.toContain(readable);
    }
    expect(contents).not.toContain(visitor.user);
  });

  test("after an erasure and the nightly job, not even the sealed words are left on the disk", async () => {
    const visitor = someone();
    await store.commit(turnOf(visitor, "m1"));
    const { shard, name } = testSeals.locate(visitor);
    const key = `{s${String(shard).padStart(2, "0")}}:flow:${name}`;
    const sealed = (await redis.hget(key, "s")) ?? "";
    expect(await contentsOf()).toContain(sealed);

    await store.forget(visitor);
    expect(await contentsOf()).toContain(sealed);
    await rewriteRedisFiles(redis, { pollMs: 10 });
    expect(await contentsOf()).not.toContain(sealed);
    expect(await contentsOf()).not.toContain(name);
  });

  test("a server that refuses to rewrite its files is named", async () => {
    await redis.call("ACL", "SETUSER", "managed", "on", ">secret", "~*", "+@all", "-bgrewriteaof");
    const managed = redis.duplicate({ username: "managed", password: "secret" });
    const rewriting = rewriteRedisFiles(managed, { pollMs: 10 });
    await expect(rewriting).rejects.toThrow(FileRewriteError);
    await expect(rewriting).rejects.toThrow(/^Redis at 127\.0\.0\.1:\d+ did not rewrite its files/);
    managed.disconnect();
  });
} else {
  test("has no Redis on this machine, so its files are not read", () => {
    expect(program).toBeNull();
  });
}
