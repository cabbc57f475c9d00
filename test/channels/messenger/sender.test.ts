import { afterEach, describe, expect, test } from "@jest/globals";
import { createGraphClient } from "../../../src/channels/messenger/client.ts";
import { createEchoLog } from "../../../src/channels/messenger/echoes.ts";
import { messengerErrors } from "../../../src/channels/messenger/errors.ts";
import { createMessengerSender } from "../../../src/channels/messenger/sender.ts";
import {
  serialiseUtility,
  serialiseUtilityAsAttachment,
  type UtilitySerialiser,
  type UtilityTemplate,
} from "../../../src/channels/messenger/utility.ts";
import type { Message } from "../../../src/wording/message.ts";
import { testPage } from "../../platforms/messenger/accounts.ts";
import type { Fault } from "../../platforms/messenger/faults.ts";
import { type MetaStandInOptions, startMetaStandIn } from "../../platforms/messenger/stand-in.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((standIn) => standIn.close()));
});

const to = { account: testPage.pageId, user: "5000000000000001" };
const hello: Message = { type: "text", text: "Chào bác" };

async function openSender(
  options: MetaStandInOptions = {},
  {
    serialise = serialiseUtility,
    appSecret = testPage.appSecret,
  }: { readonly serialise?: UtilitySerialiser; readonly appSecret?: string } = {},
) {
  const standIn = await startMetaStandIn(options);
  open.push(standIn);
  const echoes = createEchoLog();
  const refusals: unknown[] = [];
  const sender = createMessengerSender({
    client: createGraphClient({ ...testPage, graphUrl: standIn.url, appSecret }),
    echoes,
    serialise,
    onRefusal: (error, trace) => refusals.push({ ...error, trace }),
  });
  const outcome = async () => (await sender.send(to, hello, "r1")).outcome;
  return { standIn, sender, outcome, echoes, refusals };
}

