import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { parse } from "yaml";
import { makeBackup } from "../../src/cli/backup/make-backup.ts";
import { openBreakableProxy } from "../bot/store/breakable-proxy.ts";
import { startClock } from "../journeys/clock.ts";
import { OnestopSystem, onestopSettings } from "../journeys/onestop-system.ts";
import { openService } from "../journeys/open-service.ts";
import { emptyRedis, zaloAccessToken, zaloSettings } from "../journeys/settings.ts";
import { waitUntil } from "../journeys/wait-until.ts";
import { ZaloResident } from "../journeys/zalo-resident.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { freshDatabaseUrl, realRedisUrl } from "../servers/addresses.ts";
import { evaluateAlerts, type Observation, promtool } from "./promtool.ts";

/** Each alert is raised by the metrics of the built service in the state that it is about, and not before. */

const redisUrl = realRedisUrl();
const databaseUrl = await freshDatabaseUrl();
const rules: { groups: { rules: { alert: string }[] }[] } = parse(
  readFileSync("ops/prometheus/alerts.yml", "utf8"),
);
const alertNames = rules.groups.flatMap((group) => group.rules.map(({ alert }) => alert));
const hourMs = 3_600_000;
const secretKey = "0123456789abcdef".repeat(2);

if (promtool === null || redisUrl === null || databaseUrl === null) {
  const missing = { promtool, redisUrl, databaseUrl };
  test.skip(`needs promtool, Redis and PostgreSQL: ${JSON.stringify(missing)}`, () => {});
} else {
  describe("alert rules", () => suite(redisUrl, databaseUrl));
}

