import { beforeAll, describe, expect, test } from "@jest/globals";
import type { z } from "zod";
import { intents } from "../../../src/catalog/understanding/intent.ts";
import { replaceAgencyProcedures } from "../../../src/db/queries/catalog-versions.ts";
import { recordMissedQuestions } from "../../../src/db/queries/missed-questions.ts";
import { upsertLabel } from "../../../src/db/queries/sentence-labels.ts";
import { deskRoutes } from "../../../src/desk/routes.ts";
import type { MisunderstoodSentence } from "../../../src/flows/engine/misunderstood.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";

const desks = await openTestDesks();
const dayMs = 24 * 3_600_000;
const birth = "dang-ky-khai-sinh";
const death = "dang-ky-khai-tu";

interface Sentence {
  readonly alike: string;
  readonly words: string;
  readonly cases: readonly { kind: string; procedures: readonly { id: string; name: string }[] }[];
  readonly today: { readonly intent: string; readonly procedures: readonly { id: string }[] };
}
interface List {
  readonly sentences: readonly Sentence[];
  readonly labels: readonly { words: string; verdict: string; isAlias: boolean; by: string }[];
}

const answerOf = (method: string, path: string): z.ZodType => {
  const route = deskRoutes.find((each) => each.method === method && each.path === path);
  if (route?.api === undefined) throw new Error(`${method} ${path} states no schemas`);
  return route.api.answer;
};
const withDates = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, each) =>
    typeof each === "string" && /At$|^at$/.test(key) ? new Date(each) : each,
  );

