import { read } from "@e965/xlsx";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { PushAddress } from "../../../src/channels/push.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { addAudience } from "./broadcast-fixtures.ts";

const desks = await openTestDesks(undefined, ["zalo-chat", "sms"]);
const title = "Nghỉ sáng thứ Bảy";
const text = "Điểm hướng dẫn nghỉ sáng thứ Bảy 28/11.";
let forms = 0;

describe.each(desks)("broadcasts at the desk, over $name", ({ desk }) => {
  let author: Visitor;
  let second: Visitor;
  let agency: number;
  let dossier: { readonly code: string };
  const sent: string[] = [];

  beforeAll(async () => {
    agency = await desk.agency("UBND phường Bình Tiên");
    author = await desk.person("official", { username: "hoa", agency });
    second = await desk.person("official", { username: "binh", agency });
    dossier = await addAudience(desk, agency, 8);
    const send = async ({ to }: PushAddress) => {
      sent.push(to);
      return { outcome: "sent", platformId: `=id ${to}` } as const;
    };
    desk.startBroadcasts(send);
  }, 60_000);

  const form = (changes: object = {}) => {
    forms += 1;
    return { key: `form number ${forms}`, title, text, audience: "everyone", ...changes };
  };
  const compose = async (changes: object = {}) => {
    const made = await author.json("POST", "/desk/broadcasts", form(changes));
    expect(made.statusCode).toBe(200);
    return made.json<{ id: number }>().id;
  };
  const look = async (id: number, as = author) =>
    (await as.json("GET", `/desk/broadcasts/${id}`)).json();
  const act = (as: Visitor, id: number, step: string, fields: object = {}) =>
    as.json("POST", `/desk/broadcasts/${id}/${step}`, fields);
  const finished = async (id: number) => {
    for (;;) {
      const { progress } = await look(id);
      if (progress.state === "done") return progress;
      desk.broadcasts.wake();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  test("a second official gives it back with a reason, and it is submitted again", async () => {
    const id = await compose();
    await act(author, id, "submit", { revision: (await look(id)).revision });
    const { fingerprint } = await look(id, second);
    const reason = "Ghi rõ giờ mở lại";
    expect((await act(second, id, "return", { fingerprint })).statusCode).toBe(422);
    expect((await act(author, id, "return", { fingerprint, reason })).statusCode).toBe(403);
    expect((await act(second, id, "return", { fingerprint: "x", reason })).statusCode).toBe(409);
    expect((await act(second, id, "return", { fingerprint, reason })).statusCode).toBe(200);
    expect((await act(second, id, "approve", { fingerprint })).statusCode).toBe(409);
    const { body } = await author.open(`/desk/broadcasts/${id}`);
    expect(body).toContain("Trả lại để sửa");
    expect(body).toContain(reason);
    expect(body).toContain("Người binh");
    const returned = await look(id);
    expect(returned).toMatchObject({ state: "draft", may: { submit: true } });
    const again = form({ revision: returned.revision, text: `${text} Mở lại thứ Hai.` });
    await author.json("POST", `/desk/broadcasts/${id}`, again);
    const changed = await look(id);
    expect(changed.returned).toBeNull();
    await act(author, id, "submit", { revision: changed.revision });
    expect(await look(id)).toMatchObject({ state: "pending" });
    await act(author, id, "cancel");
  });

  test("offers templates, and refuses one whose places are not filled in", async () => {
    const { body } = await author.open("/desk/broadcasts/new?template=mat-dien");
    expect(body).toContain("Do mất điện, bộ phận một cửa tạm ngừng tiếp nhận từ [giờ]");
    expect(body).toContain('name="starts_at" type="text"');
    const open = form({ text: "Nghỉ từ [ngày]." });
    const refused = await author.json("POST", "/desk/broadcasts", open);
    expect(refused.json().errors).toMatchObject([{ parameter: "text" }]);
  });

  test("takes its time as people write it, and in no other country's order", async () => {
    const id = await compose({ starts_at: "28/11/2026 08:00" });
    expect((await look(id)).startsAt).toBe("2026-11-28T01:00:00.000Z");
    const american = form({ starts_at: "11/28/2026 08:00" });
    expect((await author.json("POST", "/desk/broadcasts", american)).statusCode).toBe(422);
    const { body } = await author.open(`/desk/broadcasts/${id}/edit`);
    expect(body).toContain('value="28/11/2026 08:00"');
  });

  test("names the agency once, and shows only channels that are on", async () => {
    const id = await compose({ text: "{co_quan} nghỉ sáng thứ Bảy." });
    const { preview } = await look(id);
    expect(preview.chat[0].text.match(/UBND phường Bình Tiên/g)).toHaveLength(1);
    expect(preview.sms.text.match(/UBND phường Bình Tiên/g)).toHaveLength(1);
    expect(preview.chat.map(({ channel }: { channel: string }) => channel)).toEqual(["zalo"]);
    expect(preview.email).toBeNull();
    const { body } = await author.open(`/desk/broadcasts/${id}`);
    expect(body).not.toContain('aria-label="Thư điện tử"');
  });

  test("a broadcast is written, approved by a second official, sent and exported", async () => {
    const id = await compose();
    const draft = await look(id);
    expect(draft).toMatchObject({ state: "draft", needsApproval: true, may: { submit: true } });
    expect(draft.forecast).toMatchObject({ recipients: 8, byRoute: { "zalo-chat": 8 } });
    expect(draft.preview.chat[0]).toMatchObject({ channel: "zalo", max: 2_000 });
    expect((await act(author, id, "submit", { revision: draft.revision })).statusCode).toBe(200);
    const { fingerprint, may } = await look(id, second);
    expect(may).toMatchObject({ approve: true });
    expect((await look(id)).may).toMatchObject({ approve: false });
    expect((await act(author, id, "approve", { fingerprint })).statusCode).toBe(403);
    expect((await act(second, id, "approve", { fingerprint: "other" })).statusCode).toBe(409);
    expect((await act(second, id, "approve", { fingerprint })).statusCode).toBe(200);
    expect(await finished(id)).toMatchObject({ sent: 8, recipients: 8, waiting: 0 });
    expect(sent.filter((to) => to.startsWith(dossier.code))).toHaveLength(8);

    const ledger = await author.json("GET", `/desk/broadcasts/${id}/ledger`);
    expect(ledger.json().lines).toHaveLength(8);
    const file = await author.open(`/desk/broadcasts/${id}/ledger.csv`);
    expect(file.headers["content-type"]).toContain("text/csv");
    const [, ...lines] = file.body.trim().split("\r\n");
    expect(lines).toHaveLength(8);
    expect(file.body).not.toMatch(/^[=+@-]|,[=+@-]/m);
    const workbook = await author.open(`/desk/broadcasts/${id}/ledger.xlsx`);
    const book = read(workbook.rawPayload);
    const sheet = book.Sheets[book.SheetNames[0] ?? ""] ?? {};
    expect(sheet["!ref"]).toBe("A1:K9");
    const trail = await (await desk.admin()).json("GET", "/desk/audit");
    const actions = trail.json<{ entries: { action: string }[] }>().entries.map((e) => e.action);
    for (const action of ["create", "submit", "approve", "export"]) {
      expect(actions).toContain(`broadcast.${action}`);
    }
  });

  test("a change after the submission revokes it, and an approval of the earlier text is refused", async () => {
    const id = await compose();
    const { revision } = await look(id);
    await act(author, id, "submit", { revision });
    const { fingerprint } = await look(id, second);
    const changed = form({ text: "Nghỉ cả ngày.", revision });
    expect((await author.json("POST", `/desk/broadcasts/${id}`, changed)).statusCode).toBe(200);
    expect((await author.json("POST", `/desk/broadcasts/${id}`, changed)).statusCode).toBe(409);
    expect((await act(second, id, "approve", { fingerprint })).statusCode).toBe(409);
    expect((await act(author, id, "submit", { revision })).statusCode).toBe(409);
    expect((await act(author, id, "cancel")).statusCode).toBe(200);
    expect((await act(author, id, "resume")).statusCode).toBe(409);
  });

  test("submitting twice gets the same answer; another official must reload the page", async () => {
    const id = await compose();
    const { revision } = await look(id);
    const [first, again] = [
      await act(author, id, "submit", { revision }),
      await act(author, id, "submit", { revision }),
    ];
    expect(again.json()).toEqual(first.json());
    expect((await act(second, id, "submit", { revision })).statusCode).toBe(409);
    await act(author, id, "cancel");
    expect((await act(author, id, "submit", { revision })).statusCode).toBe(409);
  });

  test("a scheduled broadcast can be paused, resumed, changed and cancelled before its time", async () => {
    const local = "2026-11-28T08:00";
    const { code } = await addAudience(desk, agency, 2);
    const form = { audience: "dossiers", dossiers: code, starts_at: local };
    const id = await compose(form);
    const { revision } = await look(id);
    await act(author, id, "submit", { revision });
    expect(await look(id)).toMatchObject({
      stateName: "Đã lên lịch",
      startsAt: "2026-11-28T01:00:00.000Z",
      progress: { waiting: 2 },
      may: { edit: true, pause: true, cancel: true },
    });
    expect((await act(author, id, "pause")).statusCode).toBe(200);
    expect((await act(author, id, "pause")).statusCode).toBe(409);
    expect((await act(author, id, "resume")).statusCode).toBe(200);
    const changed = { ...form, title, text: "Nghỉ cả ngày.", revision };
    expect((await author.json("POST", `/desk/broadcasts/${id}`, changed)).statusCode).toBe(200);
    expect(await look(id)).toMatchObject({ state: "draft", fingerprint: null, progress: null });
    await act(author, id, "submit", { revision: revision + 1 });
    expect((await act(author, id, "cancel")).statusCode).toBe(200);
    desk.broadcasts.wake();
    expect(sent.filter((to) => to.startsWith(code))).toEqual([]);
  });

  test("the exported ledger runs no formula in a spreadsheet, whatever a dossier's code is", async () => {
    const { code } = await addAudience(desk, agency, 1, "zalo", "=1+1|H26");
    const id = await compose({ audience: "dossiers", dossiers: code });
    await act(author, id, "submit", { revision: 1 });
    await finished(id);
    const { body } = await author.open(`/desk/broadcasts/${id}/ledger.csv`);
    expect(body).toContain(",'=1+1|H26,");
    expect(body.startsWith("\uFEFFDòng,Kênh")).toBe(true);
    expect(body.endsWith("\r\n")).toBe(true);
  });

  test("the same form sent twice creates one broadcast and says so", async () => {
    const same = form();
    const [first, again] = [
      await author.json("POST", "/desk/broadcasts", same),
      await author.json("POST", "/desk/broadcasts", same),
    ];
    expect(again.json()).toMatchObject({ id: first.json<{ id: number }>().id });
  });

  test.each([
    ["no title", { title: " " }, "title", "Nhập tiêu đề"],
    ["an unknown placeholder", { text: "Chào {ten}" }, "text", "Không có chỗ điền tên {ten}"],
    ["a lone brace", { text: "Chào {co_quan" }, "text", "Dấu { và }"],
    ["a dossier's placeholder for everyone", { text: "{ma_ho_so}" }, "text", "chỉ dùng khi"],
    ["a text that is many SMS", { text: "ấ".repeat(700) }, "text", "SMS"],
    ["an unknown audience", { audience: "all" }, "audience", "Chọn người nhận"],
    ["no dossiers", { audience: "dossiers" }, "dossiers", "ít nhất một"],
    ["another's dossier", { audience: "dossiers", dossiers: "X-1" }, "dossiers", "mã thứ 1"],
    ["no procedure", { audience: "procedure" }, "procedure", "Chọn thủ tục"],
    ["no point", { audience: "point", point: "?" }, "point", "Chọn điểm"],
    ["no ward", { audience: "ward", ward: "0" }, "ward", "Chọn phường"],
    ["no time", { starts_at: "soon" }, "starts_at", "Ghi ngày giờ"],
    ["a time that is past", { starts_at: "2026-11-24T08:00" }, "starts_at", "đã qua"],
    ["a time far ahead", { starts_at: "2126-11-28T08:00" }, "starts_at", "một năm"],
    ["no key", { key: undefined }, "key", "Thiếu khóa"],
  ])("refuses %s with an error at its field", async (_input, changes, field, reason) => {
    const refused = await author.json("POST", "/desk/broadcasts", form(changes));
    expect(refused.statusCode).toBe(422);
    const { errors } = refused.json<{ errors: { field?: string; reason: string }[] }>();
    expect(JSON.stringify(errors)).toContain(field);
    expect(errors[0]?.reason).toContain(reason);
  });

  test("accepts dossier codes one per line in any spelling", async () => {
    const dossiers = `${dossier.code.toLowerCase()}\n`;
    const placeholders = "Hồ sơ {ma_ho_so} của {co_quan}";
    const id = await compose({ audience: "dossiers", dossiers, text: placeholders });
    expect((await look(id)).forecast).toMatchObject({ recipients: 8 });
  });

  test("an official with a test address receives a test, and the page shows the code for a chat", async () => {
    const id = await compose();
    expect((await act(author, id, "try", { key: "1" })).statusCode).toBe(409);
    const wrong = await author.submit("/desk/account/trial-addresses", { address: "abc" });
    expect(wrong.statusCode).toBe(422);
    await author.submit("/desk/account/trial-addresses", { address: "0987 654 321" });
    const { code } = (await author.json("POST", "/desk/account/trial-addresses/code", {})).json();
    expect(code).toMatch(/^\d{8}$/);
    sent.splice(0);
    const tries = [
      await act(author, id, "try", { key: "1" }),
      await act(author, id, "try", { key: "1" }),
    ];
    expect(tries[0]?.json()).toMatchObject({ id: tries[1]?.json().id });
    await finished(tries[0]?.json().id);
    expect(sent).toEqual(["84987654321"]);
    const listed = await author.json("GET", "/desk/broadcasts");
    const ids = listed.json<{ broadcasts: { id: number }[] }>().broadcasts.map((one) => one.id);
    expect(ids).not.toContain(tries[0]?.json().id);
  });

  test("progress arrives as server-sent events and ends with the broadcast", async () => {
    const audience = { audience: "dossiers", dossiers: (await addAudience(desk, agency, 2)).code };
    const id = await compose(audience);
    const { revision } = await look(id);
    await act(author, id, "submit", { revision });
    await finished(id);
    const stream = await author.open(`/desk/broadcasts/${id}/progress`);
    expect(stream.headers["content-type"]).toContain("text/event-stream");
    const data = /event: progress\ndata: (.*)\n/.exec(stream.body)?.[1] ?? "";
    expect(JSON.parse(data)).toMatchObject({ sent: 2, stateName: "Đã xong" });
    expect(stream.body).toContain("event: over");
  });
});
