import { afterEach, describe, expect, test } from "@jest/globals";
import type { ChannelSender } from "../../../src/channels/sender.ts";
import { createZaloClient } from "../../../src/channels/zalo/client.ts";
import { zaloErrors } from "../../../src/channels/zalo/errors.ts";
import { createZaloSender } from "../../../src/channels/zalo/sender.ts";
import type { TokenManager, TokenState } from "../../../src/channels/zalo/token-manager.ts";
import type { Message } from "../../../src/wording/message.ts";
import { testAccount } from "../../platforms/zalo/accounts.ts";
import type { Fault } from "../../platforms/zalo/faults.ts";
import { type StandInOptions, startZaloStandIn } from "../../platforms/zalo/stand-in.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((standIn) => standIn.close()));
});

const to = { account: testAccount.oaId, user: "1000000000000000001" };
const hello: Message = { type: "text", text: "Chào bác" };
const question: Message = {
  type: "choice",
  question: "who",
  text: "Bác chọn ạ?",
  options: [{ value: "a", number: 1, label: "Một", full: "Câu một" }],
};
const ready = (accessToken: string): TokenState => ({ status: "ready", accessToken });

async function openSender(
  options: StandInOptions = {},
  tokens: Partial<Pick<TokenManager, "current" | "refused">> = {},
) {
  const standIn = await startZaloStandIn({ accessToken: "living", ...options });
  open.push(standIn);
  let time = Date.UTC(2026, 10, 23);
  const limits: number[] = [];
  const sender = createZaloSender({
    client: createZaloClient({ openapiUrl: standIn.url }),
    tokens: {
      current: async () => ready("living"),
      refused: async () => ready("living"),
      ...tokens,
    },
    style: "buttons",
    now: () => new Date(time),
    onRateLimit: (perMinute) => limits.push(perMinute),
  });
  const elapse = (ms: number) => {
    time += ms;
  };
  return { standIn, sender, limits, elapse };
}

const outcome = async (sender: ChannelSender, message: Message = hello) =>
  (await sender.send(to, message, "r1")).outcome;

describe("sending on Zalo", () => {
  test("sends a message once and returns Zalo's id", async () => {
    const { sender, standIn } = await openSender();
    expect(await sender.send(to, question, "r1")).toEqual({
      outcome: "sent",
      platformId: "sent-1",
    });
    expect(standIn.ledger.entries).toMatchObject([
      {
        user: to.user,
        text: "Bác chọn ạ?\n1. Câu một",
        buttons: [{ title: "Một", payload: "#hd|who|a" }],
      },
    ]);
  });

  test("answers an anonymous visitor at the other endpoint, without buttons", async () => {
    const { sender, standIn } = await openSender();
    const visitor = { ...to, user: "anonymous:C1:A1" };
    expect((await sender.send(visitor, question, "r1")).outcome).toBe("sent");
    expect(standIn.ledger.entries).toMatchObject([{ user: "A1", buttons: [] }]);
  });

  test.each<[string, Fault, string, number]>([
    ["HTTP 429", { name: "too-many-requests", times: 1 }, "rate-limited", 0],
    ["-32", { name: "rate-limit", times: 1 }, "rate-limited", 0],
    ["HTTP 500", { name: "server-error", times: 1 }, "retry", 0],
    ["garbage", { name: "garbage", times: 1 }, "unknown", 0],
    ["a connection cut before", { name: "cut-before", times: 1 }, "unknown", 0],
    ["a connection cut after", { name: "cut-after", times: 1 }, "unknown", 1],
  ])(
    "reports the right outcome after %s, and recovers",
    async (_what, fault, expected, recorded) => {
      const { sender, standIn } = await openSender();
      standIn.faults.set(fault);
      expect(await outcome(sender)).toBe(expected);
      expect(standIn.ledger.entries).toHaveLength(recorded);
      expect(await outcome(sender)).toBe("sent");
    },
  );

  test("waits as long as HTTP 429 says", async () => {
    const { sender, standIn } = await openSender();
    standIn.faults.set({ name: "too-many-requests", times: 1 });
    expect(await sender.send(to, hello, "r1")).toMatchObject({
      outcome: "rate-limited",
      ms: 1_000,
    });
  });

  test("reports a message as not sent if Zalo cannot be reached", async () => {
    const { sender, standIn } = await openSender();
    await standIn.close();
    expect(await outcome(sender)).toBe("retry");
  });

  test.each([...zaloErrors].map(([code, { action }]) => [code, action] as const))(
    "answers the error %p with the action %s",
    async (code, action) => {
      const { sender, standIn } = await openSender();
      standIn.refuse(to.user, code);
      const expected = { refresh: "retry", "text-style": "rejected" } as Record<string, string>;
      const result = await sender.send(to, hello, "r1");
      expect(result.outcome).toBe(expected[action] ?? action);
      expect(result).toMatchObject({ reason: expect.stringContaining(String(code)) });
      expect(standIn.ledger.entries).toEqual([]);
    },
  );

  test("replaces a refused token once and sends the message again", async () => {
    const asked: string[] = [];
    const { sender, standIn } = await openSender(
      {},
      {
        current: async () => ready("dead"),
        refused: async (token) => {
          asked.push(token);
          return ready("living");
        },
      },
    );
    expect(await outcome(sender)).toBe("sent");
    expect(asked).toEqual(["dead"]);
    expect(standIn.ledger.entries).toHaveLength(1);
  });

  test.each(["pending", "blocked"] as const)(
    "sends nothing without a token (%s)",
    async (status) => {
      const { sender } = await openSender({}, { current: async () => ({ status, reason: "why" }) });
      expect(await sender.send(to, hello, "r1")).toEqual({
        outcome: status === "pending" ? "retry" : "account-blocked",
        reason: "why",
      });
    },
  );

  test("does not throw if the token store fails", async () => {
    const { sender } = await openSender(
      {},
      { current: async () => Promise.reject(new Error("database down")) },
    );
    expect(await outcome(sender)).toBe("retry");
  });

  test("sends plain text at once, and for an hour, if buttons are refused", async () => {
    const { sender, standIn, elapse } = await openSender();
    standIn.faults.set({ name: "refuse-buttons", times: 1 });
    expect(await outcome(sender, question)).toBe("sent");
    expect(await outcome(sender, question)).toBe("sent");
    elapse(3_600_000);
    expect(await outcome(sender, question)).toBe("sent");
    expect(standIn.ledger.entries.map(({ buttons }) => buttons.length)).toEqual([0, 0, 1]);
  });

  test("keeps buttons for other people if Zalo does not know one of them", async () => {
    const { sender, standIn } = await openSender();
    standIn.refuse(to.user, -201);
    expect(await outcome(sender, question)).toBe("rejected");
    standIn.refuse(to.user, 0);
    expect(await outcome(sender, question)).toBe("sent");
    expect(standIn.ledger.entries[0]?.buttons).toHaveLength(1);
  });

  test("rejects a message that does not fit Zalo's limits", async () => {
    const { sender } = await openSender();
    expect(await sender.send(to, { type: "text", text: "x".repeat(2_001) }, "r1")).toEqual({
      outcome: "rejected",
      reason: "not sent: TextTooLongError",
    });
  });

  test("reports the limit that Zalo names, and waits after exceeding it", async () => {
    const now = () => 0;
    const { sender, limits } = await openSender({ requestsPerMinute: 1, now });
    expect(await outcome(sender)).toBe("sent");
    expect(await outcome(sender)).toBe("rate-limited");
    expect(limits).toEqual([1]);
  });
});
