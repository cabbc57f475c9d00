import { beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDesks, password, type Visitor } from "../desk-server.ts";
import { addTask } from "../dossier-fixtures.ts";
import { hearResident, inboxOf, leaveNumber } from "./talk.ts";

const desks = await openTestDesks();
const hourMs = 3_600_000;
const otherPoint = "diem-kp6-ho-bieu-chanh";

describe.each(desks)("the inbox, on $name", ({ desk }) => {
  let admin: Visitor;
  let lan: Visitor;
  let mai: Visitor;
  let hoa: Visitor;

  beforeAll(async () => {
    admin = await desk.admin();
    lan = await desk.person("staff", { username: "lan" });
    mai = await desk.person("staff", { username: "mai" });
    hoa = await desk.person("staff", { username: "hoa", points: otherPoint });
  }, 60_000);

  const trail = async (id: number) => {
    const rows = await desk.database.db
      .selectFrom("desk_audit")
      .select(["username", "action"])
      .where("subject", "=", `task ${id}`)
      .orderBy("id")
      .execute();
    return rows.map(({ username, action }) => `${username} ${action}`);
  };

  test("of two colleagues who take a conversation at once, one has it and the other reads who", async () => {
    const id = await addTask(desk);
    const statuses = await Promise.all([
      inboxOf(lan).act(id, "take"),
      inboxOf(mai).act(id, "take"),
    ]);
    expect(statuses.toSorted()).toEqual([200, 409]);
    const [first, second] = statuses[0] === 200 ? [lan, mai] : [mai, lan];
    const name = first === lan ? "Người lan" : "Người mai";
    expect(await inboxOf(second).refusal(id, "take")).toContain(`${name} đã nhận`);
    expect(await inboxOf(second).refusal(id, "reply", { words: "Chào bác" })).toContain(
      `${name} đang trả lời`,
    );
    expect((await inboxOf(second).read(id)).may).toEqual({
      ...{ take: false, reply: false, note: true, pass: false, close: false },
    });
    const { body } = await second.open(`/desk/inbox/${id}`);
    expect(body).toContain(`<strong>${name}</strong> đang trả lời`);
    expect(body).not.toContain('name="words"');
    expect((await inboxOf(first).list("mine")).counts.mine).toBe(1);
    expect(await inboxOf(first).act(id, "close", { reason: "other" })).toBe(200);
  });

  test("a reply is shown with its state, goes to the bot once, and is not sent twice if its answer was lost", async () => {
    const id = await addTask(desk, { lines: [["r", "<b>gặp người</b>"]] });
    await inboxOf(lan).act(id, "take");
    const { after } = await inboxOf(lan).read(id);
    const reply = { words: "Chào bác, cháu giúp bác ạ.", after };
    expect(await inboxOf(lan).act(id, "reply", reply)).toBe(200);
    expect(await inboxOf(lan).act(id, "reply", reply)).toBe(200);
    const said = (await inboxOf(lan).read(id)).lines.filter(({ from }) => from === "colleague");
    expect(said).toMatchObject([{ words: reply.words, authorName: "Người lan" }]);
    const { body } = await lan.open(`/desk/inbox/${id}`);
    expect(body).toContain("&lt;b&gt;gặp người&lt;/b&gt;");
    expect(body).toMatch(/Đang gửi|Đã gửi/);

    // The same words are a new reply once the first one was seen.
    const again = { ...reply, after: (await inboxOf(lan).read(id)).after };
    expect(await inboxOf(lan).act(id, "reply", again)).toBe(200);
    expect(
      (await inboxOf(lan).read(id)).lines.filter(({ from }) => from === "colleague"),
    ).toHaveLength(2);
    expect(await inboxOf(lan).act(id, "reply", { words: " " })).toBe(422);
    await inboxOf(lan).act(id, "close", { reason: "answered" });
    expect(await inboxOf(lan).refusal(id, "reply", { words: "Còn nữa" })).toContain("đã kết thúc");
  });

  test("the list shows counts, the last words and who has it; looks are recorded", async () => {
    const id = await addTask(desk, { user: "bac-bay", lines: [["r", "Hỏi khai sinh"]] });
    await hearResident(desk, "bac-bay", `Cháu ơi, ${"giấy tờ gì nữa ".repeat(20)}`);
    const before = await inboxOf(lan).list("waiting");
    expect(before.counts).toMatchObject({ waiting: 1, mine: 0 });
    const [waiting] = before.conversations;
    expect(waiting).toMatchObject({ id, takerName: null, isLate: false });
    expect(waiting?.latest?.from).toBe("resident");
    expect(waiting?.latest?.words).toMatch(/^Cháu ơi, giấy tờ gì nữa .{10,70}…$/);
    await inboxOf(lan).act(id, "take");
    expect((await inboxOf(mai).list("waiting")).conversations).toEqual([]);
    expect((await inboxOf(mai).list("all")).conversations).toMatchObject([
      { id, takerName: "Người lan", isMine: false },
    ]);
    expect((await inboxOf(lan).list("mine")).conversations).toMatchObject([{ id, isMine: true }]);

    await mai.open(`/desk/inbox/${id}`);
    // An open page that shows a new line is the same look; asking for it without one is recorded.
    await mai.open(`/desk/inbox/${id}?live=1`);
    await hoa.open(`/desk/inbox/${id}?live=1`);
    await lan.open(`/desk/inbox/${id}?live=1`);
    await lan.open(`/desk/inbox/${id}?live=1`);
    expect(await trail(id)).toEqual(["lan task.take", "mai task.read", "lan task.read"]);
    await inboxOf(lan).act(id, "close", { reason: "no-answer" });
    const done = (await inboxOf(lan).list("done")).conversations;
    expect(done.find((one) => one.id === id)).toMatchObject({ closedReason: "no-answer" });
  });

  test("a team sees only its own points' conversations, and whoever one was handed to", async () => {
    const [own, elsewhere] = [await addTask(desk), await addTask(desk, { point: otherPoint })];
    const demand = await addTask(desk, { kind: "data-complaint" });
    const idsOf = async (visitor: Visitor) => {
      const { conversations } = await inboxOf(visitor).list("all");
      return conversations.map(({ id }) => id).sort((a, b) => a - b);
    };
    expect(await idsOf(lan)).toEqual([own]);
    expect(await idsOf(hoa)).toEqual([elsewhere]);
    expect(await idsOf(admin)).toEqual([own, elsewhere]);
    for (const id of [elsewhere, demand, 999_999]) {
      expect((await lan.json("GET", `/desk/inbox/${id}`)).statusCode).toBe(404);
      expect(await inboxOf(lan).act(id, "take")).toBe(404);
    }
    expect(await inboxOf(lan).act(own, "take")).toBe(200);
    const { targets } = await inboxOf(lan).read(own);
    const boss = targets.colleagues.find(({ name }) => name !== "Người mai");
    expect(targets.colleagues.map(({ name }) => name)).toContain("Người mai");
    expect(targets.teams.map(({ value }) => value)).toContain(`point:${otherPoint}`);
    expect(await inboxOf(lan).act(own, "hand-on", { to: "account:999999" })).toBe(422);
    expect(await inboxOf(lan).act(own, "hand-on", { to: `account:${boss?.id}` })).toBe(200);
    expect((await inboxOf(admin).read(own)).conversation.isMine).toBe(true);
    expect(await inboxOf(admin).act(own, "hand-on", { to: `point:${otherPoint}` })).toBe(200);
    expect(await idsOf(lan)).toEqual([]);
    expect(await inboxOf(hoa).act(own, "take")).toBe(200);
    expect(await inboxOf(hoa).act(own, "hand-back")).toBe(200);
    expect((await inboxOf(hoa).read(own)).conversation.status).toBe("with-bot");
    for (const id of [own, elsewhere]) await inboxOf(hoa).act(id, "close", { reason: "other" });
  });

  test("notes, lists of papers, points and links are written into the conversation", async () => {
    const id = await addTask(desk);
    const { act, read } = inboxOf(lan);
    expect(await act(id, "send-point", { point: otherPoint })).toBe(409);
    await act(id, "take");
    const { send } = await read(id);
    expect(send).toMatchObject({ procedure: null, link: null });
    expect(await act(id, "note", { note: "Bác nặng tai, viết ngắn" })).toBe(200);
    expect(await act(id, "send-checklist", { procedure: "dang-ky-khai-sinh" })).toBe(200);
    expect(await act(id, "send-point", { point: otherPoint })).toBe(200);
    const link = { url: "https://dichvucong.gov.vn/", title: "Cổng dịch vụ công" };
    expect(await act(id, "send-link", link)).toBe(200);
    for (const [deed, fields] of [
      ["send-checklist", { procedure: "khong-co" }],
      ["send-point", { point: "khong-co" }],
      ["send-link", { ...link, url: "javascript:alert(1)" }],
      ["note", { note: "" }],
      ["close", { reason: "khong-co" }],
    ] as const) {
      expect(await act(id, deed, fields)).toBe(422);
    }
    const own = (await read(id)).lines.filter(({ from }) => ["note", "colleague"].includes(from));
    expect(own.map(({ words }) => words)).toEqual([
      "Bác nặng tai, viết ngắn",
      expect.stringContaining("Đăng ký khai sinh"),
      expect.stringMatching(/^\[Điểm hướng dẫn\]/),
      "Cổng dịch vụ công\nhttps://dichvucong.gov.vn/",
    ]);
    await act(id, "give-back");
    expect((await read(id)).conversation).toMatchObject({ status: "waiting", takerName: null });
    await act(id, "close", { reason: "answered" });
  });

  test("everything works without scripts, and what a form lacks is said beside what was typed", async () => {
    const id = await addTask(desk);
    const post = (deed: string, fields: Record<string, string> = {}) =>
      lan.submit(`/desk/inbox/${id}/${deed}`, fields);
    expect((await post("take")).headers.location).toBe(`/desk/inbox/${id}#talk`);
    expect((await post("reply", { words: "Chào bác" })).headers.location).toBe(
      `/desk/inbox/${id}#talk`,
    );
    const long = await post("reply", { words: "dài ".repeat(1_500) });
    expect(long.statusCode).toBe(422);
    expect(long.body).toContain("Dài nhất 4000 ký tự");
    expect(long.body).toContain("dài dài dài");
    const { headers } = await mai.submit(`/desk/inbox/${id}/reply`, { words: "Chào" });
    expect(headers.location).toBe(`/desk/inbox/${id}`);
    expect((await mai.open(`/desk/inbox/${id}`)).body).toContain(
      "Chưa gửi: Người lan đang trả lời cuộc trò chuyện này.",
    );
    expect((await post("close", { reason: "answered" })).headers.location).toBe("/desk/inbox");
  });

  test("a number that was left is shown on request, and who looked is recorded", async () => {
    const id = await addTask(desk, { user: "bac-chin" });
    await leaveNumber(desk, "bac-chin", "0912 345 678");
    expect((await lan.open(`/desk/inbox/${id}`)).body).not.toContain("0912 345 678");
    const shown = await lan.submit(`/desk/inbox/${id}/contact`);
    expect(shown.body).toContain('href="tel:0912345678"');
    expect(await trail(id)).toEqual(["lan task.read", "lan task.contact"]);
    await inboxOf(lan).act(id, "close", { reason: "answered" });
  });

  test("late ones and the end of the reply window are marked", async () => {
    const id = await addTask(desk);
    const fresh = (await inboxOf(lan).read(id)).conversation;
    expect(fresh.promiseLeft).toMatch(/^còn \d+ (giờ|ngày)$/);
    expect(fresh.windowLeft).toMatch(/^còn \d+ ngày$/);
    await inboxOf(lan).act(id, "take");
    desk.elapse(8 * 24 * hourMs);
    await lan.signIn("lan", password);
    const late = (await inboxOf(lan).read(id)).conversation;
    expect(late).toMatchObject({ isLate: true, windowLeft: expect.stringMatching(/^quá/) });
    const { body } = await lan.open("/desk/inbox?show=mine");
    expect(body).toMatch(/tag late">hẹn \d\d\/\d\d \d\d:\d\d \(quá \d+ ngày\)/);
    expect(await inboxOf(lan).refusal(id, "reply", { words: "Chào bác" })).toContain(
      "không nhận tin trả lời nữa",
    );
    expect((await lan.open(`/desk/inbox/${id}`)).body).toContain("Zalo không nhận tin trả lời nữa");
    await inboxOf(lan).act(id, "close", { reason: "no-answer" });
  });

  test("an open page is told of a change, and what it fetches then has it", async () => {
    await lan.signIn("lan", password);
    const id = await addTask(desk, { user: "bac-tam" });
    await inboxOf(lan).act(id, "take");
    const first = await lan.open(`/desk/inbox/${id}/events`);
    const { version } = await inboxOf(lan).read(id);
    expect(first.body).toBe(`event: changed\ndata: ${version}\n\n`);
    await hearResident(desk, "bac-tam", "Bác hỏi thêm");
    const second = await lan.open(`/desk/inbox/${id}/events`);
    expect(second.body).not.toBe(first.body);
    expect((await lan.open(`/desk/inbox/${id}?live=1`)).body).toContain("Bác hỏi thêm");
    expect((await hoa.open(`/desk/inbox/${id}/events`)).statusCode).not.toBe(200);
    await inboxOf(lan).act(id, "close", { reason: "answered" });
  });
});
