import { describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { createFirstAdmin } from "../../src/desk/accounts/first-admin.ts";
import { resetAccount } from "../../src/desk/accounts/reset-account.ts";
import { deleteDeskLeftovers } from "../../src/desk/retention.ts";
import { Authenticator } from "./authenticator.ts";
import {
  adminPassword,
  aPoint,
  openTestDesks,
  password,
  type TestDesk,
  Visitor,
} from "./desk-server.ts";

const desks = await openTestDesks();
const stepMs = 30_000;
const minuteMs = 60_000;

describe.each(desks)("a second factor at the desk on $name", ({ desk }) => {
  /** Makes an administrator who has set a password and no phone yet. */
  async function newAdmin(username: string) {
    const admin = await desk.admin();
    const fields = { username, name: `Quản trị ${username}`, role: "administrator" };
    const made = (await admin.json("POST", "/desk/people", fields)).json<Invited>();
    await desk.visit().json("POST", new URL(made.link).pathname, { password });
    return made.id;
  }

  /** A phone whose codes are used up as on a real clock, unlike that of the fixture. */
  const strictPhone = () => new Authenticator(desk.now);
  const signInAs = (username: string, phone: Authenticator) =>
    new Visitor(desk.app, phone).signIn(username, password);
  const sendJson = (payload: object) => desk.visit().json("POST", "/desk/sign-in", payload);

  /** Enrols a phone for an account, and returns the codes that were shown. */
  async function enrol(username: string, phone = strictPhone()) {
    const visitor = new Visitor(desk.app, phone);
    const shown = await visitor.signIn(username, password);
    return { visitor, phone, codes: codesIn(shown.body) };
  }

  test("an administrator reaches nothing before a phone is enrolled", async () => {
    await newAdmin("ba");
    const visitor = desk.visit();
    const led = await visitor.submit("/desk/sign-in", { username: "ba", password }, "/none");
    expect(led.headers.location).toBe("/desk/sign-in/enrolment");
    expect((await visitor.open("/desk/people")).headers.location).toContain("/desk/sign-in");
    const page = await visitor.open("/desk/sign-in/enrolment");
    expect(page.body).toContain("<svg");
    const wrong = await visitor.submit("/desk/sign-in/enrolment", { code: "000000" }, "/none");
    expect(wrong.statusCode).toBe(422);
    expect((await visitor.open("/desk/people")).statusCode).toBe(303);
    const { visitor: enrolled, codes } = await enrol("ba");
    expect(codes).toHaveLength(10);
    expect((await enrolled.open("/desk/people")).statusCode).toBe(200);
  });

  test("the password alone does not sign in, as a page or as a program", async () => {
    const { phone } = await enrolNew("bon");
    desk.elapse(stepMs);
    const visitor = desk.visit();
    const led = await visitor.submit("/desk/sign-in", { username: "bon", password }, "/none");
    expect(led.headers.location).toBe("/desk/sign-in/code");
    expect((await visitor.open("/desk/people")).statusCode).toBe(303);
    const program = await sendJson({ username: "bon", password });
    expect(program.statusCode).toBe(401);
    expect(program.json()).toMatchObject({ type: "urn:huong-dan:problem:code-needed" });
    expect(program.body).not.toContain("token");
    const code = phone.codeAt("bon", desk.now());
    const wrong = code === "000000" ? "000001" : "000000";
    expect((await sendJson({ username: "bon", password, code: wrong })).statusCode).toBe(422);
    const right = await sendJson({ username: "bon", password, code });
    expect(right.json()).toHaveProperty("token");
  });

  test("a program is told that an account must be enrolled first", async () => {
    await newAdmin("nam");
    const refused = await sendJson({ username: "nam", password });
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ type: "urn:huong-dan:problem:enrolment-needed" });
  });

  test("a code is accepted once, also by two requests at the same moment, and no earlier one after it", async () => {
    const { phone } = await enrolNew("sau");
    const send = (at: number) =>
      sendJson({ username: "sau", password, code: phone.codeAt("sau", new Date(at)) });
    const now = desk.now().getTime();
    expect((await send(now)).statusCode).toBe(422);
    desk.elapse(10 * stepMs);
    const later = desk.now().getTime();
    const both = await Promise.all([send(later), send(later)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422]);
    expect((await send(later - stepMs)).statusCode).toBe(422);
    expect((await send(later + stepMs)).statusCode).toBe(200);
    expect((await send(later + 2 * stepMs)).statusCode).toBe(422);
  });

  test("a clock that is set back refuses old codes and breaks nothing; a recovery code signs in", async () => {
    const { phone, codes } = await enrolNew("bay");
    desk.elapse(-60 * minuteMs);
    const code = phone.codeAt("bay", desk.now());
    expect((await sendJson({ username: "bay", password, code })).statusCode).toBe(422);
    expect((await sendJson({ username: "bay", password, code: codes[0] })).statusCode).toBe(200);
    desk.elapse(60 * minuteMs);
  });

  test("a recovery code replaces the phone once, however it is typed, and is stored as a hash", async () => {
    const { codes } = await enrolNew("tam");
    const [first = "", second = ""] = codes;
    const typed = ` ${first.toUpperCase().replaceAll("-", " ")} `;
    expect((await sendJson({ username: "tam", password, code: typed })).statusCode).toBe(200);
    expect((await sendJson({ username: "tam", password, code: first })).statusCode).toBe(422);
    const foreign = await enrolNew("tam-hai");
    expect((await sendJson({ username: "tam-hai", password, code: second })).statusCode).toBe(422);
    expect(foreign.codes).not.toContain(second);
    const { rows } = await sql<{ all: string }>`
      select string_agg(one::text, ' ') as all from desk_recovery_code one
      union all select string_agg(one::text, ' ') from desk_second_factor one`.execute(
      desk.database.db,
    );
    const stored = rows.map(({ all }) => all).join(" ");
    expect(stored).not.toContain(second);
    expect(stored).not.toContain(second.replaceAll("-", ""));
    expect(stored).toContain("v1.");
    expect(await actionsOf(desk)).toContain("recovery-code.use");
  });

  test("wrong codes are counted before they are judged, also in parallel, and are recorded", async () => {
    await enrolNew("chin");
    const guess = (n: number) =>
      desk.visit().request({
        method: "POST",
        url: "/desk/sign-in",
        headers: { accept: "application/json", "x-forwarded-for": `10.20.${n}.1` },
        payload: { username: "chin", password, code: `${100_000 + n}` },
      });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(n)));
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    expect(await actionsOf(desk)).toContain("second-factor.refuse");
    desk.elapse(15 * minuteMs);
  });

  test("who guesses codes elsewhere does not keep the owner's own device out", async () => {
    const { visitor } = await enrolNew("muoi");
    for (let n = 0; n < 15; n += 1) {
      await desk.visit().request({
        method: "POST",
        url: "/desk/sign-in",
        headers: { accept: "application/json", "x-forwarded-for": "10.21.0.1" },
        payload: { username: "muoi", password, code: "123123" },
      });
    }
    await visitor.submit("/desk/sign-out");
    desk.elapse(stepMs);
    const signedIn = await visitor.signIn("muoi", password);
    expect(signedIn.statusCode).toBe(303);
    desk.elapse(15 * minuteMs);
  });

  test("a step that nobody finishes ends after a quarter of an hour, and its row is deleted", async () => {
    const { phone } = await enrolNew("muoi-mot");
    const visitor = desk.visit();
    await visitor.submit("/desk/sign-in", { username: "muoi-mot", password }, "/none");
    desk.elapse(15 * minuteMs);
    const code = phone.codeAt("muoi-mot", desk.now());
    const late = await visitor.submit("/desk/sign-in/code", { code }, "/none");
    expect(late.headers.location).toBe("/desk/sign-in");
    expect((await visitor.open("/desk/people")).statusCode).toBe(303);
    await deleteDeskLeftovers(desk.database.db, desk.now());
    const left = await desk.database.db.selectFrom("desk_sign_in_step").selectAll().execute();
    expect(left).toEqual([]);
  });

  test("officials need a phone once an administrator says so, and may have one before", async () => {
    const agency = await desk.agency("UBND phường Một");
    const official = await desk.person("official", { username: "hoa", agency });
    const admin = await desk.admin();
    const refused = await official.json("POST", "/desk/people/second-factor", { official: true });
    expect(refused.statusCode).toBe(403);
    const set = await admin.json("POST", "/desk/people/second-factor", { official: true });
    expect(set.json()).toMatchObject({ needed: ["official"] });
    expect((await admin.open("/desk/people")).body).toMatch(/name="official" value="1" checked/);
    // Work that is open goes on; the next sign-in enrols.
    expect((await official.open("/desk/dossiers")).statusCode).toBe(200);
    expect((await sendJson({ username: "hoa", password })).statusCode).toBe(403);
    await admin.json("POST", "/desk/people/second-factor", {});
    expect((await sendJson({ username: "hoa", password })).statusCode).toBe(200);
    expect(await actionsOf(desk)).toContain("second-factor.roles");

    const wrong = await official.submit("/desk/account/second-factor", { factor_password: "sai" });
    expect(wrong.statusCode).toBe(422);
    const led = await official.submit("/desk/account/second-factor", { factor_password: password });
    expect(led.headers.location).toBe("/desk/sign-in/enrolment?next=/desk/account");
    const phone = strictPhone();
    phone.scan("hoa", (await official.open("/desk/sign-in/enrolment")).body);
    const code = phone.codeAt("hoa", desk.now());
    const shown = await official.submit("/desk/sign-in/enrolment", { code }, "/none");
    expect(codesIn(shown.body)).toHaveLength(10);
    expect((await official.open("/desk/account")).body).toContain("Còn 10 mã dự phòng");
    expect((await sendJson({ username: "hoa", password })).statusCode).toBe(401);
    desk.elapse(stepMs);
    const remove = { code: phone.codeAt("hoa", desk.now()) };
    expect((await official.submit("/desk/account/second-factor/remove", remove)).statusCode).toBe(
      303,
    );
    expect((await sendJson({ username: "hoa", password })).statusCode).toBe(200);
  });

  test("the owner makes new recovery codes and changes the phone with a code, and an administrator cannot drop it", async () => {
    const { visitor, phone, codes } = await enrolNew("muoi-hai");
    desk.elapse(stepMs);
    const renewed = await visitor.submit("/desk/account/recovery-codes", {
      code: phone.codeAt("muoi-hai", desk.now()),
    });
    const [fresh = ""] = codesIn(renewed.body);
    const old = { username: "muoi-hai", password, code: codes[0] };
    expect((await sendJson(old)).statusCode).toBe(422);
    const kept = await visitor.submit("/desk/account/second-factor/remove", { code: fresh });
    expect(kept.statusCode).toBe(422);
    expect(kept.body).toContain("phải đăng nhập hai bước");
    const led = await visitor.submit("/desk/account/second-factor", { code: fresh });
    expect(led.headers.location).toContain("/desk/sign-in/enrolment");
    const next = strictPhone();
    next.scan("muoi-hai", (await visitor.open("/desk/sign-in/enrolment")).body);
    desk.elapse(stepMs);
    const code = next.codeAt("muoi-hai", desk.now());
    expect((await visitor.submit("/desk/sign-in/enrolment", { code }, "/none")).statusCode).toBe(
      200,
    );
    desk.elapse(stepMs);
    const former = phone.codeAt("muoi-hai", desk.now());
    expect((await sendJson({ ...old, code: former })).statusCode).toBe(422);
    const present = next.codeAt("muoi-hai", desk.now());
    expect((await sendJson({ ...old, code: present })).statusCode).toBe(200);
  });

  test("an administrator resets the phone of somebody else, which ends their sessions, but not their own", async () => {
    const id = await newAdmin("muoi-ba");
    const { visitor } = await enrol("muoi-ba");
    const admin = await desk.admin();
    const reset = await admin.submit(`/desk/people/${id}/second-factor/reset`);
    expect(reset.headers.location).toBe(`/desk/people/${id}`);
    expect((await visitor.open("/desk/account")).statusCode).toBe(303);
    expect((await sendJson({ username: "muoi-ba", password })).json()).toMatchObject({
      type: "urn:huong-dan:problem:enrolment-needed",
    });
    const own = await idOf(desk, "admin");
    expect((await admin.submit(`/desk/people/${own}/second-factor/reset`)).statusCode).toBe(422);
    expect(await actionsOf(desk)).toContain("second-factor.reset");
    expect((await signInAs("muoi-ba", strictPhone())).statusCode).toBe(200);
  });

  test("of two phones that are enrolled for one account at the same moment, one is accepted", async () => {
    await newAdmin("muoi-bon");
    const visitors = [desk.visit(), desk.visit()];
    const codes: string[] = [];
    for (const visitor of visitors) {
      await visitor.submit("/desk/sign-in", { username: "muoi-bon", password }, "/none");
      const phone = strictPhone();
      phone.scan("muoi-bon", (await visitor.open("/desk/sign-in/enrolment")).body);
      codes.push(phone.codeAt("muoi-bon", desk.now()));
    }
    const answers = await Promise.all(
      visitors.map((visitor, at) =>
        visitor.submit("/desk/sign-in/enrolment", { code: codes[at] ?? "" }, "/none"),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 303]);
  });

  test("a lost phone of the only administrator is replaced from the server", async () => {
    const { database, now } = desk;
    const { visitor } = await enrolNew("muoi-lam");
    const token = await database.transaction((tx) => resetAccount(tx, " Muoi-Lam ", now()));
    expect((await visitor.open("/desk/account")).statusCode).toBe(303);
    expect((await sendJson({ username: "muoi-lam", password })).statusCode).toBe(422);
    const next = "ghế xanh nghe tàu";
    const taken = await desk.visit().json("POST", `/desk/invitation/${token}`, { password: next });
    expect(taken.statusCode).toBe(200);
    const again = await new Visitor(desk.app, strictPhone()).signIn("muoi-lam", next);
    expect(codesIn(again.body)).toHaveLength(10);
    expect(await actionsOf(desk)).toContain("account.reset");
    expect(await database.transaction((tx) => resetAccount(tx, "khong-co", now()))).toBeNull();
  });

  async function enrolNew(username: string) {
    await newAdmin(username);
    return enrol(username);
  }
});

