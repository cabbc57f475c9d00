import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { replaceSetting } from "../../../src/db/queries/colleague-notices.ts";
import { choicesOf } from "../../../src/notify/colleagues/choices.ts";
import type { ColleagueMessage } from "../../../src/notify/colleagues/describe-notices.ts";
import { startDigests } from "../../../src/notify/colleagues/digest.ts";
import { dispatchNotices, type SendOutcome } from "../../../src/notify/colleagues/dispatch.ts";
import { colleagueEvents, type NoticeChannel } from "../../../src/notify/colleagues/events.ts";
import { findEvents } from "../../../src/notify/colleagues/find-events.ts";
import { openTestDesks, publicUrl, type Visitor } from "../../desk/desk-server.ts";
import { addTask } from "../../desk/dossier-fixtures.ts";

const minuteMs = 60_000;
const night = { fromMinute: 21 * 60, toMinute: 7 * 60 };

describe.each(await openTestDesks())("how colleagues are told, on $name", ({ desk }) => {
  const { database } = desk;
  let lan: Visitor;
  let lanId = 0;
  const sent: (ColleagueMessage & { readonly channel: string })[] = [];
  let outcome: SendOutcome = "sent";
  const sender = (channel: string) => async (_account: number, message: ColleagueMessage) => {
    sent.push({ ...message, channel });
    return outcome;
  };
  const senders = { push: sender("push"), email: sender("email"), chat: sender("chat") };
  const find = (quietHours: typeof night | null = null) =>
    findEvents(database, { events: colleagueEvents, quietHours, now: desk.now() });
  const dispatch = () => dispatchNotices({ db: database.db, senders, publicUrl, now: desk.now() });
  const choose = (channels: readonly NoticeChannel[], own: typeof night | null = null) =>
    replaceSetting(database.db, {
      account_id: lanId,
      choices: JSON.stringify(choicesOf(() => channels)),
      quiet_from: own?.fromMinute ?? null,
      quiet_to: own?.toMinute ?? null,
      has_digest: false,
    });

  beforeAll(async () => {
    lan = await desk.person("staff", { username: "lan" });
    const { id } = await database.db
      .selectFrom("desk_account")
      .select("id")
      .where("username", "=", "lan")
      .executeTakeFirstOrThrow();
    lanId = id;
  }, 120_000);
  beforeEach(async () => {
    await database.db.deleteFrom("colleague_notice").execute();
    await database.db.deleteFrom("desk_task").execute();
    sent.length = 0;
    outcome = "sent";
  });

  test("each channel gets one message for all that is new, with links and without anybody's name", async () => {
    await choose(["email", "push"]);
    const task = await addTask(desk);
    await addTask(desk);
    await find();
    expect(await dispatch()).toBe(2);
    expect(sent.map(({ channel }) => channel).toSorted()).toEqual(["email", "push"]);
    expect(sent[0]?.text).toContain(`${publicUrl}/desk/inbox/${task}`);
    expect(sent[0]?.text).not.toContain("Tôi muốn gặp người");
    expect(await dispatch()).toBe(0);
  });

  test("two replicas send nothing twice; what a killed one had claimed is sent a minute later", async () => {
    await choose(["push"]);
    await addTask(desk);
    await find();
    await Promise.all([dispatch(), dispatch()]);
    expect(sent).toHaveLength(1);
    await addTask(desk);
    await find();
    // The process dies while it is sending: nothing is stored.
    const dying = { ...senders, push: () => Promise.reject(new Error("killed")) };
    await expect(
      dispatchNotices({ db: database.db, senders: dying, publicUrl, now: desk.now() }),
    ).rejects.toThrow("killed");
    expect(await dispatch()).toBe(0);
    desk.elapse(minuteMs);
    expect(await dispatch()).toBe(1);
  });

  test("what fails for now is tried again later, and at most five times", async () => {
    await choose(["push"]);
    await addTask(desk);
    await find();
    outcome = "retry";
    for (let pass = 0; pass < 40; pass++) {
      await dispatch();
      desk.elapse(minuteMs);
    }
    expect(sent).toHaveLength(5);
  });

  test("what is done, or was seen at the desk, is not sent any more", async () => {
    await choose(["desk", "push"]);
    await addTask(desk);
    await find();
    await lan.open("/desk/account/notices");
    await find();
    expect(await dispatch()).toBe(0);
  });

  test("a digest is sent once a working day to who chose it, if anything waits", async () => {
    await choose([]);
    await database.db.updateTable("colleague_setting").set({ has_digest: true }).execute();
    const digests = () => startDigests(database, { quietHours: null, now: desk.now() });
    expect(await digests()).toBe(0);
    await addTask(desk);
    const both = await Promise.all([digests(), digests()]);
    expect(both.toSorted()).toEqual([0, 1]);
    await dispatch();
    expect(sent.map(({ channel }) => channel).toSorted()).toEqual(["chat", "email", "push"]);
    expect(sent[0]?.text).toContain("- 1 người đang chờ trả lời");
    await dispatch();
    expect(await digests()).toBe(0);
    expect(sent).toHaveLength(3);
  });

  test("quiet hours, the service's and one's own, delay everything but the badge", async () => {
    const own = { fromMinute: 6 * 60, toMinute: 8 * 60 };
    await choose(["desk", "email"], own);
    // 23:00 of the same day.
    const local = new Date(desk.now().getTime() + 7 * 60 * minuteMs);
    desk.elapse((23 * 60 - local.getUTCHours() * 60 - local.getUTCMinutes()) * minuteMs);
    await addTask(desk);
    await find(night);
    expect(await dispatch()).toBe(0);
    desk.elapse(8.5 * 60 * minuteMs);
    expect(await dispatch()).toBe(0);
    desk.elapse(31 * minuteMs);
    expect(await dispatch()).toBe(1);
  });
});
