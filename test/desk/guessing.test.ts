import { describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { adminPassword, openTestDesks, password, type Visitor } from "./desk-server.ts";

const desks = await openTestDesks();
const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

describe.each(desks)("guessing at the desk on $name", ({ desk }) => {
  /** Sends a sign-in from an address, as a browser or, with JSON, as a program. */
  const signIn = (
    address: string,
    username: string,
    typed: string,
    visitor: Visitor = desk.visit(),
  ) =>
    visitor.request({
      method: "POST",
      url: "/desk/sign-in",
      headers: { accept: "application/json", "x-forwarded-for": address },
      payload: { username, password: typed },
    });
  const flood = (username: string, count: number, addressOf: (n: number) => string) =>
    Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const { statusCode } = await signIn(addressOf(n), username, `sai ${n}`);
        return statusCode;
      }),
    );
  const oneByOne = async (count: number, attempt: (n: number) => Promise<unknown>) => {
    for (let n = 0; n < count; n += 1) await attempt(n);
  };
  const linkFor = async (username: string) => {
    const admin = await desk.admin();
    const { people } = (await admin.json("GET", "/desk/people")).json<{
      people: { id: number; username: string }[];
    }>();
    const id = people.find((one) => one.username === username)?.id;
    const made = await admin.json("POST", `/desk/people/${id}/invite`, {});
    return new URL(made.json<{ link: string }>().link).pathname;
  };

  test("judges exactly ten of 120 parallel wrong passwords for one account", async () => {
    const statuses = await flood("admin", 120, (n) => `10.0.${n}.1`);
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(110);
    desk.elapse(quarterMs);
  });

  test("a right password in a burst lets no more wrong ones through", async () => {
    const wrong = flood("admin", 60, (n) => `10.1.${n}.1`);
    const right = signIn("10.1.99.1", "admin", adminPassword);
    const statuses = [...(await wrong), (await right).statusCode];
    expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(10);
    expect(statuses.filter((status) => status !== 429).length).toBeLessThanOrEqual(11);
    desk.elapse(quarterMs);
  });

  test("a stranger's wrong passwords do not keep an owner's own device out", async () => {
    const owner = await desk.person("staff", { username: "chu-may" });
    await owner.submit("/desk/sign-out");
    await flood("chu-may", 30, (n) => `10.2.${n}.1`);
    const stranger = await signIn("10.2.99.1", "chu-may", password);
    expect(stranger.statusCode).toBe(429);
    expect(stranger.headers["retry-after"]).toBe("900");
    const signedIn = await signIn("10.2.99.2", "chu-may", password, owner);
    expect(signedIn.statusCode).toBe(200);
  });

  test("nor a program at the address from which it has signed in before", async () => {
    await desk.person("staff", { username: "may" });
    expect((await signIn("10.3.0.1", "may", password)).statusCode).toBe(200);
    await flood("may", 30, (n) => `10.3.1.${n}`);
    expect((await signIn("10.3.2.1", "may", password)).statusCode).toBe(429);
    expect((await signIn("10.3.0.1", "may", password)).statusCode).toBe(200);
  });

  test("an owner's device has ten attempts of its own, for that account alone", async () => {
    const owner = await desk.person("staff", { username: "quen" });
    await desk.person("staff", { username: "ban-cung-phong" });
    await oneByOne(10, (n) => signIn(`10.4.0.${n}`, "quen", "sai", owner));
    expect((await signIn("10.4.1.1", "quen", password, owner)).statusCode).toBe(429);
    await flood("ban-cung-phong", 10, (n) => `10.4.2.${n}`);
    const other = await signIn("10.4.3.1", "ban-cung-phong", password, owner);
    expect(other.statusCode).toBe(429);
    desk.elapse(quarterMs);
    expect((await signIn("10.4.1.1", "quen", password, owner)).statusCode).toBe(200);
  });

  test("a forged or borrowed device cookie is a stranger's", async () => {
    const owner = await desk.person("staff", { username: "bi-muon" });
    const cookie = owner.cookie("huong-dan-desk-device");
    await desk.person("staff", { username: "nan-nhan" });
    await flood("nan-nhan", 10, (n) => `10.5.0.${n}`);
    for (const value of [cookie, cookie.replace(/.$/, "A"), "x.y.z", "~".repeat(3_000)]) {
      const response = await desk.visit().request({
        method: "POST",
        url: "/desk/sign-in",
        headers: {
          accept: "application/json",
          cookie: `huong-dan-desk-device=${value}`,
          "x-forwarded-for": "10.5.1.1",
        },
        payload: { username: "nan-nhan", password },
      });
      expect(response.statusCode).toBe(429);
    }
  });

  test("a reset link lets its owner in at once, behind an address and an account that are flooded", async () => {
    await desk.person("staff", { username: "khoa" });
    const address = "10.6.0.1";
    await oneByOne(60, (n) => signIn(address, `ai-do-${n}`, "sai"));
    await flood("khoa", 30, (n) => `10.6.1.${n}`);
    expect((await signIn(address, "khoa", password)).statusCode).toBe(429);
    const link = await linkFor("khoa");
    const headers = { accept: "application/json", "x-forwarded-for": address };
    const next = "mot cau khac de nho";
    for (const visitor of [desk.visit()]) {
      const taken = await visitor.request({
        method: "POST",
        url: link,
        headers,
        payload: { password: next },
      });
      expect(taken.statusCode).toBe(200);
      expect((await signIn(address, "khoa", next, visitor)).statusCode).toBe(200);
    }
    // A program without cookies, and the owner's phone elsewhere, have the account's attempts again.
    expect((await signIn(address, "khoa", next)).statusCode).toBe(200);
    expect((await signIn("10.6.2.1", "khoa", next)).statusCode).toBe(200);
  });

  test("issuing a reset link ends the old password and all sessions at once", async () => {
    const thief = await desk.person("staff", { username: "bi-mat" });
    const link = await linkFor("bi-mat");
    expect((await thief.open("/desk/account")).statusCode).toBe(303);
    expect((await signIn("10.7.0.1", "bi-mat", password)).statusCode).toBe(422);
    expect((await desk.visit().open(link)).statusCode).toBe(200);
  });

  test("an administrator cannot end their own password with a link that may get lost", async () => {
    const admin = await desk.admin();
    const { people } = (await admin.json("GET", "/desk/people")).json<{
      people: { id: number; username: string }[];
    }>();
    const id = people.find(({ username }) => username === "admin")?.id;
    const refused = await admin.submit(`/desk/people/${id}/invite`);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain("Tài khoản của tôi");
    expect((await admin.open("/desk/account")).statusCode).toBe(200);
  });

  test("limits guesses of the old password in an open session, and counts none while it waits", async () => {
    const here = await desk.person("staff", { username: "doi-mat-khau" });
    const change = (old: string) =>
      here.submit("/desk/account/password", {
        old_password: old,
        new_password: "mot cau moi tinh",
      });
    await oneByOne(10, async (n) => {
      expect((await change(`sai ${n}`)).statusCode).toBe(422);
    });
    await oneByOne(30, async () => {
      const waits = await change(password);
      expect(waits.statusCode).toBe(429);
      expect(waits.body).toContain("chờ 15 phút");
    });
    // Elsewhere its owner signs in and changes the password.
    const there = desk.visit();
    expect((await signIn("10.8.0.1", "doi-mat-khau", password, there)).statusCode).toBe(200);
    desk.elapse(quarterMs);
    expect((await change(password)).statusCode).toBe(303);
  });

  test("limits guesses at invitations, and opens a right one all the same", async () => {
    const link = await linkFor("bi-mat");
    const from = (address: string, url: string) =>
      desk.visit().request({ url, headers: { "x-forwarded-for": address } });
    const statuses: number[] = [];
    await oneByOne(30, async (n) => {
      statuses.push((await from("10.9.0.1", `/desk/invitation/doan-${n}`)).statusCode);
    });
    expect(statuses).toEqual([...Array(20).fill(410), ...Array(10).fill(429)]);
    expect((await from("10.9.0.1", link)).statusCode).toBe(200);
    expect((await from("10.9.0.2", "/desk/invitation/doan")).statusCode).toBe(410);
  });

  test("somebody who is signed in can use the forms of sign-in and invitation", async () => {
    const visitor = await desk.person("staff", { username: "hai-vai" });
    const again = await visitor.submit("/desk/sign-in", { username: "hai-vai", password }, "/none");
    expect(again.statusCode).toBe(303);
    const link = await linkFor("bi-mat");
    const taken = await visitor.submit(link, { password: "lai mot cau nua" }, "/none");
    expect(taken.headers.location).toBe("/desk");
    const foreign = await visitor.request({
      method: "POST",
      url: "/desk/sign-in",
      headers: { origin: "https://xau.example" },
      payload: { username: "hai-vai", password },
    });
    expect(foreign.statusCode).toBe(403);
  });

  test("the counts hold no username and no address", async () => {
    await signIn("203.0.113.9", "ten-rieng", "sai");
    const { rows } = await sql<{ all: string }>`
      select string_agg(attempt_count::text, ' ') as all from attempt_count
      union all select string_agg(known_client::text, ' ') from known_client`.execute(
      desk.database.db,
    );
    expect(rows.map(({ all }) => all).join(" ")).not.toMatch(/ten-rieng|admin|\d\.\d+\.\d/);
  });
});
