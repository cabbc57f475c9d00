import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { attackEveryRoute } from "./attack.ts";
import { type HostileRequest, plainPayload } from "./payloads.ts";
import { type RunningService, startService } from "./running-service.ts";
import { send } from "./send.ts";
import { signIn } from "./session.ts";

/** A minute where nothing else runs. */
const maxTrialMs = 280_000;

let service: RunningService;

beforeAll(async () => {
  service = await startService();
}, maxTrialMs);

afterAll(() => service.stop());

describe("every route", () => {
  test("is known to the trial", () => {
    const urls = service.routes.map(({ url }) => url);
    for (const known of [
      "/",
      "/webhooks/zalo",
      "/desk/sign-in",
      "/api/v1/search",
      "/stop/:token",
    ]) {
      expect(urls).toContain(known);
    }
    expect(urls.length).toBeGreaterThan(100);
  });

  test(
    "answers a stranger's hostile requests while other clients wait less than 100 ms",
    async () => {
      expect(await attackEveryRoute(service, null)).toStrictEqual([]);
    },
    maxTrialMs,
  );

  test(
    "answers those of somebody who has signed in in the same way",
    async () => {
      expect(await attackEveryRoute(service, signIn)).toStrictEqual([]);
    },
    maxTrialMs,
  );

  test(
    "answers HEAD as GET",
    async () => {
      const { desk } = await signIn(service.address);
      const differences: string[] = [];
      for (const { method, url } of service.routes.filter((route) => route.method === "GET")) {
        const built = plainPayload.build(url);
        const request: HostileRequest = {
          ...built,
          body: null,
          headers: { authorization: `Bearer ${desk}`, accept: "text/html" },
        };
        const get = await send(service.address, "GET", request);
        const head = await send(service.address, "HEAD", request);
        if (get !== head) differences.push(`${method} ${url}: ${get}, HEAD ${head}`);
      }
      expect(differences).toStrictEqual([]);
    },
    maxTrialMs,
  );

  test("answers a stranger's odd values with a refusal, and no error of its own", async () => {
    const statuses: number[] = [];
    for (const timestamp of ['{"toString":1}', "[".repeat(10_000) + "]".repeat(10_000), "null"]) {
      statuses.push(
        await send(service.address, "POST", {
          path: "/webhooks/zalo",
          headers: { "x-zevent-signature": `mac=${"0".repeat(64)}` },
          body: Buffer.from(`{"app_id":"1","timestamp":${timestamp},"event_name":"x"}`),
        }),
      );
    }
    for (const method of ["GET", "POST"]) {
      const path = `/stop/1-${encodeURIComponent("é".repeat(22))}`;
      statuses.push(await send(service.address, method, { path, headers: {}, body: null }));
    }
    expect(statuses.slice(0, 3)).toStrictEqual([401, 401, 401]);
    // 429 if the attacks before have used up the attempts of this address.
    for (const status of statuses.slice(3)) expect([404, 429]).toContain(status);
  });

  test("composes no text of more than 8,000 units, however long what was sent is", async () => {
    expect(await service.longestNormalized()).toBeLessThanOrEqual(8_000);
  });
});
