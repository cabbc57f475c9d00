import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { deliverNotifications } from "../../src/notify/delivery/enqueue-notifications.ts";
import { freshDatabases } from "../db/databases.ts";
import { adminPassword, openTestDesk, type TestDesk } from "./desk-server.ts";

const databases = (await freshDatabases()).filter(({ name }) => name === "PostgreSQL");
const [first] = databases;

(first === undefined ? describe.skip : describe)("two replicas of the desk on PostgreSQL", () => {
  const opened: { readonly desk: TestDesk; readonly database: Database }[] = [];

  beforeAll(async () => {
    for (let replica = 0; first !== undefined && replica < 2; replica += 1) {
      const database = await openDatabase(first.settings);
      await database.jobs.declare(deliverNotifications);
      opened.push({ database, desk: await openTestDesk(database) });
    }
  }, 120_000);

  afterAll(async () => {
    for (const { desk, database } of opened) {
      await desk.app.close();
      await database.close();
    }
    await first?.remove();
  }, 60_000);

  const signIn = async (replica: number, address: string, username: string, password: string) => {
    const response = await opened[replica]?.desk.app.inject({
      method: "POST",
      url: "/desk/sign-in",
      headers: { accept: "application/json", "x-forwarded-for": address },
      payload: { username, password },
    });
    return response?.statusCode;
  };
  const judged = (statuses: readonly (number | undefined)[]) =>
    statuses.filter((status) => status !== 429).length;

  test("judge ten of 200 wrong passwords for one account, from as many addresses, between them", async () => {
    const statuses = await Promise.all(
      Array.from({ length: 200 }, (_, n) => signIn(n % 2, `10.${n}.0.1`, "admin", `sai ${n}`)),
    );
    expect(judged(statuses)).toBe(10);
    expect(await signIn(1, "10.250.0.1", "admin", adminPassword)).toBe(429);
  });

  test("judge fifty of 200 wrong passwords from one address, for as many names, between them", async () => {
    const statuses = await Promise.all(
      Array.from({ length: 200 }, (_, n) => signIn(n % 2, "10.251.0.1", `ai-do-${n}`, "sai")),
    );
    expect(judged(statuses)).toBe(50);
  });
});
