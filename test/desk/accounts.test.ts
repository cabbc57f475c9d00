import { describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { createFirstAdmin } from "../../src/desk/accounts/first-admin.ts";
import { hashPassword, isPassword } from "../../src/desk/identity/password.ts";
import {
  adminPassword,
  aPoint,
  openTestDesks,
  password,
  publicUrl,
  Visitor,
} from "./desk-server.ts";

const desks = await openTestDesks();
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

test("hashes passwords with argon2id, each with its own salt", async () => {
  const [one, other] = [await hashPassword(password), await hashPassword(password)];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await isPassword(password, one)).toBe(true);
  expect(await isPassword(`${password} `, one)).toBe(false);
  expect(await isPassword(password, null)).toBe(false);
  // Two keyboards compose the same letters differently.
  const composed = await hashPassword("mật khẩu dài lắm".normalize("NFC"));
  expect(await isPassword("mật khẩu dài lắm".normalize("NFD"), composed)).toBe(true);
});

describe.each(desks)("accounts at the desk on $name", ({ desk }) => {
  test("a page that needs a session redirects to the sign-in, and from there back to itself", async () => {
    const visitor = desk.visit();
    const led = await visitor.open("/desk/people?x=1");
    expect(led.statusCode).toBe(303);
    expect(led.headers.location).toBe("/desk/sign-in?next=%2Fdesk%2Fpeople%3Fx%3D1");
    await desk.admin();
    const signedIn = await visitor.signIn("admin", adminPassword, "/desk/people?x=1");
    expect(signedIn.headers.location).toBe("/desk/people?x=1");
    expect(String(signedIn.headers["set-cookie"])).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    expect((await visitor.open("/desk/people")).body).toContain("Mời người dùng");
  });

  test.each(["https://xau.example/", "//xau.example", "/\\xau.example", "/desk/../x", "/deskx"])(
    "the sign-in never redirects to %s",
    async (next) => {
      const visitor = desk.visit();
      await desk.admin();
      const signedIn = await visitor.signIn("admin", adminPassword, next);
      expect(signedIn.headers.location).toMatch(/^\/desk(\/\.\.\/x)?$/);
    },
  );

  test("an invited person sets a password with a single-use link and is signed in", async () => {
    const admin = await desk.admin();
    const agency = await desk.agency("UBND phường Một");
    const invited = await admin.submit("/desk/people", {
      username: "Hoa.Nguyen",
      name: "Nguyễn Thị Hoa",
      role: "official",
      agency: String(agency),
      points: "",
    });
    const link = /value="https:\/\/huongdan\.example\.vn(\/desk\/invitation\/[\w-]+)"/.exec(
      invited.body,
    )?.[1];
    if (link === undefined) throw new Error(invited.body);
    const hoa = desk.visit();
    expect((await hoa.open(link)).body).toContain("Nguyễn Thị Hoa");
    const short = await hoa.submit(link, { password: "ngan" }, link);
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain("Mật khẩu cần ít nhất 12 ký tự");
    // Previews and scanners fetch the address of a message: that uses up nothing.
    for (const method of ["GET", "HEAD"] as const) {
      const headers = { "user-agent": "facebookexternalhit/1.1" };
      expect((await desk.visit().request({ method, url: link, headers })).statusCode).toBe(200);
    }
    expect((await hoa.submit(link, { password }, link)).headers.location).toBe("/desk");
    expect((await hoa.open("/desk")).body).toContain("Chào Nguyễn Thị Hoa.");
    expect((await desk.visit().open(link)).statusCode).toBe(410);
    expect((await desk.visit().submit(link, { password }, link)).statusCode).toBe(410);
    await hoa.signIn("hoa.nguyen", password);
    expect((await hoa.open("/desk/account")).body).toContain("Cán bộ cơ quan");
    const again = await admin.submit("/desk/people", {
      username: "hoa.nguyen",
      name: "Người khác",
      role: "administrator",
    });
    expect(again.body).toContain("Tên đăng nhập này đã có người dùng");
  });

  test("points are searched by name and ticked, without scripts and without losing what was typed", async () => {
    const admin = await desk.admin();
    const start = await admin.open("/desk/people/new");
    expect(start.body).not.toContain(`value="${aPoint}"`);
    const typed = { name: "Chị Lan", username: "lan.tran", role: "staff", points: "" };
    const search = { ...typed, find: "khu phố 23 bình tiên" };
    const found = await admin.submit("/desk/people/find-points", search, "/desk/people/new");
    expect(found.body).toContain('value="Chị Lan"');
    expect(found.body).toContain(`name="points" value="${aPoint}">`);
    expect(found.body.match(/type="checkbox" name="points"/g)?.length).toBeLessThanOrEqual(30);
    const kept = { ...typed, points: aPoint, find: "xuân hòa" };
    const more = await admin.submit("/desk/people/find-points", kept, "/desk/people/new");
    expect(more.body).toContain(`value="${aPoint}" checked>`);
    expect(more.body).toContain('value="hcm-xuan-hoa">');
    const payload = new URLSearchParams({ _csrf: await admin.csrf(), ...typed });
    payload.append("points", aPoint);
    payload.append("points", "hcm-xuan-hoa");
    const invited = await admin.request({
      method: "POST",
      url: "/desk/people",
      payload: payload.toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: publicUrl },
    });
    expect(invited.body).toContain("Lời nhắn để dán vào Zalo");
    expect(invited.body).toContain("<svg");
    const id = /people\/new\?like=(\d+)/.exec(invited.body)?.[1] ?? "";
    const person = await admin.open(`/desk/people/${id}`);
    expect(person.body).toContain(`value="${aPoint}" checked>`);
    expect(person.body).toContain('value="hcm-xuan-hoa" checked>');
    // A colleague of the same place begins with the same points.
    expect((await admin.open(`/desk/people/new?like=${id}`)).body).toContain(
      `value="${aPoint}" checked>`,
    );
    const none = await admin.submit(`/desk/people/${id}`, { ...typed }, "/desk/account");
    expect(none.body).toContain("Chọn ít nhất một điểm hướng dẫn");
  });

  test("a fault names the codes of points that do not exist", async () => {
    const admin = await desk.admin();
    const fields = { username: "ai", name: "Ai", role: "staff", points: `${aPoint}, diem-ma, x-y` };
    const refused = await admin.json("POST", "/desk/people", fields);
    expect(refused.json().errors).toEqual([
      { parameter: "points", reason: "Không có điểm nào mang mã “diem-ma”, “x-y”" },
    ]);
  });

  test("who needs a second factor enrols it first, right after the password", async () => {
    const admin = await desk.admin();
    const fields = { username: "boss", name: "Bà Chủ", role: "administrator" };
    const { link } = (await admin.json("POST", "/desk/people", fields)).json<{ link: string }>();
    const { pathname } = new URL(link);
    const boss = desk.visit();
    const set = await boss.submit(pathname, { password }, pathname);
    expect(set.headers.location).toBe("/desk/sign-in/enrolment");
    expect((await boss.open("/desk/people")).statusCode).toBe(303);
    expect((await boss.open("/desk/sign-in/enrolment")).statusCode).toBe(200);
  });

  test("an invitation expires after three days, or when a new one is created", async () => {
    const admin = await desk.admin();
    const { id, link } = (
      await admin.json("POST", "/desk/people", {
        username: "muon",
        name: "Người đến muộn",
        role: "administrator",
      })
    ).json<{ id: number; link: string }>();
    const next = (await admin.json("POST", `/desk/people/${id}/invite`)).json<{ link: string }>();
    expect((await desk.visit().open(new URL(link).pathname)).statusCode).toBe(410);
    expect((await desk.visit().open(new URL(next.link).pathname)).statusCode).toBe(200);
    desk.elapse(3 * 24 * hourMs + 1);
    expect((await desk.visit().open(new URL(next.link).pathname)).statusCode).toBe(410);
  });

  test("an invalid form shows every error and keeps what was typed", async () => {
    const admin = await desk.admin();
    const response = await admin.submit("/desk/people", {
      username: "có dấu",
      name: "",
      role: "official",
    });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('<a href="#username">');
    expect(response.body).toContain('<a href="#name">Nhập họ tên</a>');
    expect(response.body).toContain('value="có dấu"');
    const json = await admin.json("POST", "/desk/people", { username: "x", role: "boss" });
    expect(json.headers["content-type"]).toContain("application/problem+json");
    expect(json.json().errors).toContainEqual({ parameter: "role", reason: "Chọn vai trò" });
  });

  test("throttles password guesses per account, from any address", async () => {
    const guesser = desk.visit();
    for (let at = 0; at < 10; at++) {
      expect((await guesser.signIn("admin", `sai ${at}`)).statusCode).toBe(422);
    }
    const waits = await guesser.signIn("admin", "mat khau cua quan tri");
    expect(waits.statusCode).toBe(429);
    expect(waits.headers["retry-after"]).toBe("900");
    expect(waits.body).toContain("chờ 15 phút");
    desk.elapse(15 * minuteMs);
    expect((await guesser.signIn("admin", "mat khau cua quan tri")).statusCode).toBe(303);
  });

  test("throttles password guesses per address, also for accounts that do not exist", async () => {
    const guesser = desk.visit();
    for (let at = 0; at < 50; at++) await guesser.signIn(`ai-do-${at}`, "sai");
    expect((await guesser.signIn("mot-nguoi-nua", "sai")).statusCode).toBe(429);
    const { rows } = await sql<{ all: string }>`
      select string_agg(subject, ' ') as all from attempt_count`.execute(desk.database.db);
    expect(rows[0]?.all).not.toMatch(/ai-do|127\.0\.0/);
    desk.elapse(15 * minuteMs);
  });

  test("sessions are listed, can be ended one by one, and expire when idle", async () => {
    const here = await desk.person("staff", { username: "lan" });
    const there = desk.visit();
    await there.signIn("lan", password);
    const { sessions } = (await here.json("GET", "/desk/account")).json<{
      sessions: { id: number; isPresent: boolean; device: string }[];
    }>();
    expect(sessions.map(({ isPresent }) => isPresent).toSorted()).toEqual([false, true]);
    const other = sessions.find(({ isPresent }) => !isPresent);
    const stranger = await desk.admin();
    const foreign = await stranger.json("POST", `/desk/account/sessions/${other?.id}/end`);
    expect(foreign.statusCode).toBe(404);
    await here.submit(`/desk/account/sessions/${other?.id}/end`);
    expect((await there.open("/desk/account")).statusCode).toBe(303);

    desk.elapse(2 * hourMs - minuteMs);
    expect((await here.open("/desk/account")).statusCode).toBe(200);
    desk.elapse(2 * hourMs);
    expect((await here.open("/desk/account")).statusCode).toBe(303);
  });

  test("a session ends after twelve hours, even if it is used", async () => {
    const admin = await desk.admin();
    for (let hours = 0; hours < 12; hours++) {
      expect((await admin.open("/desk/account")).statusCode).toBe(200);
      desk.elapse(hourMs);
    }
    expect((await admin.open("/desk/account")).statusCode).toBe(303);
  });

  test("changing the password needs the old one and ends the other sessions", async () => {
    const here = await desk.person("staff", { username: "minh" });
    const there = desk.visit();
    await there.signIn("minh", password);
    const next = "mot cau moi de nho";
    const wrong = await here.submit("/desk/account/password", {
      old_password: "khong phai",
      new_password: next,
    });
    expect(wrong.body).toContain("Mật khẩu đang dùng chưa đúng");
    await here.submit("/desk/account/password", { old_password: password, new_password: next });
    expect((await here.open("/desk/account")).statusCode).toBe(200);
    expect((await there.open("/desk/account")).statusCode).toBe(303);
    expect((await there.signIn("minh", password)).statusCode).toBe(422);
    expect((await there.signIn("minh", next)).statusCode).toBe(303);
  });

  test("a closed account is signed out at once and cannot sign in, and nobody closes their own account", async () => {
    const admin = await desk.admin();
    const gone = await desk.person("staff", { username: "nghi-viec" });
    const { people } = (await admin.json("GET", "/desk/people")).json<{
      people: { id: number; username: string }[];
    }>();
    const idOf = (name: string) => people.find(({ username }) => username === name)?.id;
    await admin.submit(`/desk/people/${idOf("nghi-viec")}/close`);
    expect((await gone.open("/desk/account")).statusCode).toBe(303);
    expect((await gone.signIn("nghi-viec", password)).statusCode).toBe(422);
    const self = await admin.submit(`/desk/people/${idOf("admin")}/close`);
    expect(self.body).toContain("Bạn không tự đóng tài khoản của mình được");
  });

  test("signing out ends the session itself, not only the cookie", async () => {
    await desk.admin();
    const signedIn = await desk.visit().json("POST", "/desk/sign-in", {
      username: "admin",
      password: adminPassword,
      code: await desk.authenticator.code("admin"),
    });
    const { token } = signedIn.json<{ token: string }>();
    const authorization = `Bearer ${token}`;
    const program = new Visitor(desk.app);
    const headers = { authorization, accept: "application/json" };
    // A bearer token needs no form token: no browser sends it by itself.
    const ok = await program.request({ url: "/desk/people", headers });
    expect(ok.statusCode).toBe(200);
    await program.request({ method: "POST", url: "/desk/sign-out", headers });
    expect((await program.request({ url: "/desk/people", headers })).statusCode).toBe(401);
  });

  test("the audit trail records actions, is exported without formulas and cannot be changed", async () => {
    const admin = await desk.admin();
    await admin.submit("/desk/people", {
      username: "an",
      name: "=HYPERLINK(1)",
      role: "administrator",
    });
    const { entries } = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; username: string; detail: string }[];
    }>();
    expect(entries[0]).toMatchObject({
      action: "account.create",
      username: "admin",
      detail: "an administrator",
    });
    const exported = await admin.open("/desk/audit.csv");
    expect(exported.headers["content-disposition"]).toBe('attachment; filename="nhat-ky.csv"');
    expect(exported.body).toContain("account.create");
    for (const change of [
      sql`update desk_audit set username = 'x'`,
      sql`delete from desk_audit`,
      sql`truncate desk_audit`,
    ]) {
      await expect(change.execute(desk.database.db)).rejects.toThrow("append-only");
    }
  });

  test("an unknown address answers 404 in Vietnamese", async () => {
    const admin = await desk.admin();
    const { body, statusCode } = await admin.open("/desk/dossiers/999999");
    expect(statusCode).toBe(404);
    expect(body).toContain("Không có trang này");
  });

  test("an address that is no route of the desk answers 404 with a page of the desk, and its menu", async () => {
    const admin = await desk.admin();
    for (const url of ["/desk/khong-co", "/desk/dossiers/1/khong-co", "/desk/"]) {
      const { body, statusCode, headers } = await admin.open(url);
      expect({ url, statusCode }).toEqual({ url, statusCode: 404 });
      expect(headers["content-type"]).toContain("text/html");
      expect(body).toContain("Không có trang này");
      expect(body).toContain('href="/desk/dossiers"');
    }
    const stranger = await desk.visit().open("/desk/khong-co");
    expect(stranger.statusCode).toBe(404);
    expect(stranger.body).not.toContain('href="/desk/dossiers"');
    const program = await admin.json("GET", "/desk/khong-co");
    expect(program.json()).toMatchObject({ status: 404, title: expect.stringContaining("Không") });
  });

  test("creates the first account only if none is open, and returns its password once", async () => {
    const { database, now } = desk;
    const first = { user: "Dau-Tien", password: null };
    expect(await createFirstAdmin(database, first, now())).toBeNull();
    await database.db.updateTable("desk_account").set({ closed_at: now() }).execute();
    const made = (await createFirstAdmin(database, first, now()))?.password ?? null;
    if (made === null) throw new Error("No password was made");
    expect(await createFirstAdmin(database, first, now())).toBeNull();
    const visitor = desk.visit();
    await visitor.signIn("dau-tien", made);
    expect((await visitor.open("/desk/people")).statusCode).toBe(200);
    const { rows } = await sql<{ all: string }>`
      select string_agg(desk_account::text, ' ') as all from desk_account`.execute(database.db);
    expect(rows[0]?.all).not.toContain(made);
  });
});
