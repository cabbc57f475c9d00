import { afterEach, expect, test } from "@jest/globals";
import { createSmsRoute, toInternationalPhone } from "../../../src/channels/sms/gateway.ts";
import { type Reply, startHttpStandIn } from "../../platforms/http-stand-in.ts";
import { pushMessage } from "../push-message.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function gateway(reply: Reply | null) {
  const standIn = await startHttpStandIn(() => reply);
  closing.push(standIn.close);
  const route = createSmsRoute({ url: `${standIn.url}/send`, token: "secret" });
  const send = (to = "0912 345 678") => route.send({ account: "", to }, pushMessage);
  return { ...standIn, send };
}

test("a message goes out short, with our id, to the number as gateways write it", async () => {
  const { send, received } = await gateway({ status: 202, body: { id: 9 } });
  expect(await send()).toEqual({ outcome: "sent", platformId: "9" });
  expect(received).toMatchObject([
    { route: "POST /send", body: { to: "84912345678", text: pushMessage.short, id: "hd-7" } },
  ]);
});

test.each<[Reply | null, object]>([
  [
    { status: 429, headers: { "retry-after": "7" } },
    { outcome: "rate-limited", ms: 7_000 },
  ],
  [{ status: 429 }, { outcome: "rate-limited", ms: 10_000 }],
  [{ status: 500 }, { outcome: "retry" }],
  [{ status: 401 }, { outcome: "account-blocked" }],
  [{ status: 422 }, { outcome: "rejected" }],
  [null, { outcome: "unknown" }],
])("an answer of %j is understood", async (reply, result) => {
  const { send } = await gateway(reply);
  expect(await send()).toMatchObject(result);
});

test("nothing goes to what is no mobile number, and a gateway that is away is tried again", async () => {
  const { send, received, close } = await gateway({});
  expect(await send("028 3829 1055")).toMatchObject({ outcome: "rejected" });
  expect(received).toEqual([]);
  await close();
  closing.splice(0);
  expect(await send()).toMatchObject({ outcome: "retry" });
});

test.each([
  ["0912345678", "84912345678"],
  ["+84 912.345.678", "84912345678"],
  ["0084912345678", "84912345678"],
  ["0212345678", null],
  ["", null],
])("%s as gateways write it is %s", (typed, phone) => {
  expect(toInternationalPhone(typed)).toBe(phone);
});
