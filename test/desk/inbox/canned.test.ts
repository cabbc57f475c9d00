import { beforeAll, describe, expect, test } from "@jest/globals";
import { aPoint, openTestDesks, type Visitor } from "../desk-server.ts";
import { addTask } from "../dossier-fixtures.ts";
import { inboxOf } from "./talk.ts";

const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

interface CannedList {
  readonly canned: readonly {
    readonly id: number;
    readonly title: string;
    readonly isOwn: boolean;
  }[];
  readonly owners: readonly { readonly value: string }[];
}

describe("canned replies", () => {
  let admin: Visitor;
  let lan: Visitor;
  let hoa: Visitor;

  beforeAll(async () => {
    admin = await desk.admin();
    lan = await desk.person("staff", { username: "lan" });
    hoa = await desk.person("staff", { username: "hoa", points: "diem-kp6-ho-bieu-chanh" });
  }, 60_000);

  const list = async (visitor: Visitor) =>
    (await visitor.json("GET", "/desk/inbox/canned")).json<CannedList>();
  const add = async (visitor: Visitor, draft: object) =>
    (await visitor.json("POST", "/desk/inbox/canned", draft)).statusCode;

  test("a team adds, changes and deletes its own; everybody's are written by administrators", async () => {
    const chao = { title: "Chào", words: "Chào bác, {ten_can_bo} ở {diem} đây ạ." };
    expect(await add(lan, { ...chao, owner: `point:${aPoint}` })).toBe(200);
    expect(await add(admin, { ...chao, title: "Cảm ơn", owner: "all" })).toBe(200);
    expect(await add(lan, { ...chao, owner: "all" })).toBe(422);
    expect(await add(lan, { ...chao, words: "{mat_khau}", owner: `point:${aPoint}` })).toBe(422);
    expect(await add(lan, { title: "", words: "", owner: "" })).toBe(422);

    const mine = await list(lan);
    expect(mine.owners.map(({ value }) => value)).toEqual([`point:${aPoint}`]);
    expect(mine.canned).toMatchObject([
      { title: "Cảm ơn", isOwn: false },
      { title: "Chào", isOwn: true },
    ]);
    expect((await list(hoa)).canned.map(({ title }) => title)).toEqual(["Cảm ơn"]);
    const [everybodys, own] = mine.canned.map(({ id }) => id);
    for (const id of [everybodys, own]) {
      const removed = await hoa.json("POST", `/desk/inbox/canned/${id}/remove`, {});
      expect(removed.statusCode).toBe(404);
    }
    const draft = { ...chao, title: "Chào bác", owner: `point:${aPoint}` };
    expect((await lan.json("POST", `/desk/inbox/canned/${own}`, draft)).statusCode).toBe(200);
    expect((await lan.open(`/desk/inbox/canned/${own}`)).body).toContain('value="Chào bác"');
    expect((await lan.json("POST", `/desk/inbox/canned/${own}/remove`, {})).statusCode).toBe(200);
    expect((await list(lan)).canned.map(({ title }) => title)).toEqual(["Cảm ơn"]);
  });

  test("placeholders are filled in before it is sent, in the box too without scripts", async () => {
    await add(admin, { title: "Hẹn", words: "{ten_can_bo}, {diem}, {thu_tuc}", owner: "all" });
    const id = await addTask(desk);
    await inboxOf(lan).act(id, "take");
    const { canned } = await inboxOf(lan).read(id);
    const reply = canned.find(({ words }) => words.startsWith("Người lan, "));
    expect(reply?.words).toMatch(/^Người lan, .*Khu phố 23.*, …$/);
    const { body } = await lan.open(`/desk/inbox/${id}?canned=${reply?.id}`);
    expect(body).toMatch(/<textarea id="words"[^>]*>Người lan, /);
  });
});
