import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ProofKind } from "../../../src/catalog/dossiers/proof.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { freshDatabases } from "../../db/databases.ts";
import { createSubscriptionFixture } from "./subscription-fixture.ts";

const databases = await freshDatabases();
const hourMs = 3_600_000;

describe.each(databases)("proving that a dossier is one's own, over $name", (one) => {
  let database: Database;
  let fixture: ReturnType<typeof createSubscriptionFixture>;
  const clock = { now: new Date("2026-11-25T03:00:00Z") };
  const advance = (hours: number) => {
    clock.now = new Date(clock.now.getTime() + hours * hourMs);
  };

  beforeAll(async () => {
    database = await openDatabase(one.settings);
    fixture = createSubscriptionFixture(database, clock);
  }, 60_000);

  afterAll(async () => {
    await database.close();
    await one.remove();
  }, 60_000);

  const whole = (code: string) => ({ code, isWhole: true });
  const tail = (code: string) => ({ code, isWhole: false });
  const choose = (madonvi: string, proof: ProofKind) =>
    database.db.updateTable("agency").set({ proof }).where("madonvi", "=", madonvi).execute();

  const prove = async (code: string, digits: string) => {
    const somebody = fixture.resident(`prover ${Math.random()}`);
    return (await somebody.ask("dossier.verify", { target: whole(code), digits })).result;
  };

  describe("finding it", () => {
    test("a whole code leads to the proof, whether or not there is such a dossier", async () => {
      const { code } = await fixture.addDossier();
      const bac = fixture.resident("finder");
      for (const typed of [code, code.replace("250815", "250816"), "000.99.99.X99-250815-0001"]) {
        expect(await bac.ask("dossier.find", whole(typed))).toEqual({
          result: "prove",
          proof: "phone",
        });
      }
    });

    test("a tail leads to the whole code, whether or not a dossier ends so", async () => {
      const { code } = await fixture.addDossier();
      const bac = fixture.resident("guesser of tails");
      for (const typed of [code.slice(-4), code.slice(-11), "9998", "991231-9998"]) {
        expect(await bac.ask("dossier.find", tail(typed))).toEqual({ result: "tail" });
      }
    });

    test("a tail opens only what the resident follows, and what was proved lately opens by its code", async () => {
      const { code, id } = await fixture.addDossier();
      const bac = fixture.resident("follower by tail");
      await bac.ask("dossier.verify", { target: whole(code), digits: "5678" });
      const open = { result: "open", dossier: id, isFollowed: false };
      expect(await bac.ask("dossier.find", whole(code))).toMatchObject(open);
      expect(await bac.ask("dossier.find", tail(code.slice(-4)))).toEqual({ result: "tail" });
      await bac.ask("dossier.follow", { dossier: id, language: "vi" });
      advance(48);
      for (const typed of [whole(code), tail(code.slice(-4)), tail(code.slice(-11))]) {
        expect(await bac.ask("dossier.find", typed)).toMatchObject({ ...open, isFollowed: true });
      }
      const other = fixture.resident("no follower");
      expect(await other.ask("dossier.find", tail(code.slice(-4)))).toEqual({ result: "tail" });
    });

    test("a tail of several followed dossiers leads to their list", async () => {
      const bac = fixture.resident("family");
      const day = "7";
      const ends = await Promise.all(
        ["H91", "H92"].map((madonvi) => fixture.addDossier({ madonvi: `${madonvi}.${day}` })),
      );
      for (const { code, id } of ends) {
        await bac.ask("dossier.verify", { target: whole(code), digits: "5678" });
        await bac.ask("dossier.follow", { dossier: id, language: "vi" });
      }
      const same = { code_key: "H91250815X7777", reversed_key: "7777X51805219H" };
      const [first, second] = ends.map(({ id }) => id);
      await database.db
        .updateTable("dossier")
        .set(same)
        .where("id", "=", first ?? 0)
        .execute();
      await database.db
        .updateTable("dossier")
        .set({ code_key: "H92250815X7777", reversed_key: "7777X51805229H" })
        .where("id", "=", second ?? 0)
        .execute();
      expect(await bac.ask("dossier.find", tail("7777"))).toEqual({ result: "several-followed" });
    });

    test("a link leads to the proof, or to a person if nothing could prove anything", async () => {
      const bac = fixture.resident("linked");
      const { id } = await fixture.addDossier();
      const bare = await fixture.addDossier({ phone: "0000000000" });
      expect(await bac.ask("dossier.open", { dossier: id })).toEqual({
        result: "prove",
        proof: "phone",
      });
      expect(await bac.ask("dossier.open", { dossier: bare.id })).toEqual({ result: "unprovable" });
      expect(await bac.ask("dossier.open", { dossier: 999_999 })).toEqual({ result: "none" });
    });
  });

  describe("what is right", () => {
    test.each([
      ["0912 345 678", ["5678"], ["6780", "0000"]],
      ["912345678.0", ["5678"], ["6780", "7800"]],
      ["0912345678 - 0987654321", ["5678", "4321"], ["8098"]],
      ["02838551234 (12)", ["1234"], ["3412", "0012"]],
      ["0000000000", [], ["0000"]],
      ["9.12346E+08", [], ["6080", "0008"]],
      ["không có", [], ["0000"]],
      [null, [], ["0000"]],
    ] as const)("with the phone %j", async (phone, right, wrong) => {
      const { code } = await fixture.addDossier({ phone });
      for (const digits of right) expect(await prove(code, digits)).toBe("right");
      for (const digits of wrong) expect(await prove(code, digits)).toBe("wrong");
    });

    test("the last six digits of the identity number where the agency chose them, else the phone", async () => {
      const madonvi = "H31.1";
      const { code } = await fixture.addDossier({ madonvi, identityTail: "123456" });
      const without = await fixture.addDossier({ madonvi });
      const bare = await fixture.addDossier({ madonvi, phone: null });
      await choose(madonvi, "identity");
      const asked = await fixture.resident("i").ask("dossier.find", whole(code));
      expect(asked).toEqual({ result: "prove", proof: "identity" });
      expect(await prove(code, "123456")).toBe("right");
      expect(await prove(code, "123457")).toBe("wrong");
      expect(await prove(code, "5678")).toBe("wrong");
      expect(await prove(without.code, "5678")).toBe("right");
      expect(await prove(without.code, "123456")).toBe("wrong");
      expect(await prove(bare.code, "5678")).toBe("wrong");
    });

    test("the phone's digits and the birth year where the agency chose both", async () => {
      const madonvi = "H32.1";
      const { code } = await fixture.addDossier({ madonvi, birthYear: "1960" });
      const without = await fixture.addDossier({ madonvi });
      await choose(madonvi, "phone-and-birth-year");
      expect(await prove(code, "56781960")).toBe("right");
      for (const digits of ["56781961", "56771960", "5678", "1960"]) {
        expect(await prove(code, digits)).toBe("wrong");
      }
      expect(await prove(without.code, "56781960")).toBe("right");
      expect(await prove(without.code, "56771960")).toBe("wrong");
    });

    test("an unknown code is asked for what its agency chose, also without the agency's first groups", async () => {
      const madonvi = "000.00.33.H33";
      await fixture.addDossier({ madonvi });
      await choose(madonvi, "identity");
      const bac = fixture.resident("asked");
      for (const code of ["000.00.33.H33-250815-9999", "33.H33-250815-9999"]) {
        expect(await bac.ask("dossier.find", whole(code))).toMatchObject({ proof: "identity" });
      }
    });

    test("an official code may lack the agency's first groups; another one must be whole", async () => {
      const { code, id } = await fixture.addDossier();
      const short = code.slice("000.00.".length);
      const target = whole(short);
      const bac = fixture.resident("short");
      expect(await bac.ask("dossier.verify", { target, digits: "5678" })).toMatchObject({
        result: "right",
        dossier: id,
      });
      expect(await prove(code.slice(-4), "5678")).toBe("wrong");
      expect(await prove(code.slice(-11), "5678")).toBe("wrong");
    });

    test("nothing of what was typed or what is right is stored in the clear", async () => {
      const { code } = await fixture.addDossier({ birthYear: "1971", identityTail: "654321" });
      await prove(code, "0147");
      const dossiers = await database.db.selectFrom("dossier").selectAll().execute();
      const tries = await database.db.selectFrom("dossier_try").selectAll().execute();
      // Standing alone: sealed values and hashes hold any four digits now and then.
      const inTheClear = /(?<![\w+/=-])(1971|654321|0147)(?![\w+/=-])/;
      expect(JSON.stringify([dossiers, tries])).not.toMatch(inTheClear);
    });
  });

  describe("guessing", () => {
    test("an unknown code and a wrong proof get the same answers, with the same attempts", async () => {
      const { code } = await fixture.addDossier();
      const answers = [];
      for (const typed of [code, "000.00.16.H26-990101-0001"]) {
        const guesser = fixture.resident(`oracle ${typed}`, "web", `198.51.100.${answers.length}`);
        const results = [];
        for (let n = 0; n < 7; n += 1) {
          const target = whole(typed);
          results.push(await guesser.ask("dossier.verify", { target, digits: "0000" }));
        }
        answers.push(results);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.map((answer) => ("left" in answer ? answer.left : "locked"))).toEqual([
        4,
        3,
        2,
        1,
        ...["locked", "locked", "locked"],
      ]);
    });

    test("a resident has five attempts an hour and ten a day, over all dossiers, even with the right digits", async () => {
      const dossiers = [await fixture.addDossier(), await fixture.addDossier()];
      const bac = fixture.resident("guesser");
      const guess = async (n: number, digits = "0000") => {
        const target = { dossier: dossiers[n % 2]?.id ?? 0 };
        return (await bac.ask("dossier.verify", { target, digits })).result;
      };
      for (let hour = 0; hour < 2; hour += 1) {
        for (let n = 0; n < 4; n += 1) expect(await guess(n)).toBe("wrong");
        expect(await guess(4)).toBe("locked");
        expect(await guess(5, "5678")).toBe("locked");
        advance(1);
      }
      expect(await guess(0, "5678")).toBe("locked");
      advance(22);
      expect(await guess(0, "5678")).toBe("right");
    });

    test("a right proof gives its attempt back", async () => {
      const { id } = await fixture.addDossier();
      const bac = fixture.resident("right again");
      for (let n = 0; n < 12; n += 1) {
        const answer = await bac.ask("dossier.verify", { target: { dossier: id }, digits: "5678" });
        expect(answer.result).toBe("right");
      }
    });

    test("strangers who guess at a dossier never lock its owner out, even from the same address", async () => {
      advance(24);
      const { code } = await fixture.addDossier();
      const target = whole(code);
      for (let n = 0; n < 20; n += 1) {
        const stranger = fixture.resident(`stranger ${n >> 2}`, "web", "203.0.113.5");
        await stranger.ask("dossier.verify", { target, digits: "0000" });
      }
      const owner = fixture.resident("owner", "web", "203.0.113.5");
      const proved = await owner.ask("dossier.verify", { target, digits: "5678" });
      expect(proved.result).toBe("right");
    });

    test("parallel attempts of one resident are judged exactly as often as allowed", async () => {
      const { code } = await fixture.addDossier();
      const bac = fixture.resident("burst");
      const guesses = Array.from({ length: 30 }, (_, n) => (n === 29 ? "5678" : `00${n + 10}`));
      await Promise.all(
        guesses.map((digits) => bac.ask("dossier.verify", { target: whole(code), digits })),
      );
      const judged = await database.db
        .selectFrom("dossier_try")
        .select("is_right")
        .where("user_id", "=", "burst")
        .execute();
      expect(judged.filter((row) => !row.is_right).length).toBeLessThanOrEqual(5);
    });

    test("800 guesses over 40 dossiers from one network are judged 60 times in an hour and 200 times in a day", async () => {
      advance(24);
      const codes: string[] = [];
      for (let n = 0; n < 40; n += 1) codes.push((await fixture.addDossier()).code);
      const start = clock.now;
      const judgedSince = async () => {
        const rows = await database.db
          .selectFrom("dossier_try")
          .select("event_id")
          .where("at", ">=", start)
          .execute();
        return rows.length;
      };
      const flood = async (count: number) => {
        for (let n = 0; n < count; n += 1) {
          // Each a new visitor, from anywhere in one household's network.
          const visitor = fixture.resident(
            `flood ${Math.random()}`,
            "web",
            `2001:db8:1:2::${n + 1}`,
          );
          const target = whole(codes[n % codes.length] ?? "");
          await visitor.ask("dossier.verify", { target, digits: "0000" });
        }
      };
      await flood(800);
      expect(await judgedSince()).toBe(60);
      for (let hour = 1; hour < 5; hour += 1) {
        advance(1);
        await flood(61);
      }
      expect(await judgedSince()).toBe(200);
      const owner = fixture.resident("owner elsewhere", "web", "203.0.113.77");
      const target = whole(codes[0] ?? "");
      const proved = await owner.ask("dossier.verify", { target, digits: "5678" });
      expect(proved.result).toBe("right");
    }, 120_000);

    test("from many networks a thousand a day are judged, then a few of each; an owner still gets in, a follower always", async () => {
      advance(24);
      const { code, id } = await fixture.addDossier();
      const follower = fixture.resident("earlier follower", "web", "203.0.113.200");
      await follower.ask("dossier.verify", { target: whole(code), digits: "5678" });
      await follower.ask("dossier.follow", { dossier: id, language: "vi" });
      advance(24);
      const start = clock.now;
      for (let n = 0; n < 1_000; n += 1) {
        const visitor = fixture.resident(`net ${n}`, "web", `10.0.${n >> 5}.1`);
        const target = whole(`000.00.16.H26-250815-${n}`);
        await visitor.ask("dossier.verify", { target, digits: "0000" });
      }
      let judged = 0;
      for (let n = 0; n < 12; n += 1) {
        const visitor = fixture.resident(`late ${n >> 2}`, "web", "10.200.0.1");
        const { result } = await visitor.ask("dossier.verify", {
          target: whole(code),
          digits: "0000",
        });
        if (result === "wrong") judged += 1;
      }
      expect(judged).toBeLessThanOrEqual(5);
      const owner = fixture.resident("owner in a storm", "web", "203.0.113.9");
      const target = whole(code);
      expect(await owner.ask("dossier.verify", { target, digits: "0001" })).toMatchObject({
        result: "wrong",
        left: 2,
      });
      expect((await owner.ask("dossier.verify", { target, digits: "5678" })).result).toBe("right");
      expect(await follower.ask("dossier.find", whole(code))).toMatchObject({ result: "open" });
      expect(await follower.ask("dossier.view", { dossier: id })).toMatchObject({ code });
      const rows = await database.db
        .selectFrom("dossier_try")
        .select("event_id")
        .where("at", ">=", start)
        .execute();
      expect(rows.length).toBeLessThanOrEqual(1_000 + 5 + 2);
    }, 120_000);
  });
});