describe.each(desks)("administrators on $name", ({ desk }) => {
  const change = (visitor: Visitor, id: number, fields: object) =>
    visitor.json("POST", `/desk/people/${id}`, fields);

  test("change role, agency and points of an account, whose sessions see it at once or end", async () => {
    const [one, two] = [await desk.agency("UBND phường Một"), await desk.agency("UBND phường Hai")];
    const admin = await desk.admin();
    const official = await desk.person("official", { username: "doi-viec", agency: one });
    const id = await idOf(desk, "doi-viec");
    await change(admin, id, { agency: two });
    const { account } = (await official.json("GET", "/desk/account")).json<{
      account: { agencyId: number };
    }>();
    expect(account.agencyId).toBe(two);
    const missing = await change(admin, id, { role: "staff", agency: "", points: "" });
    expect(missing.statusCode).toBe(422);
    const unknown = await change(admin, id, { role: "staff", points: "khong-co" });
    expect(unknown.json().errors).toEqual([expect.objectContaining({ parameter: "points" })]);
    await change(admin, id, { role: "staff", points: aPoint });
    expect((await official.open("/desk/account")).statusCode).toBe(303);
    await official.signIn("doi-viec", password);
    expect((await official.open("/desk/dossiers")).statusCode).toBe(403);
    expect((await official.open(`/desk/points/${aPoint}`)).statusCode).toBe(200);
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; detail: string }[];
    }>();
    expect(entries.find(({ action }) => action === "account.change")?.detail).toBe(
      `official (agency ${two}) -> staff (${aPoint})`,
    );
    const page = await admin.open(`/desk/people/${id}`);
    expect(page.body).toContain(`value="${aPoint}"`);
    // A new administrator needs a phone, so the session ends.
    await change(admin, id, { role: "administrator" });
    expect((await official.open("/desk/account")).statusCode).toBe(303);
    const self = await change(admin, await idOf(desk, "admin"), { role: "staff", points: "x" });
    expect(self.json().errors).toEqual([expect.objectContaining({ parameter: "role" })]);
  });

  test("end all sessions of somebody, and everybody ends all of their own", async () => {
    const here = await desk.person("staff", { username: "nhieu-noi" });
    const there = desk.visit();
    await there.signIn("nhieu-noi", password);
    const ended = await here.submit("/desk/account/sessions/end");
    expect(ended.headers.location).toBe("/desk/sign-in");
    for (const visitor of [here, there]) {
      expect((await visitor.open("/desk/account")).statusCode).toBe(303);
    }
    await there.signIn("nhieu-noi", password);
    const admin = await desk.admin();
    await admin.submit(`/desk/people/${await idOf(desk, "nhieu-noi")}/sessions/end`);
    expect((await there.open("/desk/account")).statusCode).toBe(303);
    expect((await admin.open("/desk/account")).statusCode).toBe(200);
    expect(await actionsOf(desk)).toContain("session.end-all");
  });

  test.each(["close", "demote"])(
    "two who %s each other at the same moment leave one",
    async (how) => {
      const names = [`mot-${how}`, `hai-${how}`];
      const admin = await desk.admin();
      const others: { id: number; visitor: Visitor }[] = [];
      for (const username of names) {
        const fields = { username, name: username, role: "administrator" };
        const { id, link } = (await admin.json("POST", "/desk/people", fields)).json<Invited>();
        await desk.visit().json("POST", new URL(link).pathname, { password });
        const visitor = desk.visit();
        await visitor.signIn(username, password);
        others.push({ id, visitor });
      }
      const [first, second] = others;
      if (first === undefined || second === undefined) throw new Error("Two were made");
      const act = (visitor: Visitor, id: number) =>
        how === "close"
          ? visitor.json("POST", `/desk/people/${id}/close`, {})
          : change(visitor, id, { role: "staff", points: aPoint });
      const answers = await Promise.all([
        act(first.visitor, second.id),
        act(second.visitor, first.id),
      ]);
      const statuses = answers.map(({ statusCode }) => statusCode).toSorted();
      expect(statuses[0]).toBe(200);
      // The slower one finds itself signed out, or no administrator any more.
      expect([401, 403]).toContain(statuses[1]);
      const { people } = (await admin.json("GET", "/desk/people")).json<People>();
      const left = people.filter(
        ({ username, role, closedAt }) =>
          names.includes(username) && role === "administrator" && closedAt === null,
      );
      expect(left).toHaveLength(1);
    },
  );

  test("one is made at start where only officials are left, under a name that is free", async () => {
    const { database, now } = desk;
    const first = { user: "admin", password: adminPassword };
    expect(await createFirstAdmin(database, first, now())).toBeNull();
    await database.db
      .updateTable("desk_account")
      .set({ role: "official" })
      .where("role", "=", "administrator")
      .execute();
    const starts = await Promise.all([1, 2].map(() => createFirstAdmin(database, first, now())));
    expect(starts.filter((made) => made !== null)).toEqual([{ user: "admin-2", password: null }]);
    expect((await desk.visit().signIn("admin-2", adminPassword)).statusCode).toBe(200);
  });
});

interface Invited {
  readonly id: number;
  readonly link: string;
}

interface People {
  readonly people: readonly {
    readonly id: number;
    readonly username: string;
    readonly role: string;
    readonly closedAt: string | null;
  }[];
}

async function idOf(desk: TestDesk, username: string): Promise<number> {
  const { people } = (await (await desk.admin()).json("GET", "/desk/people")).json<People>();
  return people.find((one) => one.username === username)?.id ?? 0;
}

async function actionsOf(desk: TestDesk): Promise<string[]> {
  const rows = await desk.database.db.selectFrom("desk_audit").select("action").execute();
  return rows.map(({ action }) => action);
}

function codesIn(body: string): string[] {
  return [...body.matchAll(/<li>((?:[a-z2-9]{4}-){3}[a-z2-9]{4})<\/li>/g)].map(
    ([, code]) => code ?? "",
  );
}