function suite(redis: string, postgres: string): void {
  const { now, skip } = startClock();
  const observations: Observation[] = [];
  const closing: (() => Promise<unknown> | unknown)[] = [];
  let standIn: StandIn;
  let service: Awaited<ReturnType<typeof openService>>;
  let outside: Client;

  beforeAll(async () => {
    standIn = await startZaloStandIn({
      accessToken: zaloAccessToken,
      now: () => now().getTime(),
      quota: { quota_type: "sub_quota", remain: "12" },
    });
    closing.push(() => standIn.close());
    service = await openService(
      {
        ...zaloSettings(standIn.url),
        ...onestopSettings,
        DATABASE_URL: postgres,
        SECRET_KEY: secretKey,
        METRICS_TOKEN: "metrics-token-1",
        QUIET_HOURS: "off",
        LOG_LEVEL: "silent",
      },
      now,
    );
    closing.push(() => service.close());
    outside = new Client({ connectionString: postgres });
    await outside.connect();
    closing.push(() => outside.end());
    await new ZaloResident(service, standIn, now).say("xin chào", /./);
  }, 60_000);

  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  }, 30_000);

  let scrapes = 0;
  const scrape = async (from = service) => {
    scrapes += 1;
    const { statusCode, body } = await from.app.inject({
      url: "/metrics",
      headers: { authorization: "Bearer metrics-token-1" },
      // One address may scrape only so often a minute.
      remoteAddress: `198.51.100.${scrapes % 250}`,
    });
    expect(statusCode).toBe(200);
    return body;
  };

  /** Brings the service into the state, and back. A state that passes quickly gives its metrics itself. */
  const observe = async (
    alert: string,
    enter: () => Promise<unknown>,
    leave: () => Promise<unknown> = async () => {},
    from = service,
  ) => {
    const before = await scrape(from);
    const entered = await enter();
    const during = typeof entered === "string" ? entered : await scrape(from);
    await leave();
    observations.push({ alert, before, during });
  };

  let signIns = 0;
  /** Another person at another address each time, so that no limit of attempts is reached. */
  const signIn = () => {
    signIns += 1;
    return service.app.inject({
      method: "POST",
      url: "/desk/sign-in",
      payload: { username: `nobody-${signIns}`, password: "wrong password" },
      remoteAddress: `203.0.113.${signIns % 250}`,
    });
  };

  test("somebody who guesses passwords", async () => {
    await observe("HuongDanWrongAttempts", async () => {
      for (let times = 0; times < 110; times += 1) expect((await signIn()).statusCode).toBe(422);
    });
  }, 60_000);

  const write = async (text: string) => {
    const bac = new ZaloResident(service, standIn, now);
    expect(await bac.post(events.text(text, bac.self))).toBe(200);
    return bac;
  };

  test("a thread that is held", async () => {
    // Each scrape begins a new measurement: what the tests before did is not part of this one.
    await scrape();
    await sleep(100);
    await observe("HuongDanEventLoopBlocked", async () => {
      for (let times = 0; times < 3; times += 1) {
        const until = performance.now() + 900;
        while (performance.now() < until);
        await sleep(20);
      }
    });
  });

  test("answers with errors of ours", async () => {
    await observe(
      "HuongDanErrorAnswers",
      async () => {
        await outside.query("alter table desk_account rename to away");
        for (let times = 0; times < 25; times += 1) {
          expect((await signIn()).statusCode).toBeGreaterThanOrEqual(500);
        }
      },
      () => outside.query("alter table away rename to desk_account"),
    );
  });

  test("a pool without a free connection", async () => {
    let answers: Promise<unknown> = Promise.resolve();
    const isWaiting = (metrics: string) => /state="waiting"\} [1-9]/.test(metrics);
    await waitUntil(async () => !isWaiting(await scrape()), "the statements of the tests before");
    await observe(
      "HuongDanDatabasePoolExhausted",
      async () => {
        await outside.query("begin");
        await outside.query("lock table desk_account in access exclusive mode");
        answers = Promise.all(Array.from({ length: 25 }, signIn));
        let metrics = "";
        await waitUntil(async () => {
          metrics = await scrape();
          return isWaiting(metrics);
        }, "statements that wait");
        return metrics;
      },
      async () => {
        await outside.query("rollback");
        await answers;
      },
    );
  });

  test("replies that the platform refuses", async () => {
    await observe("HuongDanRepliesDeadLettered", async () => {
      for (let times = 0; times < 15; times += 1) {
        const bac = new ZaloResident(service, standIn, now);
        standIn.refuse(bac.user, -213);
        await bac.post(events.text("xin chào", bac.self));
      }
      const count = /huong_dan_replies_dead_lettered (\d+)/;
      await waitUntil(async () => Number(count.exec(await scrape())?.[1]) >= 15, "dead letters");
    });
  });

  test("a quota that ends soon", async () => {
    const code = "000.00.16.H26-251122-0001";
    const system = new OnestopSystem(service, now);
    await observe("HuongDanQuotaLow", async () => {
      await system.register(code);
      const bac = new ZaloResident(service, standIn, now);
      await bac.say(`theo doi ho so ${code}`, "4 số cuối");
      await bac.say("5678", "ngừng thông báo");
      await bac.say("dong y", "Cháu đã ghi nhận");
      await system.step(code, "5", "Thiếu bản chính");
      await bac.read("Yêu cầu bổ sung giấy tờ");
      await waitUntil(async () => (await scrape()).includes("huong_dan_quota_remaining{"), "quota");
    });
  });

  test("an event that no turn can be run for", async () => {
    const code = "000.00.16.H26-251122-0002";
    await new OnestopSystem(service, now).register(code);
    const bac = new ZaloResident(service, standIn, now);
    await bac.say(`theo doi ho so ${code}`, "4 số cuối");
    await observe("HuongDanEventsDeadLettered", async () => {
      // Whatever is sealed and no longer opens, such as under a wrong key.
      await outside.query("update dossier set phone_sealed = 'v1.AAAA' where code = $1", [code]);
      await bac.post(events.text("5678", bac.self));
      await waitUntil(async () => /figure="parked"\} [1-9]/.test(await scrape()), "the event");
    });
  });

  const insertDelivery = (state: string, dueAt: Date, number: number) =>
    outside.query(
      `with event as (
         insert into status_event (dossier_id, kind, identity, created_at)
         select id, 'step', $1, $2::timestamptz from dossier limit 1 returning id)
       insert into delivery (event_id, follower_id, state, due_at, claimed_until)
       select event.id, (select id from follower limit 1), $3, $2, $4::timestamptz from event`,
      [`alert ${number}`, dueAt, state, new Date(now().getTime() + hourMs)],
    );

  test("notifications that nobody sends", async () => {
    const tenMinutesAgo = new Date(now().getTime() - 10 * 60_000);
    await observe(
      "HuongDanNotificationsOverdue",
      () => insertDelivery("waiting", tenMinutesAgo, 0),
      () => outside.query("delete from delivery where state = 'waiting'"),
    );
  });

  test("notifications that no route can carry", async () => {
    await observe("HuongDanNotificationsDeadLettered", async () => {
      for (let number = 1; number <= 25; number += 1) await insertDelivery("parked", now(), number);
    });
  });

  test("a daily job that failed", async () => {
    const insert = `insert into pgboss.job (name, data, retry_limit) values ('delete-old-turn-facts', '{}', 0)`;
    await observe(
      "HuongDanJobFailed",
      async () => {
        await outside.query("alter table turn_fact rename to away");
        await outside.query(insert);
        const failed = /huong_dan_job_failed\{job="delete-old-turn-facts"\} 1/;
        await waitUntil(async () => failed.test(await scrape()), "the failed job");
      },
      () => outside.query("alter table away rename to turn_fact"),
    );
  });

  test("a daily job that did not run", async () => {
    await observe("HuongDanJobLate", () =>
      outside.query("update pgboss.schedule set created_on = now() - interval '27 hours'"),
    );
  });

  test("replies that are not sent", async () => {
    await observe(
      "HuongDanRepliesOverdue",
      async () => {
        standIn.faults.set({ name: "hang", ms: 6_000 });
        await write("xin chào");
        await sleep(100);
        skip({ minutes: 10 });
      },
      async () => standIn.faults.clear(),
    );
  });

  test("a token that is not renewed", async () => {
    await observe(
      "HuongDanTokenNotRenewed",
      async () => {
        standIn.faults.set({ name: "server-error", on: "token" });
        skip({ hours: 23 });
      },
      async () => standIn.faults.clear(),
    );
  });

  test("a token that the platform refuses to renew", async () => {
    await observe("HuongDanTokenRefused", async () => {
      standIn.tokens.consent(now().getTime());
      await write("xin chào");
      const refused = /huong_dan_token_refused\{channel="zalo"\} 1/;
      await waitUntil(async () => refused.test(await scrape()), "the refusal");
    });
  });

  test("an account that is blocked, then a turn store that is away, then events in the journal", async () => {
    await emptyRedis(redis);
    const proxy = await openBreakableProxy(redis);
    closing.push(() => proxy.close());
    const zalo = await startZaloStandIn({
      accessToken: zaloAccessToken,
      now: () => now().getTime(),
    });
    closing.push(() => zalo.close());
    const onRedis = await openService(
      {
        ...zaloSettings(zalo.url),
        REDIS_URL: proxy.url,
        METRICS_TOKEN: "metrics-token-1",
        LOG_LEVEL: "silent",
      },
      now,
    );
    closing.push(() => onRedis.close());
    const bac = new ZaloResident(onRedis, zalo, now);
    await observe(
      "HuongDanAccountBlocked",
      async () => {
        zalo.refuse(bac.user, -204);
        await bac.post(events.text("xin chào", bac.self));
        const blocked = /figure="blocked"\} 1/;
        await waitUntil(async () => blocked.test(await scrape(onRedis)), "the block");
      },
      undefined,
      onRedis,
    );
    const silence = async () => proxy.fallSilent();
    const speak = async () => proxy.speakAgain();
    await observe(
      "HuongDanPartNotReady",
      async () => {
        await silence();
        // Readiness is remembered for two seconds.
        const isNotReady = /huong_dan_ready\{[^}]*\} 0/;
        await waitUntil(async () => isNotReady.test(await scrape(onRedis)), "the store to be away");
      },
      speak,
      onRedis,
    );
    await observe(
      "HuongDanJournalInUse",
      async () => {
        await silence();
        expect(await bac.post(events.text("xin chào", bac.self))).toBe(200);
      },
      speak,
      onRedis,
    );
  }, 60_000);

  test("a backup that was not made for more than a day, then none at all", async () => {
    const folder = await mkdtemp(join(tmpdir(), "huong-dan-alerts-backup-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    await makeBackup(folder, { config: service.config, secretKey, version: "test", now });
    await observe("HuongDanBackupLate", async () => skip({ hours: 27 }));
    await observe("HuongDanBackupMissing", () => rm(join(service.config.dataDir, "last-backup")));
  }, 60_000);

  test("a service that is gone", async () => {
    observations.push({
      alert: "HuongDanServiceDown",
      before: await scrape(),
      during: "",
    });
  });

  test("every alert was raised by its state and by nothing before it", async () => {
    expect(observations.map(({ alert }) => alert).toSorted()).toEqual(alertNames.toSorted());
    expect(await evaluateAlerts(observations)).toContain("SUCCESS");
  }, 60_000);
}
