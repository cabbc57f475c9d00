import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import type { Database } from "../../src/db/open.ts";
import type { Colleague } from "../../src/notify/inbox/conversation.ts";
import type { Inbox } from "../../src/notify/inbox/inbox.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { monday, openService, Visitor } from "./open-service.ts";
import { eachConversationStore, eachDatabase, zaloAccessToken, zaloSettings } from "./settings.ts";
import { waitUntil } from "./wait-until.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** Residents ask for a person, and colleagues answer them from the inbox. */
const [memory, redis = memory] = eachConversationStore();
const [embedded, postgres = embedded] = await eachDatabase();
const combinations = [
  { name: `${embedded?.database}, memory`, environment: embedded?.environment, store: memory },
  {
    name: `${postgres?.database}, ${redis?.store}`,
    environment: postgres?.environment,
    store: redis,
  },
];
const minuteMs = 60_000;

describe.each(combinations)("the inbox, with $name", ({ environment, store }) => {
  let standIn: StandIn;
  let service: Service;
  let inbox: Inbox;
  let database: Database;
  let time = monday.getTime();
  const now = () => new Date(time);
  const colleagues: Colleague[] = [];

  beforeAll(async () => {
    await store?.empty();
    standIn = await startZaloStandIn({ accessToken: zaloAccessToken, now: () => time });
    service = await openService(
      { ...zaloSettings(standIn.url), ...environment, ...store?.environment },
      now,
      undefined,
      (opened, db) => {
        inbox = opened;
        database = db;
      },
    );
    for (const name of ["Chị Hoa", "Anh Bình"]) {
      const { id } = await database.db
        .insertInto("desk_account")
        .values({
          username: name,
          name,
          role: "staff",
          agency_id: null,
          password_hash: null,
          created_at: now(),
          closed_at: null,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      const pointIds = ["diem-kp-23-24-binh-tien"];
      for (const point_id of pointIds) {
        await database.db
          .insertInto("desk_account_point")
          .values({ account_id: id, point_id })
          .execute();
      }
      colleagues.push({ id, username: name, name, role: "staff", agencyId: null, pointIds });
    }
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);
  beforeEach(() => {
    time = monday.getTime();
  });

  const hoa = () => colleagues[0] as Colleague;
  const binh = () => colleagues[1] as Colleague;
  /** An administrator, who sees all. */
  const chief = (): Colleague => ({ ...hoa(), role: "administrator", pointIds: [] });
  const newest = async (account: Colleague = chief()) => {
    const rows = await inbox.list(database.db, account, "all");
    const found = rows.toSorted((a, b) => b.id - a.id)[0];
    if (found === undefined) throw new Error("No conversation is open");
    return found;
  };
  const wordsOf = async (taskId: number) =>
    (await inbox.lines(database.db, taskId)).map(({ from, words }) => `${from}: ${words}`);
  const press = (taskId: number, account = hoa()) => ({ taskId, account, at: now() });
  const stateOf = async (taskId: number) =>
    (await inbox.lines(database.db, taskId)).findLast(({ from }) => from === "colleague");

  test("a resident on Zalo and a colleague talk to each other, once each, and the bot is silent", async () => {
    const bac = new ZaloResident(service, standIn, now);
    await bac.post(events.text("làm giấy khai sinh", bac.self));
    const { message: question } = { message: await bac.read("khai sinh") };
    expect(question).toBeDefined();
    await bac.say("gặp người", "cho người hướng dẫn");
    const { id, status, promisedAt, windowEndsAt, procedureId } = await newest();
    expect(status).toBe("waiting");
    expect(promisedAt).toEqual(new Date("2026-11-23T17:00:00+07:00"));
    expect(windowEndsAt).toEqual(new Date(time + (7 * 24 - 1) * 60 * minuteMs));
    expect(procedureId).toBe("dang-ky-khai-sinh");

    await bac.say("lệ phí khai sinh", "Lệ phí");
    expect(await inbox.reply({ ...press(id, chief()), words: "Chào bác" })).toBe("not-yours");
    expect(
      await Promise.all([
        inbox.take(press(id, chief())),
        inbox.take(press(id, { ...chief(), id: binh().id })),
      ]),
    ).toEqual(expect.arrayContaining(["done", "overtaken"]));
    const taker = { ...chief(), id: (await newest()).taker?.id ?? 0 };
    await bac.read("đã nhận, sẽ trả lời bác ngay tại đây");

    time += 3 * 60 * minuteMs;
    await bac.post(events.text("bác sinh năm 1958", bac.self));
    await bac.rest();
    const changes: number[] = [];
    const stop = inbox.watch(() => changes.push(1));
    expect(await inbox.reply({ ...press(id, taker), words: "Bác mang căn cước nhé." })).toBe(
      "sent",
    );
    await bac.read("Bác mang căn cước nhé.");
    await waitUntil(async () => (await stateOf(id))?.state === "sent", "the reply's outcome");
    stop();
    expect(changes.length).toBeGreaterThan(0);
    expect((await newest()).answeredAt).toEqual(now());
    const lines = await wordsOf(id);
    expect(lines).toEqual([
      "resident: làm giấy khai sinh",
      expect.stringMatching(/^bot: .*\?/),
      "resident: gặp người",
      "resident: lệ phí khai sinh",
      expect.stringMatching(/^bot: .*Lệ phí/s),
      "system: nhận cuộc trò chuyện",
      "resident: bác sinh năm 1958",
      "colleague: Bác mang căn cước nhé.",
    ]);
    const sealed = await database.db.selectFrom("inbox_line").select("words_sealed").execute();
    expect(JSON.stringify(sealed)).not.toMatch(/căn cước|1958/);

    expect(await inbox.handBackToBot(press(id, taker))).toBe("done");
    await bac.read("đã trả lời xong");
    await bac.say("lệ phí khai sinh", "Lệ phí");
    expect((await wordsOf(id)).filter((words) => words.includes("lệ phí"))).toHaveLength(1);
    expect(await inbox.close({ ...press(id, taker), reason: "answered" })).toBe("done");
    expect(await inbox.reply({ ...press(id, taker), words: "Còn nữa" })).toBe("closed");
  });

  test("the team of the point where it began answers, by its hours, and hands on", async () => {
    time = Date.parse("2026-11-23T22:00:00+07:00");
    const visitor = new Visitor(service);
    await visitor.open("/?point=diem-kp-23-24-binh-tien");
    const bac = {
      read: (words: string) =>
        waitUntil(
          async () => (await visitor.messages()).some(({ text }) => text.includes(words)),
          words,
        ),
    };
    await visitor.say("gặp người");
    const { id, promisedAt } = await newest();
    expect(promisedAt.getTime()).toBeGreaterThan(time);
    expect((await newest(hoa())).team).toEqual({
      kind: "point",
      pointId: "diem-kp-23-24-binh-tien",
    });
    expect(await inbox.take(press(id))).toBe("done");
    await bac.read("Chị Hoa, ");
    expect(await inbox.sendPoint({ ...press(id), pointId: "diem-kp-23-24-binh-tien" })).toBe(
      "sent",
    );
    await bac.read("654 Phạm Văn Chí");
    expect(await inbox.handOn({ ...press(id, binh()), to: { accountId: binh().id } })).toBe(
      "overtaken",
    );
    expect(await inbox.handOn({ ...press(id), to: { accountId: binh().id } })).toBe("done");
    await bac.read("Anh Bình, ");
    expect(await inbox.note({ ...press(id), words: "Bác nghe kém, nói chậm" })).toBe("done");
    const team = { kind: "administrators" } as const;
    expect(await inbox.handOn({ ...press(id, binh()), to: { team } })).toBe("done");
    await bac.read("sang người hướng dẫn");
    expect(JSON.stringify(await visitor.messages())).not.toContain("nghe kém");
    expect((await newest()).status).toBe("waiting");
  });

  test("a visitor of the page sees the answer there, and may leave an address that is erased with the rest", async () => {
    const visitor = new Visitor(service);
    await visitor.open();
    const offered = (await visitor.say("gặp người")).map(({ text }) => text).join("\n");
    expect(offered).toContain("để lại số điện thoại hoặc hộp thư");
    const said = (await visitor.say("0912 345 678")).map(({ text }) => text);
    expect(said).toEqual(["••••", expect.stringContaining("Cháu đã ghi số"), expect.any(String)]);
    const { id, windowEndsAt, contactKind } = await newest();
    expect([windowEndsAt, contactKind]).toEqual([null, "phone"]);
    expect(await inbox.contact(press(id, chief()))).toEqual({
      kind: "phone",
      value: "0912 345 678",
    });
    expect(await inbox.take(press(id, chief()))).toBe("done");
    expect(await inbox.reply({ ...press(id, chief()), words: "Chào bác ạ" })).toBe("sent");
    await waitUntil(async () => (await stateOf(id))?.state === "sent", "the reply's outcome");
    const texts = (await visitor.messages()).map(({ text }) => text);
    expect(texts.filter((text) => text === "Chị Hoa:\nChào bác ạ")).toHaveLength(1);
    const quiet = await visitor.say("cảm ơn chị");
    expect(quiet.map(({ text }) => text)).toEqual(["cảm ơn chị"]);
    await visitor.say("menu");
    await visitor.say("xóa dữ liệu của tôi");
    const left = await database.db
      .selectFrom("inbox_line")
      .select("id")
      .where("task_id", "=", id)
      .execute();
    expect(left).toEqual([]);
  });
});