describe("sending on Messenger", () => {
  test("sends a message once, with our id, and returns Meta's id", async () => {
    const { sender, standIn } = await openSender();
    const result = await sender.send(to, hello, "r1");
    expect(result).toEqual({ outcome: "sent", platformId: "m_sent_1" });
    expect(standIn.ledger.entries).toMatchObject([
      { user: to.user, text: "Chào bác", metadata: "hd:r1", messagingType: "RESPONSE" },
    ]);
    // The stand-in accepted it, so the token was in the header and its proof was right.
    expect(JSON.stringify(standIn.exchange.entries)).not.toContain(testPage.pageToken);
  });

  test.each<[string, Fault, object, number]>([
    ["HTTP 429", { name: "too-many-requests" }, { outcome: "rate-limited", ms: 1_000 }, 0],
    ["code 4", { name: "rate-limit" }, { outcome: "rate-limited", ms: 10_000 }, 0],
    ["code 613", { name: "rate-limit-613" }, { outcome: "rate-limited" }, 0],
    [
      "80006 with minutes to wait",
      { name: "business-rate-limit" },
      { outcome: "rate-limited", ms: 120_000 },
      0,
    ],
    ["code 2", { name: "transient" }, { outcome: "retry", maxTries: 6 }, 0],
    ["HTTP 500", { name: "server-error" }, { outcome: "retry" }, 0],
    ["a dead token", { name: "dead-token" }, { outcome: "account-blocked" }, 0],
    ["garbage", { name: "garbage" }, { outcome: "unknown" }, 0],
    ["a connection cut before", { name: "cut-before" }, { outcome: "unknown" }, 0],
    ["a connection cut after", { name: "cut-after" }, { outcome: "unknown" }, 1],
  ])("reports the right outcome after %s", async (_what, fault, expected, recorded) => {
    const { sender, outcome, standIn } = await openSender();
    standIn.faults.set({ ...fault, times: 1 });
    expect(await sender.send(to, hello, "r1")).toMatchObject(expected);
    expect(standIn.ledger.entries).toHaveLength(recorded);
    expect(await outcome()).toBe("sent");
  });

  const expected: Record<string, string> = {
    "retry-briefly": "retry",
    "rate-limited-long": "rate-limited",
    "resident-or-page": "retry",
  };
  test.each(messengerErrors.map((row) => [row.code, row.subcode, row.action] as const))(
    "answers the error %p/%p with the action %s",
    async (code, subcode, action) => {
      const { sender, standIn, refusals } = await openSender();
      standIn.refuse(to.user, code, subcode);
      const result = await sender.send(to, hello, "r1");
      expect(result.outcome).toBe(expected[action] ?? action);
      expect(result).toMatchObject({ reason: expect.stringContaining(`${code}`) });
      expect(refusals).toMatchObject([{ code, trace: "AStandInTrace" }]);
      expect(standIn.ledger.entries).toEqual([]);
    },
  );

  test.each([
    [551, 1545041, "rejected"],
    [10, 2018300, "retry"],
    [2018300, undefined, "retry"],
    [613, 2534040, "rate-limited"],
    [190, 460, "account-blocked"],
    [99_999, undefined, "retry"],
  ])("treats the unlisted subcode %p/%p like its code: %s", async (code, subcode, outcome) => {
    const { sender, standIn } = await openSender();
    standIn.refuse(to.user, code, subcode);
    expect((await sender.send(to, hello, "r1")).outcome).toBe(outcome);
  });

  test.each([
    [10, undefined],
    [200, undefined],
    [200, 2018999],
  ])(
    "holds up only the resident whom the error %p/%p refuses, and the Page only after three",
    async (code, subcode) => {
      const { sender, standIn } = await openSender();
      const send = async (n: number) =>
        (await sender.send({ ...to, user: `500000000000000${n}` }, hello, `r${n}`)).outcome;
      for (const n of [1, 2, 3, 4]) standIn.refuse(`500000000000000${n}`, code, subcode);
      expect([await send(1), await send(1), await send(1), await send(2)]).toEqual(
        Array.from({ length: 4 }, () => "retry"),
      );
      expect(await send(9)).toBe("sent");
      expect([await send(1), await send(2), await send(3), await send(4)]).toEqual([
        "retry",
        "retry",
        "account-blocked",
        "account-blocked",
      ]);
    },
  );

  test("blocks the account after a wrong app secret, although its code is that of a bad message", async () => {
    const { sender } = await openSender({}, { appSecret: "wrong" });
    expect(await sender.send(to, hello, "r1")).toMatchObject({
      outcome: "account-blocked",
      reason: expect.stringContaining("MESSENGER_APP_SECRET"),
    });
  });

  test("reports a message as not sent if Meta cannot be reached", async () => {
    const { outcome, standIn } = await openSender();
    await standIn.close();
    expect(await outcome()).toBe("retry");
  });

  test("does not send a message again once its echo has come", async () => {
    const { sender, outcome, standIn, echoes } = await openSender();
    standIn.faults.set({ name: "cut-after", times: 1 });
    expect(await outcome()).toBe("unknown");
    echoes.add("r1");
    expect(await sender.send(to, hello, "r1")).toEqual({ outcome: "sent", platformId: null });
    expect(standIn.ledger.entries).toHaveLength(1);
  });

  test("rejects a reply more than a day after the resident's last message, with its reason", async () => {
    let time = Date.UTC(2026, 10, 23);
    const { sender, standIn } = await openSender({ keepsWindow: true, now: () => time });
    standIn.heard(to.user);
    expect((await sender.send(to, hello, "r1")).outcome).toBe("sent");
    time += 24 * 3_600_000;
    expect(await sender.send(to, hello, "r2")).toEqual({
      outcome: "rejected",
      reason: "Meta answered 10/2018278: outside the 24-hour window",
    });
  });

  test("rejects a message that does not fit Messenger's limits", async () => {
    const { sender } = await openSender();
    expect(await sender.send(to, { type: "text", text: "x".repeat(2_000) }, "r1")).toEqual({
      outcome: "rejected",
      reason: "not sent: TextTooLongError",
    });
  });
});

describe("a utility template", () => {
  const template: UtilityTemplate = {
    name: "dossier_status",
    language: "vi",
    body: [{ text: "…0123" }, { name: "status", text: "đã có kết quả" }],
    buttons: [
      { type: "postback", payload: "MENU" },
      { type: "url", url: "ho-so" },
    ],
  };

  test.each([
    ["as documented", serialiseUtility],
    ["as an attachment", serialiseUtilityAsAttachment],
  ])("is sent outside the 24-hour window, %s", async (_what, serialise) => {
    const { sender, standIn } = await openSender({ keepsWindow: true }, { serialise });
    standIn.approve("dossier_status");
    expect((await sender.sendUtility(to, template, "n1")).outcome).toBe("sent");
    const [entry] = standIn.ledger.entries;
    expect(entry).toMatchObject({ messagingType: "UTILITY", metadata: "hd:n1" });
    expect(JSON.stringify(entry?.message)).toContain("đã có kết quả");
  });

  test("is rejected if it is not approved", async () => {
    const { sender } = await openSender();
    expect((await sender.sendUtility(to, template, "n1")).outcome).toBe("rejected");
  });
});