describe.each(desks)("misunderstood sentences on $name", ({ desk }) => {
  let admin: Visitor;
  let official: Visitor;
  let stranger: Visitor;
  let count = 0;

  beforeAll(async () => {
    const agency = await desk.agency("UBND phường Một");
    await desk.database.transaction((tx) => replaceAgencyProcedures(tx, agency, [birth]));
    admin = await desk.admin();
    official = await desk.person("official", { agency });
    const other = await desk.agency("UBND phường Hai");
    stranger = await desk.person("official", { username: "stranger", agency: other });
  }, 120_000);

  /** Records a sentence of one resident; `words` in the order in which they were typed. */
  async function hear(words: string, more: Partial<MisunderstoodSentence> = {}) {
    count += 1;
    const sentence = { kind: "corrected" as const, intent: "steps", procedures: [birth], ...more };
    await recordMissedQuestions(desk.database.db, [
      {
        id: `fact ${count}`,
        at: new Date(desk.now().getTime() - dayMs),
        residentHash: `resident ${count}`,
        missedWords: [],
        misunderstood: [{ ...sentence, words: words.split(" ") }],
      },
    ]);
    return words.split(" ").toSorted().join(" ");
  }

  const list = async (query = "", visitor = admin) =>
    (await visitor.json("GET", `/desk/sentences${query}`)).json<List>();
  const findOpen = async (alike: string) =>
    (await list()).sentences.find((one) => one.alike === alike);
  const say = (visitor: Visitor, alike: string, more: object) =>
    visitor.json("POST", "/desk/sentences/label", { alike, ...more });
  const readAudit = async () =>
    (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; subject: string; detail: string; username: string }[];
    }>().entries;

  test("are listed from the first resident on, with what the bot took them for and takes them for now", async () => {
    const alike = await hear("lam khai tu cho ba noi");
    expect(await findOpen(alike)).toMatchObject({
      words: "lam khai tu cho ba noi",
      residents: 1,
      count: 1,
      cases: [
        {
          kind: "corrected",
          kindName: "dân sửa lại ngay",
          procedures: [{ id: birth, name: expect.stringContaining("khai sinh") }],
        },
      ],
      today: { procedures: [{ id: death }] },
    });
    const { body } = await official.open("/desk/sentences");
    expect(body).toContain("“lam khai tu cho ba noi”");
    expect(body).toContain("dân sửa lại ngay");
    expect((await list("?kind=returned")).sentences).toEqual([]);
    expect((await list("?kind=corrected&from=0")).sentences).toHaveLength(1);
    expect((await list("?kind=offered")).sentences).toHaveLength(1);
    expect((await admin.open("/desk/figures")).body).toContain('href="/desk/sentences"');
  });

  test("are labelled with what they meant; the label is audited without their words", async () => {
    const alike = await hear("giay xanh cho ong noi");
    const page = await admin.open(`/desk/sentences/one?alike=${encodeURIComponent(alike)}`);
    expect(page.body).toContain("Người dân muốn hỏi gì?");
    const made = await say(admin, alike, {
      verdict: "meant",
      procedure: death,
      intent: "documents",
    });
    expect(made.statusCode).toBe(200);
    expect(answerOf("POST", "/sentences/label").safeParse(made.json()).error).toBeUndefined();
    expect(await findOpen(alike)).toBeUndefined();
    const { labels } = await list("?view=labelled");
    expect(labels[0]).toMatchObject({
      words: "giay xanh cho ong noi",
      verdict: "meant",
      intent: "documents",
      procedure: { id: death },
      by: "admin",
    });
    const [entry] = await readAudit();
    expect(entry).toMatchObject({ action: "sentence.label", detail: `meant ${death} documents` });
    expect(JSON.stringify(entry)).not.toContain("xanh");
    expect((await admin.json("POST", "/desk/sentences/unlabel", { alike })).statusCode).toBe(200);
    expect(await findOpen(alike)).toBeDefined();
    expect((await readAudit())[0]).toMatchObject({ action: "sentence.unlabel" });
  });

  test("are labelled out of scope, or discarded, by pressing a button of the form", async () => {
    for (const verdict of ["out_of_scope", "discarded"]) {
      const alike = await hear(`gia vang hom nay ${verdict === "discarded" ? "bao" : "the"}`);
      const answer = await admin.submit("/desk/sentences/label", {
        ...{ alike, verdict, procedure: "", intent: "" },
      });
      expect(answer.statusCode).toBe(303);
      const { labels } = await list("?view=labelled");
      expect(labels[0]).toMatchObject({ verdict });
      expect(await findOpen(alike)).toBeUndefined();
    }
  });

  test.each([
    ["nothing", { verdict: "meant" }],
    ["an unknown procedure", { verdict: "meant", procedure: "toString" }],
    ["an unknown intent", { verdict: "meant", intent: "constructor" }],
    ["an unknown verdict", { verdict: "maybe", procedure: birth }],
    ["an alias of nothing", { verdict: "alias", intent: "steps" }],
  ])("refuse a label with %s, and show the form again", async (_, body) => {
    const alike = await hear("xin giay gi do");
    const answer = await say(admin, alike, body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toHaveLength(1);
    expect(await findOpen(alike)).toBeDefined();
  });

  test("that are not stored are not labelled", async () => {
    expect((await say(admin, "khong co", { verdict: "discarded" })).statusCode).toBe(404);
    expect((await admin.json("GET", "/desk/sentences/one?alike=khong")).statusCode).toBe(404);
    expect((await admin.open("/desk/sentences/one")).statusCode).toBe(303);
  });

  describe("an official", () => {
    test("labels what means a procedure of their agency", async () => {
      const alike = await hear("lam giay cho be moi de", { procedures: [death] });
      const refused = await say(official, alike, { verdict: "meant", procedure: death });
      expect(refused.statusCode).toBe(422);
      expect(refused.json().errors[0].reason).toContain("không thuộc cơ quan");
      expect((await say(official, alike, { verdict: "discarded" })).statusCode).toBe(422);
      const made = await say(official, alike, { verdict: "meant", procedure: birth });
      expect(made.statusCode).toBe(200);
      const page = await official.open(`/desk/sentences/one?alike=${encodeURIComponent(alike)}`);
      expect(page.body).toContain(`value="${birth}"`);
      expect(page.body).not.toContain(`value="${death}"`);
      expect(page.body).not.toContain('value="alias"');
      // Another agency's official does not take that back.
      expect((await say(stranger, alike, { verdict: "discarded" })).statusCode).toBe(422);
      expect((await stranger.json("POST", "/desk/sentences/unlabel", { alike })).statusCode).toBe(
        404,
      );
    });

    test("also says that what was taken for one of these meant something else", async () => {
      const alike = await hear("mua be cai ghe");
      expect((await say(stranger, alike, { verdict: "out_of_scope" })).statusCode).toBe(422);
      expect((await say(official, alike, { verdict: "out_of_scope" })).statusCode).toBe(200);
    });

    test("adds no aliases and exports nothing", async () => {
      const alike = await hear("lam giay cho be yeu");
      expect((await say(official, alike, { verdict: "alias", procedure: birth })).statusCode).toBe(
        422,
      );
      expect(await findOpen(alike)).toBeDefined();
      expect((await official.json("GET", "/desk/sentences/training.json")).statusCode).toBe(403);
    });
  });

  test("are tried as they are, and as if they were an alias; then added as one with one press", async () => {
    const alike = await hear("to he xanh la");
    const attempt = (more: object) =>
      admin.json("POST", "/desk/sentences/try", { alike, sentence: "làm tò he xanh lá", ...more });
    const without = (await attempt({})).json();
    expect(without.tried).toMatchObject({ isTried: false });
    expect(answerOf("POST", "/sentences/try").safeParse(withDates(without)).error).toBeUndefined();
    const tried = (await attempt({ procedure: birth })).json();
    expect(tried.tried.isTried).toBe(true);
    expect(tried.tried.procedures[0]).toMatchObject({ id: birth });
    expect((await attempt({ sentence: "" })).statusCode).toBe(422);
    const added = await say(admin, alike, { verdict: "alias", procedure: birth });
    expect(added.statusCode).toBe(200);
    expect(desk.live.catalog().procedures.get(birth)?.aliases).toContain("to he xanh la");
    expect((await list("?view=labelled")).labels[0]).toMatchObject({
      isAlias: true,
      today: { procedures: [{ id: birth }] },
    });
    expect((await readAudit()).slice(0, 2).map(({ action }) => action)).toEqual([
      "alias.add",
      "sentence.label",
    ]);
  });

  test("that are labelled are exported as training data, and stripped of personal details again", async () => {
    const { db } = desk.database;
    const keep = (words: string, more: object) =>
      upsertLabel(
        db,
        {
          ...{ alike: words.split(" ").toSorted().join(" "), words, verdict: "meant" },
          ...{ intent: null, procedureId: null, ...more },
        },
        { by: "hoa", now: desk.now() },
      );
    const named = await keep("em ten nguyen van qwerty lam khai tu 0912345678", {
      procedureId: death,
    });
    const asked = await keep("khai tu can giay gi", { procedureId: death, intent: "documents" });
    const outside = await keep("gia vang bao nhieu", {
      ...{ verdict: "out_of_scope", intent: "out_of_scope" },
    });
    const left = await keep("bo cau nay", { verdict: "discarded" });
    const lost = await keep("thu tuc khong con", { procedureId: "khong-con" });
    const empty = await keep("qwerty 0912345678", { procedureId: death });
    const intentOnly = await keep("nop o dau", { intent: "where" });

    const response = await admin.json("GET", "/desk/sentences/training.json");
    expect(response.headers["content-disposition"]).toContain("cau-da-gan-nhan-2026-11-25.json");
    const file = response.json();
    expect(answerOf("GET", "/sentences/training.json").safeParse(file).error).toBeUndefined();
    const byId = new Map<string, { text: string; intent: string; procedures: string[] }>(
      file.sentences.map((one: { id: string; text: string }) => [one.id, one]),
    );
    expect(byId.get(`desk-${named}`)).toMatchObject({ intent: "steps", procedures: [death] });
    expect(byId.get(`desk-${named}`)?.text).toContain("khai tu");
    expect(byId.get(`desk-${named}`)?.text).not.toMatch(/nguyen|van|qwerty|\d/);
    expect(byId.get(`desk-${asked}`)).toEqual({
      ...{ id: `desk-${asked}`, text: "khai tu can giay gi" },
      ...{ intent: "documents", procedures: [death] },
    });
    expect(byId.get(`desk-${outside}`)).toMatchObject({ intent: "out_of_scope", procedures: [] });
    expect(byId.get(`desk-${intentOnly}`)).toMatchObject({ intent: "where", procedures: [] });
    for (const id of [left, lost, empty]) expect(byId.has(`desk-${id}`)).toBe(false);
    for (const { intent } of byId.values()) expect(intents).toContain(intent);
    expect((await readAudit())[0]).toMatchObject({ action: "sentence.export" });
  });

  test("are described for programs", async () => {
    const document = (await admin.json("GET", "/desk/openapi.json")).json();
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(
        ["", "/one", "/label", "/unlabel", "/try", "/training.json"].map(
          (path) => `/desk/sentences${path}`,
        ),
      ),
    );
    const alike = await hear("mot cau cho may doc");
    for (const [path, url] of [
      ["/sentences", "/desk/sentences"],
      ["/sentences", "/desk/sentences?view=labelled"],
      ["/sentences/one", `/desk/sentences/one?alike=${encodeURIComponent(alike)}`],
    ] as const) {
      const answer = (await admin.json("GET", url)).json();
      expect(answerOf("GET", path).safeParse(withDates(answer)).error).toBeUndefined();
    }
  });
});
