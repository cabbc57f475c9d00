import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../../src/catalog/catalog.ts";
import type { PushMessage } from "../../../src/channels/push.ts";
import type { Resident } from "../../../src/channels/resident.ts";
import type { SendResult } from "../../../src/channels/sender.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import type { Colleague } from "../../../src/notify/inbox/conversation.ts";
import { createInbox, type InboxService } from "../../../src/notify/inbox/create-inbox.ts";
import {
  handOver,
  keepContact,
  recordResidentLine,
} from "../../../src/notify/inbox/hear-resident.ts";
import type { DeskTurn } from "../../../src/notify/inbox/pass-lines.ts";
import { deleteExpiredRecords } from "../../../src/notify/retention.ts";
import { createTaskBox } from "../../../src/notify/tasks/task-box.ts";
import { smallRecords } from "../../catalog/small-records.ts";
import { freshDatabases } from "../../db/databases.ts";
import { waitUntil } from "../../journeys/wait-until.ts";

const databases = await freshDatabases();
const catalog = buildCatalog(smallRecords());
const box = createTaskBox("0".repeat(32));
const hearing = { box, catalog: () => catalog };
const hourMs = 3_600_000;
let events = 0;

describe.each(databases)("the inbox, over $name", ({ settings, remove }) => {
  let database: Database;
  let service: InboxService;
  let now = new Date("2026-11-25T09:00:00+07:00");
  const turns: DeskTurn[] = [];
  const mails: PushMessage[] = [];
  const errors: unknown[] = [];
  let runTurn: (turn: DeskTurn) => Promise<unknown>;
  let mailResult: SendResult = { outcome: "sent", platformId: null };
  let isPageOpen = false;
  let admin: Colleague;
  let official: Colleague;

  const open = () =>
    createInbox({
      database,
      box,
      catalog: () => catalog,
      runTurn: (turn) => runTurn(turn),
      routes: {
        email: {
          paceKey: null,
          send: async (_to, message) => {
            mails.push(message);
            return mailResult;
          },
        },
      },
      isPageOpen: async () => isPageOpen,
      publicUrl: "https://huongdan.example.vn",
      now: () => now,
      onError: (error) => errors.push(error),
    });

  beforeAll(async () => {
    database = await openDatabase(settings);
    const { id: agencyId } = await database.db
      .insertInto("agency")
      .values({
        madonvi: null,
        name: "UBND phường Một",
        is_complete: true,
        follows_contacts: false,
        created_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await database.db
      .insertInto("agency_ward")
      .values({ agency_id: agencyId, ward_code: "00001" })
      .execute();
    admin = await addAccount("Quản trị", "administrator", null);
    official = await addAccount("Chị Hoa", "official", agencyId);
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await database.close();
    await remove();
  }, 60_000);
  beforeEach(async () => {
    await service?.close();
    runTurn = async (turn) => turns.push(turn);
    turns.length = 0;
    mails.length = 0;
    errors.length = 0;
    mailResult = { outcome: "sent", platformId: null };
    isPageOpen = false;
    now = new Date("2026-11-25T09:00:00+07:00");
    service = open();
  });

  const addAccount = async (
    name: string,
    role: Colleague["role"],
    agencyId: number | null,
  ): Promise<Colleague> => {
    const account = { username: name, name, role, agency_id: agencyId };
    const { id } = await database.db
      .insertInto("desk_account")
      .values({ ...account, password_hash: null, created_at: now, closed_at: null })
      .returning("id")
      .executeTakeFirstOrThrow();
    return { id, username: name, name, role, agencyId, pointIds: [] };
  };
  const ask = async (
    channel: Resident["channel"] = "zalo",
    { ward = null as string | null } = {},
  ) => {
    events += 1;
    const resident = { channel, account: "oa", user: `asker ${events}` } as const;
    const event = { resident, eventId: `event ${events}`, now };
    const request = { point: null, ward, procedure: null, language: "vi", lines: [] } as const;
    const handed = await database.transaction((tx) => handOver(tx, hearing, event, request));
    const { id } = await database.db
      .selectFrom("desk_task")
      .select("id")
      .where("event_id", "=", event.eventId)
      .executeTakeFirstOrThrow();
    return { id, resident, handed };
  };
  const press = (taskId: number, account = admin) => ({ taskId, account, at: now });
  const lastLine = async (taskId: number) =>
    (await service.inbox.lines(database.db, taskId)).at(-1);
  const settled = (taskId: number, state: string) =>
    waitUntil(async () => (await lastLine(taskId))?.state === state, `a line that is ${state}`);

  test("officials of the ward's agency see its conversations and no others, and are who answers", async () => {
    const [own, other] = [await ask("zalo", { ward: "00001" }), await ask()];
    expect(own.handed).toMatchObject({ team: "UBND phường Một", colleague: null });
    expect(other.handed.team).toBeNull();
    const seen = await service.inbox.list(database.db, official, "waiting");
    expect(seen.map(({ id }) => id)).toEqual([own.id]);
    expect(await service.inbox.find(database.db, official, other.id)).toBeNull();
    expect(await service.inbox.take(press(other.id, official))).toBe("not-found");
    expect(await service.inbox.take(press(own.id, official))).toBe("done");
    expect(await service.inbox.list(database.db, official, "mine")).toHaveLength(1);
  });

  test("what a crash left behind is passed again in its order, under the same ids", async () => {
    const { id, resident } = await ask();
    const tried: string[] = [];
    runTurn = async ({ messageId }) => {
      tried.push(messageId);
      throw new Error("the store is away");
    };
    expect(await service.inbox.take(press(id))).toBe("done");
    expect(await service.inbox.reply({ ...press(id), words: "một" })).toBe("sent");
    expect(await service.inbox.reply({ ...press(id), words: "hai" })).toBe("sent");
    await waitUntil(() => tried.length >= 3, "the tries");
    // Nothing overtakes what failed.
    expect(new Set(tried).size).toBe(1);
    await service.close();

    runTurn = async (turn) => turns.push(turn);
    service = open();
    await service.start();
    await waitUntil(() => turns.length >= 3, "the turns");
    expect(turns.map(({ input }) => input)).toEqual([
      { type: "colleague", name: "Quản trị", deed: { kind: "take" } },
      { type: "colleague", name: "Quản trị", deed: { kind: "say", words: "một" } },
      { type: "colleague", name: "Quản trị", deed: { kind: "say", words: "hai" } },
    ]);
    expect(turns[0]).toMatchObject({ resident, messageId: tried[0], line: null });
    const line = turns[2]?.line ?? 0;
    expect((await lastLine(id))?.state).toBe("sending");
    await service.recordOutcome({ line, failure: "zalo -213" });
    expect(await lastLine(id)).toMatchObject({
      state: "failed",
      failure: "Chưa gửi được: zalo -213",
    });
    await service.recordOutcome({ line, failure: null });
    expect(await lastLine(id)).toMatchObject({ state: "sent", failure: null });
  });

  test("a line of which nothing is heard for two days is given up, not sent twice", async () => {
    const { id } = await ask();
    await service.inbox.take(press(id));
    await service.inbox.reply({ ...press(id), words: "một" });
    await waitUntil(() => turns.length === 2, "the turns");
    await service.close();
    now = new Date(now.getTime() + 48 * hourMs);
    service = open();
    await service.start();
    expect(await lastLine(id)).toMatchObject({
      state: "failed",
      failure: expect.stringContaining("Không rõ"),
    });
    expect(turns).toHaveLength(2);
  });

  test("no reply is taken after the platform's window, nor an empty or endless one", async () => {
    const { id, resident } = await ask("messenger");
    await service.inbox.take(press(id));
    const reply = (words: string) => service.inbox.reply({ ...press(id), words });
    expect(await reply("  ")).toBe("empty");
    expect(await reply("x".repeat(4_001))).toBe("too-long");
    now = new Date(now.getTime() + 23 * hourMs);
    expect(await reply("muộn")).toBe("window-over");
    const event = { resident, eventId: `said ${id}`, now };
    for (let copies = 0; copies < 2; copies += 1) {
      const standing = await database.transaction((tx) =>
        recordResidentLine(tx, hearing, event, "cháu ơi"),
      );
      expect(standing).toBe("taken");
    }
    expect(
      (await service.inbox.lines(database.db, id)).filter(({ from }) => from === "resident"),
    ).toHaveLength(1);
    expect(await reply("kịp")).toBe("sent");
  });

  test("a promise that was missed is late; the first reply is measured", async () => {
    const { id, handed } = await ask();
    const find = () => service.inbox.find(database.db, admin, id);
    expect((await find())?.isLate).toBe(false);
    now = new Date(handed.dueAt.getTime() + hourMs);
    expect((await find())?.isLate).toBe(true);
    await service.inbox.take(press(id));
    await service.inbox.reply({ ...press(id), words: "Xin lỗi bác" });
    expect(await find()).toMatchObject({ answeredAt: now, isLate: true, promisedAt: handed.dueAt });
  });

  describe("for a visitor who left an e-mail address", () => {
    const begin = async () => {
      const { id, resident } = await ask("web");
      const contact = { kind: "email", value: "sau@example.vn" } as const;
      const event = { resident, eventId: "contact", now };
      await database.transaction((tx) => keepContact(tx, hearing, event, contact));
      await service.inbox.take(press(id));
      return id;
    };

    test("a reply is mailed too while the page is closed", async () => {
      const id = await begin();
      await service.inbox.reply({ ...press(id), words: "Bác mang căn cước" });
      await settled(id, "sent");
      expect(mails).toMatchObject([{ text: expect.stringContaining("Bác mang căn cước") }]);
      isPageOpen = true;
      await service.inbox.reply({ ...press(id), words: "và sổ hộ khẩu" });
      await settled(id, "sent");
      expect(mails).toHaveLength(1);
    });

    test("a mail that waits is tried again, and a refused one is told to the colleague", async () => {
      const id = await begin();
      mailResult = { outcome: "retry", reason: "later" };
      await service.inbox.reply({ ...press(id), words: "một" });
      await waitUntil(() => mails.length === 1, "the mail");
      expect((await lastLine(id))?.state).toBe("sending");
      mailResult = { outcome: "rejected", reason: "the mail server answered 550" };
      await service.start();
      await settled(id, "sent");
      expect(await lastLine(id)).toMatchObject({ failure: expect.stringContaining("550") });
      expect(mails.map(({ id: mail }) => mail)).toEqual([mails[0]?.id, mails[0]?.id]);
    });

    test("the address is gone once the conversation is closed, and the lines a month later", async () => {
      const id = await begin();
      expect(await service.inbox.close({ ...press(id), reason: "answered" })).toBe("done");
      const row = await database.db
        .selectFrom("desk_task")
        .select(["contact_sealed", "closed_reason"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ contact_sealed: null, closed_reason: "answered" });
      await deleteExpiredRecords(database.db, new Date(now.getTime() + 29 * 24 * hourMs), 365);
      expect(await service.inbox.lines(database.db, id)).not.toEqual([]);
      await deleteExpiredRecords(database.db, new Date(now.getTime() + 31 * 24 * hourMs), 365);
      expect(await service.inbox.lines(database.db, id)).toEqual([]);
      const [done] = await service.inbox.list(database.db, admin, "done");
      expect(done).toMatchObject({ id, closedReason: "answered" });
    });
  });

  test("another replica hears of a change within two seconds", async () => {
    const other = open();
    let calls = 0;
    const stop = other.inbox.watch(() => {
      calls += 1;
    });
    await waitUntil(async () => {
      const { id } = await ask();
      await service.inbox.note({ ...press(id), words: "ghi nhớ" });
      return calls > 0;
    }, "the other replica");
    stop();
    await other.close();
  });

  test("canned replies belong to everybody, an agency or a point, and are filled in", async () => {
    const { canned } = service.inbox;
    const draft = { title: "Chào", words: "{ten_can_bo} chào bác, về {thu_tuc}", pointId: null };
    const all = { ...draft, agencyId: null };
    const own = { ...draft, title: "Của phường", agencyId: official.agencyId };
    expect(await canned.add({ account: official, draft: all, at: now })).toBe("not-allowed");
    expect(await canned.add({ account: official, draft: own, at: now })).toBe("done");
    expect(await canned.add({ account: admin, draft: all, at: now })).toBe("done");
    const unknown = { ...all, words: "{ten}" };
    expect(await canned.add({ account: admin, draft: unknown, at: now })).toBe(
      "unknown-placeholder",
    );
    const listed = await canned.list(database.db, official);
    expect(listed.map(({ title }) => title)).toEqual(["Chào", "Của phường"]);
    const { id } = await ask();
    const conversation = await service.inbox.find(database.db, admin, id);
    if (conversation === null) throw new Error("It was asked");
    expect(canned.fill(all.words, { account: official, conversation })).toBe(
      "Chị Hoa chào bác, về …",
    );
    const [{ id: shared } = { id: 0 }, { id: agencys } = { id: 0 }] = listed;
    expect(await canned.remove({ account: official, id: shared, at: now })).toBe("not-allowed");
    expect(await canned.change({ account: official, id: agencys, draft: own, at: now })).toBe(
      "done",
    );
    expect(await canned.remove({ account: official, id: agencys, at: now })).toBe("done");
  });
});
