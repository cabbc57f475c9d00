import { describe, expect, test } from "@jest/globals";
import { diagnoseZalo, type ZaloFacts } from "../../../src/channels/zalo/diagnosis.ts";

const now = new Date("2026-11-23T03:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const healthy: ZaloFacts = {
  oaId: "2000000000000000002",
  publicUrl: "https://huongdan.example.gov.vn",
  tokens: { kind: "kept", obtainedAt: hoursAgo(3), fault: null },
  isSeeded: true,
  account: {
    kind: "ok",
    rateLimit: null,
    data: {
      oaid: "2000000000000000002",
      name: "UBND phường Thử Nghiệm",
      is_verified: true,
      package_name: "Tăng trưởng",
      package_valid_through_date: "31/12/2027",
    },
  },
  webhook: { probe: 200, signed: 200 },
  now,
};

function findings(changes: Partial<ZaloFacts>, data: object = {}) {
  const { account } = healthy;
  if (account?.kind !== "ok") throw new TypeError("not healthy");
  const changed = { ...account, data: { ...Object(account.data), ...data } };
  return diagnoseZalo({ ...healthy, account: changed, ...changes });
}

describe("the diagnosis of Zalo's set-up", () => {
  test("finds no error in a healthy set-up, and names what cannot be checked from here", () => {
    expect(findings({}).map(({ severity, subject }) => `${subject} ${severity}`)).toEqual([
      "token ok",
      "account ok",
      "permission ok",
      "package ok",
      "webhook warning",
    ]);
  });

  test.each<[string, Partial<ZaloFacts>, object, string, string, string]>([
    [
      "no token",
      { tokens: { kind: "none" }, isSeeded: false },
      {},
      "error",
      "token",
      "API Explorer",
    ],
    ["a first start", { tokens: { kind: "none" } }, {}, "warning", "token", "Start the service"],
    ["a held database", { tokens: { kind: "in use" } }, {}, "warning", "token", "stop the service"],
    ["another key", { tokens: { kind: "unreadable" } }, {}, "error", "token", "SECRET_KEY"],
    [
      "a spent refresh token",
      { tokens: { kind: "kept", obtainedAt: hoursAgo(30), fault: "error -118" } },
      {},
      "error",
      "token",
      "API Explorer",
    ],
    [
      "a service that was off",
      { tokens: { kind: "kept", obtainedAt: hoursAgo(26), fault: null } },
      {},
      "warning",
      "token",
      "by itself",
    ],
    [
      "a pair near its end",
      { tokens: { kind: "kept", obtainedAt: hoursAgo(24 * 80), fault: null } },
      {},
      "error",
      "token",
      "3 months",
    ],
    ["another OA", {}, { oaid: "388613280878808645" }, "error", "account", "ZALO_OA_ID"],
    ["an OA not verified", {}, { is_verified: false }, "error", "account", "Xác thực"],
    ["the free package", {}, { package_name: "Cơ bản" }, "warning", "package", "Tăng trưởng"],
    ["a state OA", {}, { package_name: "" }, "warning", "package", "ask Zalo"],
    [
      "an ended package",
      {},
      { package_valid_through_date: "22/11/2026" },
      "error",
      "package",
      "Renew",
    ],
    [
      "a package that ends soon",
      {},
      { package_valid_through_date: "23/11/2026" },
      "warning",
      "package",
      "Renew",
    ],
    ["no right", { account: { kind: "refused", code: -223 } }, {}, "error", "permission", "Tick"],
    ["no package", { account: { kind: "refused", code: -224 } }, {}, "error", "package", "Book"],
    [
      "a dead token",
      { account: { kind: "refused", code: -216 } },
      {},
      "warning",
      "token",
      "refreshes",
    ],
    [
      "no network",
      { account: { kind: "unsent", reason: "ENOTFOUND" } },
      {},
      "error",
      "account",
      "firewall",
    ],
    ["plain http", { publicUrl: "http://127.0.0.1:3000" }, {}, "error", "webhook", "TLS"],
    [
      "a service that is off",
      { webhook: { probe: null, signed: null } },
      {},
      "error",
      "webhook",
      "Start",
    ],
    [
      "another site",
      { webhook: { probe: 404, signed: null } },
      {},
      "error",
      "webhook",
      "PUBLIC_URL",
    ],
    [
      "another key of the OA",
      { webhook: { probe: 200, signed: 401 } },
      {},
      "error",
      "webhook",
      "ZALO_OA_SECRET_KEY",
    ],
  ])(
    "reports %s with its severity and remedy",
    (_what, changes, data, severity, subject, remedy) => {
      const found = findings(changes, data).filter((finding) => finding.subject === subject);
      expect(found).toContainEqual(
        expect.objectContaining({ severity, remedy: expect.stringContaining(remedy) }),
      );
    },
  );
});
