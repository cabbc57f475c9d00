import { describe, expect, test } from "@jest/globals";
import type { GraphAnswer } from "../../../src/channels/messenger/client.ts";
import {
  diagnoseMessenger,
  type MessengerFacts,
} from "../../../src/channels/messenger/diagnosis.ts";
import {
  requiredFields,
  requiredProfile,
} from "../../../src/channels/messenger/required-profile.ts";

const ok = (data: unknown): GraphAnswer => ({ kind: "ok", data });
const refused = (code: number, isAboutProof = false): GraphAnswer => ({
  kind: "refused",
  error: { code, subcode: null, isAboutProof },
  trace: null,
  waitMs: null,
});
const healthy: MessengerFacts = {
  pageId: "100",
  publicUrl: "https://huongdan.example.gov.vn",
  identity: ok({ id: "100", name: "UBND phường Thử Nghiệm" }),
  profile: ok({ data: [requiredProfile] }),
  subscriptions: ok({ data: [{ id: "7", subscribed_fields: [...requiredFields, "feed"] }] }),
  webhook: { handshake: 200, signed: 200 },
};

describe("the diagnosis of Messenger's set-up", () => {
  test("finds no error in a healthy set-up, and names what cannot be checked from here", () => {
    const found = diagnoseMessenger(healthy).map(
      ({ severity, subject }) => `${subject} ${severity}`,
    );
    expect(found).toEqual([
      "token ok",
      "page ok",
      "subscriptions ok",
      "profile ok",
      "webhook warning",
    ]);
  });

  const breakers = { ...requiredProfile, ice_breakers: [{ question: "?" }] };
  test.each<[string, Partial<MessengerFacts>, string, string, string]>([
    ["a dead token", { identity: refused(190) }, "error", "token", "step 3"],
    ["a wrong app secret", { identity: refused(100, true) }, "error", "token", "Settings > Basic"],
    ["no permission", { identity: refused(200) }, "error", "token", "pages_messaging"],
    ["too many calls", { identity: refused(4) }, "warning", "token", "Wait"],
    [
      "no network",
      { identity: { kind: "unsent", reason: "ENOTFOUND" } },
      "error",
      "token",
      "firewall",
    ],
    [
      "another Page",
      { identity: ok({ id: "9", name: "X" }) },
      "error",
      "page",
      "MESSENGER_PAGE_ID",
    ],
    ["an odd answer", { identity: ok({}) }, "warning", "page", "later"],
    ["no subscription", { subscriptions: ok({ data: [] }) }, "error", "subscriptions", "setup"],
    [
      "another app's subscription alone",
      { subscriptions: ok({ data: [{ subscribed_fields: ["feed"] }] }) },
      "error",
      "subscriptions",
      "setup",
    ],
    [
      "no right to see them",
      { subscriptions: refused(200) },
      "error",
      "subscriptions",
      "pages_manage",
    ],
    ["no Get Started", { profile: ok({ data: [] }) }, "error", "profile", "setup"],
    ["ice breakers", { profile: ok({ data: [breakers] }) }, "error", "profile", "setup"],
    [
      "another greeting",
      { profile: ok({ data: [{ ...requiredProfile, greeting: [] }] }) },
      "warning",
      "profile",
      "setup",
    ],
    ["plain http", { publicUrl: "http://127.0.0.1:3000" }, "error", "webhook", "TLS"],
    [
      "a service that is off",
      { webhook: { handshake: null, signed: null } },
      "error",
      "webhook",
      "Start",
    ],
    [
      "another site",
      { webhook: { handshake: 404, signed: null } },
      "error",
      "webhook",
      "PUBLIC_URL",
    ],
    [
      "another word",
      { webhook: { handshake: 403, signed: null } },
      "error",
      "webhook",
      "VERIFY_TOKEN",
    ],
    [
      "another secret",
      { webhook: { handshake: 200, signed: 401 } },
      "error",
      "webhook",
      "APP_SECRET",
    ],
  ])("reports %s with its severity and remedy", (_what, changes, severity, subject, remedy) => {
    expect(diagnoseMessenger({ ...healthy, ...changes })).toContainEqual(
      expect.objectContaining({ severity, subject, remedy: expect.stringContaining(remedy) }),
    );
  });
});
