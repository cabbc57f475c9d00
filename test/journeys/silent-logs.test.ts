import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import type { Service } from "../../src/app/app.ts";
import { startHttpStandIn } from "../platforms/http-stand-in.ts";
import { testAccount } from "../platforms/zalo/accounts.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { freshDatabaseUrl } from "../servers/addresses.ts";
import { startClock } from "./clock.ts";
import { OnestopSystem, onestop, onestopSettings } from "./onestop-system.ts";
import { openService, Visitor } from "./open-service.ts";
import { zaloAccessToken, zaloSettings } from "./settings.ts";
import { waitUntil } from "./wait-until.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** Log lines never contain a name or anything that a resident or an official wrote, even on errors. */
const databaseUrl = await freshDatabaseUrl();
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
    `${onestop.password}|${zaloAccessToken}|${testAccount.appSecret}|gateway-token`,
  ),
};

describe("the log of a whole service", () => {
  const lines: string[] = [];
  let standIn: StandIn;
  let gateway: Awaited<ReturnType<typeof startHttpStandIn>>;
  let service: Service;
  let system: OnestopSystem;
  const { now, skip } = startClock();

  beforeAll(async () => {
    standIn = await startZaloStandIn({
      accessToken: zaloAccessToken,
      now: () => now().getTime(),
    });
    gateway = await startHttpStandIn(({ body }) => ({ status: 400, body: { refused: body } }));
    service = await openService(
      {
        LOG_LEVEL: "trace",
        ...zaloSettings(standIn.url),
        ZALO_ZNS_URL: gateway.url,
        SMS_URL: `${gateway.url}/sms`,
        SMS_TOKEN: "gateway-token",
        ...onestopSettings,
        ...(databaseUrl !== null && {
          DATABASE_URL: databaseUrl,
          SECRET_KEY: "0123456789abcdef0123456789abcdef",
        }),
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

  const untilSmsTried = () =>
    waitUntil(
      () => gateway.received.some(({ route }) => route === "POST /sms"),
      "the service to try an SMS",
    );

  test("contains no name, phone, code, note, digit or word after intake, pushes, refusals and failures", async () => {
    const bac = new ZaloResident(service, standIn, now);

    // Valid and invalid intake.
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

    // A hand-over, a subscription with one wrong attempt, and a message that is not understood.
    await bac.say(story, /./);
    await bac.say("gặp người", "trả lời ngay tại đây");
    await bac.say(`theo dõi hồ sơ ${code}`, "4 số cuối");
    await bac.say(wrong, "khớp cả mã và số");
    await bac.say(right, "Được tiếp nhận");
    await bac.say("đồng ý", "số điện thoại hoặc thư điện tử");
    await bac.say("có", "tin chung");
    await bac.say("không", "Bác cần gì nữa");
    await bac.rest();
    const visitor = new Visitor(service);
    await visitor.open();
    await visitor.say(story);

    // A push, a push that every channel refuses, and replies while the platform fails.
    await system.step(code, "5", note);
    await bac.read(note);
    skip({ minutes: 1 });
    standIn.refuse(bac.user, -230);
    await system.step(code, "4", note);
    await untilSmsTried();
    standIn.refuse(bac.user, 0);
    for (const name of ["server-error", "garbage", "cut-before"] as const) {
      standIn.faults.set({ name, times: 1 });
      await bac.post(events.text(`${story} ${name}`, bac.self));
    }
    if (databaseUrl !== null) {
      await withoutStepTable(databaseUrl, () => system.step(code, "10", note));
    }
    await bac.rest();

    expect(lines.length).toBeGreaterThan(20);
    expect(lines.some((line) => line.includes('"level":50'))).toBe(true);
    const contents = lines.map((line) => {
      const { time: _time, pid: _pid, ms: _ms, ...rest } = JSON.parse(line);
      return JSON.stringify(rest);
    });
    for (const [kind, secret] of Object.entries({ ...secrets, user: new RegExp(bac.user) })) {
      expect([kind, contents.filter((line) => secret.test(line))]).toEqual([kind, []]);
    }
  }, 60_000);
});

/** Runs the work while statements on the table of steps fail. Their errors contain the values to store. */
async function withoutStepTable(url: string, work: () => Promise<void>): Promise<void> {
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
