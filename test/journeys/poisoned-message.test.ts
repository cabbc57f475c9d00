import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import type { Service } from "../../src/app/app.ts";
import { wordingIn } from "../../src/wording/wording.ts";
import { updates } from "../platforms/messenger/events.ts";
import { type MetaStandIn, startMetaStandIn } from "../platforms/messenger/stand-in.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { freshDatabaseUrl } from "../servers/addresses.ts";
import { startClock } from "./clock.ts";
import { MessengerResident } from "./messenger-resident.ts";
import { OnestopSystem, onestopSettings } from "./onestop-system.ts";
import { openService, Visitor } from "./open-service.ts";
import { messengerSettings, zaloAccessToken, zaloSettings } from "./settings.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** A message whose turn fails whenever it is tried: the proof of a dossier that nothing opens any more, or a broken link. */
const databaseUrl = await freshDatabaseUrl();
const { failed } = wordingIn("vi").conversation;
const apology = failed.slice(0, 40);
const digits = "5678";
const linkCode = "#TR39";

if (databaseUrl === null) test.skip("needs PostgreSQL, to break what it holds", () => {});
else describe("a message that no turn can be run for", () => suite(databaseUrl));

function suite(postgres: string): void {
  const { now } = startClock();
  const lines: string[] = [];
  let folder: string;
  let zalo: StandIn;
  let meta: MetaStandIn;
  let service: Service;
  let outside: Client;

  const open = () =>
    openService(
      {
        ...zaloSettings(zalo.url),
        ...messengerSettings(meta.url),
        ...onestopSettings,
        DATA_DIR: folder,
        DATABASE_URL: postgres,
        SECRET_KEY: "0123456789abcdef".repeat(2),
        METRICS_TOKEN: "metrics-token-1",
        LOG_LEVEL: "info",
      },
      now,
      { write: (line) => lines.push(line) },
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "huong-dan-poisoned-"));
    zalo = await startZaloStandIn({ accessToken: zaloAccessToken, now: () => now().getTime() });
    meta = await startMetaStandIn();
    service = await open();
    outside = new Client({ connectionString: postgres });
    await outside.connect();
  }, 60_000);

  afterAll(async () => {
    await service.close();
    await outside.end();
    await zalo.close();
    await meta.close();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  /** A dossier whose phone nothing opens: whoever proves that it is theirs meets an error of ours. */
  const registerBroken = async (number: number) => {
    const code = `000.00.16.H26-251122-90${String(number).padStart(2, "0")}`;
    await new OnestopSystem(service, now).register(code);
    await outside.query("update dossier set phone_sealed = 'v1.AAAA' where code = $1", [code]);
    return code;
  };

  const journal = async () => {
    const headers = { authorization: "Bearer metrics-token-1" };
    const { body } = await service.app.inject({ url: "/metrics", headers });
    const of = (name: string) => Number(new RegExp(`${name} (\\d+)`).exec(body)?.[1]);
    return {
      waiting: of('huong_dan_journal\\{figure="waiting"\\}'),
      parked: of('huong_dan_journal\\{figure="parked"\\}'),
      failedMessages: of("huong_dan_failed_messages_total"),
    };
  };

  /** The log names the failure, and neither what was typed nor who typed it. */
  const expectLogged = (message: RegExp, user: string) => {
    const logged = lines.splice(0).map((line) => JSON.parse(line));
    expect(logged.filter(({ msg }) => message.test(msg))).toEqual([
      expect.objectContaining({
        level: 50,
        err: expect.objectContaining({ name: expect.any(String) }),
      }),
    ]);
    const contents = logged.map(({ time: _time, pid: _pid, ms: _ms, ...rest }) =>
      JSON.stringify(rest),
    );
    const secret = new RegExp(`\\b${digits}\\b|251122|912345678|Sáu|${user}`);
    expect(contents.filter((line) => secret.test(line))).toEqual([]);
  };

  test("on Zalo: one apology, an acknowledged event that never comes back, and an answer to what follows", async () => {
    const code = await registerBroken(1);
    const bac = new ZaloResident(service, zalo, now);
    await bac.say(`theo doi ho so ${code}`, "4 số cuối");
    const before = await journal();
    lines.splice(0);
    const event = events.text(digits, bac.self);
    expect(await bac.post(event)).toBe(200);
    await bac.read(apology);
    await bac.read("1800 1096");
    expect(await bac.post(event)).toBe(200);
    expect(await bac.rest()).toEqual([]);
    expect(await journal()).toEqual({
      waiting: 0,
      parked: before.parked + 1,
      failedMessages: before.failedMessages + 1,
    });
    expectLogged(/dead-lettered/, bac.user);
    await bac.say("menu", /./);

    // Neither the journal nor the platform brings it back to the next process.
    await bac.rest();
    await service.close();
    service = await open();
    expect((await journal()).waiting).toBe(0);
    const same = new ZaloResident(service, zalo, now);
    await same.say("đăng ký khai sinh", "người nước ngoài");
    expect(await bac.rest()).toEqual([]);
  }, 60_000);

  test("on Messenger: the same", async () => {
    const code = await registerBroken(2);
    const bac = new MessengerResident(service, meta, now);
    await bac.say(`theo doi ho so ${code}`, "4 số cuối");
    const before = await journal();
    lines.splice(0);
    const update = updates.text(digits, bac.self);
    expect(await bac.post(update)).toBe(200);
    await bac.read(apology);
    await bac.read("1800 1096");
    expect(await bac.post(update)).toBe(200);
    expect(await bac.rest()).toEqual([]);
    expect(await journal()).toEqual({
      ...before,
      waiting: 0,
      parked: before.parked + 1,
      failedMessages: before.failedMessages + 1,
    });
    expectLogged(/dead-lettered/, bac.user);
    await bac.say("menu", /./);
    await bac.say("đăng ký khai sinh", "người nước ngoài");
  }, 60_000);

  test("on the web page: the same, and the digits are not shown", async () => {
    const code = await registerBroken(3);
    const bac = new Visitor(service);
    await bac.open();
    await bac.say(`theo doi ho so ${code}`);
    const before = await journal();
    lines.splice(0);
    const texts = async (text: string) => (await bac.say(text)).map((message) => message.text);
    const answer = await texts(digits);
    expect(answer.slice(0, 2)).toEqual(["••••", failed]);
    expect((await journal()).failedMessages).toBe(before.failedMessages + 1);
    expectLogged(/visitor got an apology/, "never in a log");
    expect((await texts("menu")).length).toBeGreaterThan(1);
    expect((await texts("đăng ký khai sinh")).join()).toContain("người nước ngoài");
  }, 60_000);

  test("a typed code that cannot be looked up, on all three", async () => {
    await outside.query("alter table chat_link rename to away");
    const onZalo = new ZaloResident(service, zalo, now);
    await onZalo.say(linkCode, apology);
    const onMessenger = new MessengerResident(service, meta, now);
    await onMessenger.say(linkCode, apology);
    const onPage = new Visitor(service);
    await onPage.open();
    expect((await onPage.say(linkCode)).map(({ text }) => text)).toContain(failed);
    expect((await journal()).waiting).toBe(0);
    await outside.query("alter table away rename to chat_link");
    await onZalo.say("đăng ký khai sinh", "người nước ngoài");
    await onMessenger.say("đăng ký khai sinh", "người nước ngoài");
    expect((await onPage.say("đăng ký khai sinh")).length).toBeGreaterThan(1);
  }, 60_000);
}
