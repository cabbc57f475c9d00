import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { readBroadcast } from "../../../src/notify/broadcasts/broadcast-store.ts";
import {
  approveBroadcast,
  cancelBroadcast,
} from "../../../src/notify/broadcasts/state-transitions.ts";
import { deliverNotifications } from "../../../src/notify/delivery/enqueue-notifications.ts";
import { freshDatabases } from "../../db/databases.ts";
import { catalog, createBroadcastFixture } from "./broadcast-fixture.ts";

const databases = await freshDatabases();
const start = new Date("2026-11-25T03:00:00Z");
const news = ["chat", "news"];

describe.each(databases)("the recipients of a broadcast, over $name", ({ settings, remove }) => {
  let database: Database;
  let fixture: ReturnType<typeof createBroadcastFixture>;
  const clock = { now: start };
  const advance = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };

  beforeAll(async () => {
    database = await openDatabase(settings);
    await database.jobs.declare(deliverNotifications);
    fixture = createBroadcastFixture(database, clock);
  }, 60_000);
  beforeEach(() => {
    advance(60_000);
    fixture.sent.splice(0);
  });
  afterEach(() => {
    expect(fixture.errors).toEqual([]);
  });

  afterAll(async () => {
    await fixture.broadcasts.close();
    await database.close();
    await remove();
  }, 60_000);

  test("get their own placeholder values, and are skipped if a value is missing", async () => {
    const promisedAt = new Date("2026-11-28T05:00:00Z");
    const {
      code,
      id: dossier,
      agency,
      author,
      sender,
    } = await fixture.addAgency(2, { promisedAt });
    const other = await fixture.dossiers.addFollowed(1, { purposes: news, sender });
    const audience = { kind: "dossiers" as const, dossiers: [dossier, other.id] };
    const text = "Hồ sơ {ma_ho_so} hẹn ngày {ngay_hen} tại {co_quan}.";
    const id = await fixture.addDraft(agency, author, { audience, text });
    const estimate = await fixture.estimate(id);
    expect(estimate).toMatchObject({ recipients: 3, unreachable: { "missing-value": 1 } });
    await fixture.submit(id, author);
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(fixture.sent).toHaveLength(2);
    expect(fixture.sent[0]?.message.text).toContain(
      `Hồ sơ ${code} hẹn ngày 28/11/2026 tại ${sender}.`,
    );
    expect(await fixture.progress(id)).toMatchObject({ skippedBy: { "missing-value": 1 } });
  });

  test("of a help point are the residents who asked about it", async () => {
    const { code, agency, author } = await fixture.addAgency(3);
    await database.db
      .insertInto("turn_fact")
      .values({
        id: `fact ${code}`,
        at: clock.now,
        channel: "zalo",
        flow: "find-point",
        step: "",
        outcome: "told",
        point: "diem-kp-23-24-binh-tien",
        resident_hash: fixture.hashResident({ user: `${code} 1` }),
      })
      .execute();
    for (const [point, recipients] of [
      ["diem-kp-23-24-binh-tien", 1],
      ["diem-kp6-ho-bieu-chanh", 0],
    ] as const) {
      const id = await fixture.addDraft(agency, author, { audience: { kind: "point", point } });
      const estimate = await fixture.estimate(id);
      expect(estimate.recipients).toBe(recipients);
      if (recipients === 0) expect(await fixture.submit(id, author)).toEqual({ result: "nobody" });
    }
  });

  test("are reached on all channels in turn, so that no platform waits for another", async () => {
    const { agency, author, second, sender } = await fixture.addAgency(60);
    await fixture.dossiers.addFollowed(60, { purposes: news, sender, channel: "messenger" });
    const id = await fixture.addDraft(agency, author);
    await fixture.submit(id, author);
    const { fingerprint } = (await readBroadcast(database.db, id)) ?? {};
    const approval = { fingerprint: fingerprint ?? "", by: second, now: clock.now };
    await approveBroadcast(database.db, id, approval);
    await fixture.deliverer({ "zalo-chat": fixture.ok, "messenger-chat": fixture.ok }).drain();
    expect(fixture.sent).toHaveLength(120);
    for (const half of [fixture.sent.slice(0, 60), fixture.sent.slice(60)]) {
      const onZalo = half.filter(({ route }) => route === "zalo-chat").length;
      expect(onZalo).toBeGreaterThan(10);
      expect(onZalo).toBeLessThan(50);
    }
  });

  test("are deleted if the broadcast is cancelled while the list is being written", async () => {
    const { agency, author } = await fixture.addAgency(4);
    const id = await fixture.addDraft(agency, author);
    let cancelled: Promise<boolean> | null = null;
    const sweep = () => fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    const submitted = await fixture.submitWithCatalog(
      { id, by: author, revision: 1, now: clock.now, onSubmitted: async () => undefined },
      // The catalogue is needed while the list is being written.
      () => {
        cancelled = cancelBroadcast(database.db, id).then(async (isDone) => {
          await sweep();
          return isDone;
        });
        return catalog;
      },
    );
    expect(await cancelled).toBe(true);
    expect(submitted).toEqual({ result: "changed" });
    await sweep();
    expect(fixture.sent).toEqual([]);
    expect(await fixture.lines(id)).toEqual([]);
    expect(await fixture.progress(id)).toMatchObject({
      state: "cancelled",
      waiting: 0,
      skipped: 0,
    });
  });

  test("of a trial are only the agency's own people, at their test addresses", async () => {
    const { agency, author, second } = await fixture.addAgency(7);
    const { testRecipients } = fixture.broadcasts;
    const { now } = clock;
    await testRecipients.add(database.db, author, { kind: "phone", address: "0987654321", now });
    await testRecipients.add(database.db, author, { kind: "phone", address: "0987654321", now });
    const code = await testRecipients.createPairingCode(database.db, second, now);
    const chat = { channel: "zalo", account: "oa", user: "me" } as const;
    const pair = () => database.transaction((tx) => testRecipients.pair(tx, code, chat, now));
    expect([await pair(), await pair()]).toEqual([true, false]);
    const id = await fixture.addDraft(agency, author, { isTrial: true, text: "Hồ sơ {ma_ho_so}" });
    expect(await fixture.submit(id, author)).toEqual({ result: "sending", recipients: 2 });
    await fixture.deliverer({ "zalo-chat": fixture.ok, sms: fixture.ok }).drain();
    expect(fixture.sent.map(({ route, to }) => [route, to]).sort()).toEqual([
      ["sms", "0987654321"],
      ["zalo-chat", "me"],
    ]);
    expect(fixture.sent[0]?.message.subject).toContain("[Tin thử]");

    const broadcast = (await readBroadcast(
      database.db,
      await fixture.addDraft(agency, author),
    )) as never;
    const [mine, again] = [
      await fixture.broadcasts.sendTest(broadcast, author, "click"),
      await fixture.broadcasts.sendTest(broadcast, author, "click"),
    ];
    expect(mine).toBe(again);
    await fixture.deliverer({ "zalo-chat": fixture.ok, sms: fixture.ok }).drain();
    expect(fixture.sent).toHaveLength(3);
  });

  test("are estimated by route and reason, with the sending time at the platform's pace", async () => {
    const { code, agency, author, sender } = await fixture.addAgency(40);
    await fixture.dossiers.addFollowed(1, { purposes: ["chat"], sender });
    await database.db
      .updateTable("follower")
      .set({ since: new Date("2026-01-01T00:00:00Z") })
      .where("user_id", "=", `${code} 0`)
      .execute();
    const id = await fixture.addDraft(agency, author);
    const estimate = await fixture.estimate(id, ["zalo-chat", "zalo-template"], 40);
    expect(estimate).toMatchObject({
      meant: 41,
      recipients: 40,
      byRoute: { "zalo-chat": 39 },
      unreachable: { "window closed": 1, "no consent": 1 },
    });
    expect(Math.round(estimate.sendingMs / 1_000)).toBe(62);
  });
});
