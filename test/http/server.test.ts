import { expect, test } from "@jest/globals";
import { buildHttpServer } from "../../src/http/server.ts";

async function addressSeen(trustProxy: boolean | number | string[], from: string) {
  const settings = { publicUrl: "http://localhost", trustProxy, logLevel: "silent" };
  const app = await buildHttpServer(settings);
  app.get("/ip", async (request) => request.ip);
  const { body } = await app.inject({
    url: "/ip",
    headers: { "x-forwarded-for": "198.51.100.9, 203.0.113.7" },
    remoteAddress: from,
  });
  await app.close();
  return body;
}

test("believes no forwarded address unless a proxy is named", async () => {
  expect(await addressSeen(false, "10.0.0.1")).toBe("10.0.0.1");
});

test("believes only the named proxy", async () => {
  expect(await addressSeen(["10.0.0.1"], "10.0.0.1")).toBe("203.0.113.7");
  expect(await addressSeen(["10.0.0.1"], "10.0.0.2")).toBe("10.0.0.2");
});

test("believes as many hops as the setting says", async () => {
  expect(await addressSeen(1, "10.0.0.1")).toBe("203.0.113.7");
  expect(await addressSeen(2, "10.0.0.1")).toBe("198.51.100.9");
});
