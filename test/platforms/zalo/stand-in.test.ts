import { afterEach, describe, expect, test } from "@jest/globals";
import { listen, readBody } from "../http-server.ts";
import { controlOf } from "./control.ts";
import { events } from "./events.ts";
import { type StandIn, type StandInOptions, startZaloStandIn } from "./stand-in.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((standIn) => standIn.close()));
});

async function start(options: StandInOptions = {}) {
  const standIn: StandIn = await startZaloStandIn({
    accessToken: "living",
    extra: controlOf(() => standIn),
    ...options,
  });
  open.push(standIn);
  const send = async (
    body: object,
    headers: Record<string, string> = { access_token: "living" },
  ) => {
    const answer = await fetch(`${standIn.url}/v3.0/oa/message/cs`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const { error } = Object(await answer.json());
    return error;
  };
  const refresh = async (refreshToken: string, secretKey = standIn.account.appSecret) => {
    const answer = await fetch(`${standIn.url}/v4/oa/access_token`, {
      method: "POST",
      headers: { secret_key: secretKey },
      body: new URLSearchParams({
        refresh_token: refreshToken,
        app_id: standIn.account.appId,
        grant_type: "refresh_token",
      }),
    });
    return { status: answer.status, body: Object(await answer.json()) };
  };
  const control = (method: string, path: string, body?: object) =>
    fetch(`${standIn.url}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  return { standIn, send, refresh, control };
}

const message = (text: string, buttons: readonly object[] = []) => ({
  recipient: { user_id: "1" },
  message: {
    text,
    ...(buttons.length > 0 && { attachment: { type: "template", payload: { buttons } } }),
  },
});
const button = (title: string, payload = "#x") => ({ title, type: "oa.query.hide", payload });

describe("Zalo's stand-in", () => {
  test.each<[string, object, number]>([
    ["a text of 2,000 characters", message("x".repeat(2_000)), 0],
    ["one more", message("x".repeat(2_001)), -210],
    ["decomposed accents", message("ạ".normalize("NFD")), -210],
    [
      "five buttons",
      message(
        "?",
        Array.from({ length: 5 }, () => button("a")),
      ),
      0,
    ],
    [
      "six buttons",
      message(
        "?",
        Array.from({ length: 6 }, () => button("a")),
      ),
      -210,
    ],
    ["a title of 101 characters", message("?", [button("a".repeat(101))]), -210],
    ["a payload of 1,001 characters", message("?", [button("a", "x".repeat(1_001))]), -210],
    ["no text", message(""), -201],
    ["an unknown field", { ...message("x"), tag: "y" }, -201],
    ["a user id that is a number", { ...message("x"), recipient: { user_id: 1 } }, -201],
  ])("accepts or refuses as Zalo does: %s", async (_what, body, code) => {
    const { send, standIn } = await start();
    expect(await send(body)).toBe(code);
    expect(standIn.ledger.entries).toHaveLength(code === 0 ? 1 : 0);
  });

  test("accepts only the valid access token in its own header", async () => {
    let time = 0;
    const { send } = await start({ now: () => time });
    expect(await send(message("x"), { authorization: "Bearer living" })).toBe(-216);
    expect(await send(message("x"), { access_token: "other" })).toBe(-216);
    expect(await send(message("x"))).toBe(0);
    time = 25 * 3_600_000;
    expect(await send(message("x"))).toBe(-220);
  });

  test("accepts a refresh token once, and ends the access token before it", async () => {
    const { send, refresh, standIn } = await start();
    const first = await refresh("first-refresh-token");
    expect(first.body).toMatchObject({ access_token: "access-token-1", expires_in: "90000" });
    expect(await refresh("first-refresh-token")).toMatchObject({
      status: 200,
      body: { error: -118 },
    });
    expect(await refresh("refresh-token-1", "wrong")).toMatchObject({ body: { error: -14004 } });
    expect(await send(message("x"))).toBe(-216);
    expect(await send(message("x"), { access_token: "access-token-1" })).toBe(0);
    expect(standIn.tokens).toMatchObject({ refreshes: 1, refused: 2 });
  });

  test("refuses more requests than the package allows until the next minute", async () => {
    let time = 0;
    const { send } = await start({ requestsPerMinute: 1, now: () => time });
    expect(await send(message("x"))).toBe(0);
    expect(await send(message("x"))).toBe(-32);
    time = 60_000;
    expect(await send(message("x"))).toBe(0);
  });

  test("takes faults from another process, which can read the ledger", async () => {
    const { send, control } = await start();
    await control("POST", "/fault", { name: "rate-limit", times: 1 });
    expect(await send(message("x"))).toBe(-32);
    expect(await send(message("Một"))).toBe(0);
    expect(await send(message("Hai"))).toBe(0);
    const page = await (await control("GET", "/ledger?from=1")).json();
    expect(page).toMatchObject({ entries: [{ user: "1", text: "Hai" }] });
    expect(await (await control("GET", "/ledger/count")).json()).toEqual({ count: 2 });
    expect((await control("POST", "/fault", { name: "no such fault" })).status).toBe(400);
    await control("POST", "/token/expire");
    expect(await send(message("x"))).toBe(-220);
  });

  test("records every exchange in order", async () => {
    const told: string[] = [];
    const service = await listen((request, response) => {
      readBody(request, () => response.end());
    }, 0);
    open.push(service);
    const { standIn, send } = await start({
      webhookUrl: service.url,
      onExchange: ({ type, status }) => told.push(`${type} ${status}`),
    });
    expect(await standIn.deliver(events.text("chào"))).toBe(200);
    await send(message("Chào bác"));
    standIn.faults.set({ name: "cut-before", times: 1 });
    await expect(send(message("Chào bác"))).rejects.toThrow();
    expect(told).toEqual(["webhook 200", "call 200", "call null"]);
    expect(standIn.exchange.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test("applies a fault once, lists the waiting faults, and clears them on request", async () => {
    const { standIn, send } = await start();
    standIn.faults.set({ name: "expired-token", times: 1 });
    expect(standIn.faults.waiting).toEqual([{ name: "expired-token", times: 1 }]);
    expect(await send(message("x"))).toBe(-220);
    expect(standIn.faults.waiting).toEqual([]);
    expect(await send(message("x"))).toBe(0);
    standIn.faults.set({ name: "rate-limit" });
    standIn.faults.clear();
    expect(standIn.faults.waiting).toEqual([]);
  });

  test("posts an echo and a receipt as Zalo does, and records a form by its fields", async () => {
    const arrived: unknown[] = [];
    const both = Promise.withResolvers<void>();
    const service = await listen((request, response) => {
      readBody(request, (body) => {
        arrived.push(JSON.parse(body));
        response.end();
        if (arrived.length === 2) both.resolve();
      });
    }, 0);
    open.push(service);
    const { standIn, send, refresh } = await start({ webhookUrl: service.url, echoes: true });
    await send(message("Chào bác"));
    await both.promise;
    const { oaId } = standIn.account;
    expect(arrived).toMatchObject([
      { event_name: "oa_send_text", sender: { id: oaId }, message: { text: "Chào bác" } },
      { event_name: "user_received_message", recipient: { id: "1" } },
    ]);
    await refresh("first-refresh-token");
    expect(standIn.exchange.entries.at(-1)).toMatchObject({
      path: "/v4/oa/access_token",
      body: { grant_type: "refresh_token", refresh_token: "first-refresh-token" },
    });
  });
});
