import { describe, expect, test } from "@jest/globals";
import type { GraphAnswer } from "../../../src/channels/messenger/client.ts";
import { diagnose, type MessengerFacts } from "../../../src/channels/messenger/diagnosis.ts";
import { wantedFields, wantedProfile } from "../../../src/channels/messenger/wanted-profile.ts";

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
  profile: ok({ data: [wantedProfile] }),
  subscriptions: ok({ data: [{ id: "7", subscribed_fields: [...wantedFields, "feed"] }] }),
  webhook: { handshake: 200, signed: 200 },
};

describe("what an operator is told", () => {
  test("a healthy set-up has nothing wrong, and says what cannot be seen from here", () => {
    const found = diagnose(healthy).map(({ verdict, about }) => `${about} ${verdict}`);
    expect(found).toEqual([
      "token ok",
      "page ok",
      "subscriptions ok",
      "profile ok",
      "webhook look",
    ]);
  });

  const breakers = { ...wantedProfile, ice_breakers: [{ question: "?" }] };
  test.each<[string, Partial<MessengerFacts>, string, string, string]>([
    ["a dead token", { identity: refused(190) }, "wrong", "token", "step 3"],
    ["a wrong app secret", { identity: refused(100, true) }, "wrong", "token", "Settings > Basic"],
    ["no permission", { identity: refused(200) }, "wrong", "token", "pages_messaging"],
    ["too many calls", { identity: refused(4) }, "look", "token", "Wait"],
    [
      "no network",
      { identity: { kind: "unsent", reason: "ENOTFOUND" } },
      "wrong",
      "token",
      "firewall",
    ],
    [
      "another Page",
      { identity: ok({ id: "9", name: "X" }) },
      "wrong",
      "page",
      "MESSENGER_PAGE_ID",
    ],
    ["an odd answer", { identity: ok({}) }, "look", "page", "later"],
    ["no subscription", { subscriptions: ok({ data: [] }) }, "wrong", "subscriptions", "setup"],
    [
      "another app's subscription alone",
      { subscriptions: ok({ data: [{ subscribed_fields: ["feed"] }] }) },
      "wrong",
      "subscriptions",
      "setup",
    ],
    [
      "no right to see them",
      { subscriptions: refused(200) },
      "wrong",
      "subscriptions",
      "pages_manage",
    ],
    ["no Get Started", { profile: ok({ data: [] }) }, "wrong", "profile", "setup"],
    ["ice breakers", { profile: ok({ data: [breakers] }) }, "wrong", "profile", "setup"],
    [
      "another greeting",
      { profile: ok({ data: [{ ...wantedProfile, greeting: [] }] }) },
      "look",
      "profile",
      "setup",
    ],
    ["plain http", { publicUrl: "http://127.0.0.1:3000" }, "wrong", "webhook", "TLS"],
    [
      "a service that is off",
      { webhook: { handshake: null, signed: null } },
      "wrong",
      "webhook",
      "Start",
    ],
    [
      "another site",
      { webhook: { handshake: 404, signed: null } },
      "wrong",
      "webhook",
      "PUBLIC_URL",
    ],
    [
      "another word",
      { webhook: { handshake: 403, signed: null } },
      "wrong",
      "webhook",
      "VERIFY_TOKEN",
    ],
    [
      "another secret",
      { webhook: { handshake: 200, signed: 401 } },
      "wrong",
      "webhook",
      "APP_SECRET",
    ],
  ])("%s", (_what, changes, verdict, about, next) => {
    expect(diagnose({ ...healthy, ...changes })).toContainEqual(
      expect.objectContaining({ verdict, about, next: expect.stringContaining(next) }),
    );
  });
});
