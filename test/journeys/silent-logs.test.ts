import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import type { Service } from "../../src/app/app.ts";
import { startHttpStandIn } from "../platforms/http-stand-in.ts";
import { testAccount } from "../platforms/zalo/accounts.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { freshDatabaseUrl } from "../servers/addresses.ts";
import { OnestopSystem, onestop } from "./onestop-system.ts";
import { monday, openService, Visitor } from "./open-service.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** Whatever happens to the service, its lines name nobody, and repeat nothing that anybody wrote. */
const databaseUrl = await freshDatabaseUrl();
const accessToken = "seeded-access-token";
const code = "000.00.16.H26-251122-7301";
const note = "Giấy chứng sinh nhòe con dấu";
const story = "vợ tôi là Lê Thị Mận mới sinh bé ở số 12 Lê Lợi";
const [right, wrong] = ["5678", "4329"];
const secrets = {
  name: /Trần|Thị|Sáu|Tran Thi|Mận|Lê Lợi/,
  phone: /912345678/,
  email: /sau@example/,
  digits: new RegExp(`\\b(?:${right}|${wrong})\\b`),
  code: /251122|H26/,
  note: /nhòe|con dấu/,
  words: /vợ tôi|mới sinh|khai sinh|chấm điểm/,
  credentials: new RegExp(
    `${onestop.password}|${accessToken}|${testAccount.appSecret}|gateway-token`,
  ),
};

describe("the log of a whole service", () => {
  const lines: string[] = [];
  let standIn: StandIn;
  let gateway: Awaited<ReturnType<typeof startHttpStandIn>>;
  let service: Service;
  let system: OnestopSystem;
  const startedAt = performance.now();
  let skippedMs = 0;
  const now = () => new Date(monday.getTime() + performance.now() - startedAt + skippedMs);

  beforeAll(async () => {
    standIn = await startZaloStandIn({ accessToken, now: () => now().getTime() });
    gateway = await startHttpStandIn(({ body }) => ({ status: 400, body: { refused: body } }));
    service = await openService(
      {
        LOG_LEVEL: "trace",
        ZALO_OA_ID: testAccount.oaId,
        ZALO_APP_ID: testAccount.appId,
        ZALO_APP_SECRET: testAccount.appSecret,
        ZALO_OA_SECRET_KEY: testAccount.oaSecretKey,
        ZALO_REFRESH_TOKEN: testAccount.refreshToken,
        ZALO_ACCESS_TOKEN: accessToken,
        ZALO_OPENAPI_URL: standIn.url,
        ZALO_OAUTH_URL: standIn.url,
        ZALO_ZNS_URL: gateway.url,
        ZALO_REQUESTS_PER_MINUTE: "0",
        SMS_URL: `${gateway.url}/sms`,
        SMS_TOKEN: "gateway-token",
        ONESTOP_USERNAME: onestop.username,
        ONESTOP_PASSWORD: onestop.password,
        ...(databaseUrl !== null && { DATABASE_URL: databaseUrl, SECRET_KEY: "s".repeat(32) }),
      },
      now,
      { write: (line) => lines.push(line) },
    );
    system = new OnestopSystem(service, now);
  }, 60_000);

  afterAll(async () => {
    await service.close();
    await standIn.close();
    await gateway.close();
  }, 30_000);

  const smsTried = async () => {
    const until = performance.now() + 10_000;
    const isTried = () => gateway.received.some(({ route }) => route === "POST /sms");
    while (!isTried() && performance.now() < until) await sleep(20);
    expect(isTried()).toBe(true);
  };

  test("holds no name, phone, code, note, digit or word through intake, following, pushes, refusals and failures", async () => {
    const bac = new ZaloResident(service, standIn, now);

    // Intake, right and wrong.
    await system.register(code, { Email: "sau@example.vn" });
    await expect(system.register(code, { NgayHenTra: "Trần Thị Sáu" })).rejects.toThrow();
    const post = (url: string, payload: string) =>
      service.app.inject({
        method: "POST",
        url,
        payload,
        headers: { "content-type": "application/json" },
      });
    await post("/integrations/onestop", `{"MaHoSo": "${code}", ${note}`);
    await post("/integrations/onestop/login", JSON.stringify({ ...onestop, password: story }));
    await post("/webhooks/zalo", JSON.stringify(events.text(story, bac.self)));
    await service.app.inject({ url: `/api/v1/search?q=${encodeURIComponent(story)}` });
    await service.app.inject({ url: `/stop/${code}` });

    // A talk that is handed over; following, with a wrong try; and words that nobody understands.
    await bac.say(story, /./);
    await bac.say("gặp người", "trả lời ngay tại đây");
    await bac.say(`theo dõi hồ sơ ${code}`, "4 số cuối");
    await bac.say(wrong, "chưa đúng");
    await bac.say(right, "Được tiếp nhận");
    await bac.say("đồng ý", "số điện thoại hoặc thư điện tử");
    await bac.say("có", "tin chung");
    await bac.say("không", "Bác cần gì nữa");
    await bac.rest();
    const visitor = new Visitor(service);
    await visitor.open();
    await visitor.say(story);

    // A push, one that every route refuses, and one while the platform fails.
    await system.step(code, "5", note);
    await bac.read(note);
    skippedMs += 60_000;
    standIn.refuse(bac.user, -230);
    await system.step(code, "4", note);
    await smsTried();
    standIn.refuse(bac.user, 0);
    for (const name of ["server-error", "garbage", "cut-before"] as const) {
      standIn.faults.set({ name, times: 1 });
      await bac.post(events.text(`${story} ${name}`, bac.self));
    }
    if (databaseUrl !== null)
      await withoutDeliveries(databaseUrl, () => system.step(code, "10", note));
    await bac.rest();

    expect(lines.length).toBeGreaterThan(20);
    expect(lines.some((line) => line.includes('"level":50'))).toBe(true);
    const told = lines.map((line) => {
      const { time: _time, pid: _pid, ms: _ms, ...rest } = JSON.parse(line);
      return JSON.stringify(rest);
    });
    for (const [what, secret] of Object.entries({ ...secrets, user: new RegExp(bac.user) })) {
      expect([what, told.filter((line) => secret.test(line))]).toEqual([what, []]);
    }
  }, 60_000);
});

/** While the record can't take what is new: what was to be stored is in the statement that fails. */
async function withoutDeliveries(url: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("alter table dossier_step rename to dossier_step_away");
    await work().catch(() => {});
    await client.query("alter table dossier_step_away rename to dossier_step");
  } finally {
    await client.end();
  }
}
