import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { Authenticator } from "../desk/authenticator.ts";
import { adminPassword, Visitor as DeskVisitor, publicUrl } from "../desk/desk-server.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { freshDatabaseUrl, realRedisUrl } from "../servers/addresses.ts";
import { startClock } from "./clock.ts";
import { openService, type Served, Visitor } from "./open-service.ts";
import { emptyRedis, zaloAccessToken, zaloSettings } from "./settings.ts";
import { waitUntil } from "./wait-until.ts";
import { ZaloResident } from "./zalo-resident.ts";

/**
 * A version of the catalogue that changes a procedure's questions and a fee is activated, and rolled back, while residents
 * answer these questions. Two replicas share a real Redis and PostgreSQL, and each message reaches another one.
 */
const [redis, database] = [realRedisUrl(), await freshDatabaseUrl()];
const withServers = redis === null || database === null ? describe.skip : describe;
const procedure = "dang-ky-khai-sinh";
const newQuestion = "cho con mình hay làm giúp";
const changed = "vừa được cập nhật";
const list = "Mang theo: ";
const followMs = 5_000;
const paceMs = 700;
const slowMs = 120_000;

/** How everybody answers each question: its words, and the button. The first one reads the others back. */
const answers: readonly (readonly [question: string, button: string])[] = [
  ["Đúng chưa bác", "Đúng rồi"],
  ["người nước ngoài", "Không"],
  ["làm luôn thường trú", "Không, chỉ khai sinh"],
  ["Bé sinh ở đâu", "Bệnh viện, trạm y tế"],
  [newQuestion, "Con mình"],
  ["đã đăng ký kết hôn", "Đã đăng ký"],
  ["đã quá 60 ngày", "Chưa quá 60 ngày"],
  ["Bác muốn làm gì tiếp", ""],
];

/** Both replicas share this process: while one builds its catalogue, the other waits too. */
const attempts = 20;

function questionIn(read: readonly string[]) {
  return answers.find(([question]) => read.at(-1)?.includes(question) === true);
}

/** A resident on either platform, as this test sees them. */
interface Person {
  /** Says it, and returns the texts of the replies. */
  say(text: string): Promise<string[]>;
  /** Presses a button of the latest question. */
  press(button: string): Promise<string[]>;
}

withServers("a version of the catalogue on two replicas", () => {
  let standIn: StandIn;
  let replicas: readonly Service[];
  let balanced: Served;
  let desk: DeskVisitor;
  const { now } = startClock();

  beforeAll(async () => {
    await emptyRedis(redis ?? "");
    standIn = await startZaloStandIn({ accessToken: zaloAccessToken, now: () => now().getTime() });
    const environment = {
      ...zaloSettings(standIn.url),
      REDIS_URL: redis ?? "",
      DATABASE_URL: database ?? "",
      SECRET_KEY: "0123456789abcdef0123456789abcdef",
      DESK_ADMIN_USER: "admin",
      DESK_ADMIN_PASSWORD: adminPassword,
      PUBLIC_URL: publicUrl,
    };
    replicas = [await openService(environment, now), await openService(environment, now)];
    balanced = balance(replicas);
    const [first] = replicas;
    if (first === undefined) throw new Error("no replica");
    desk = new DeskVisitor(first.app, new Authenticator(now));
    await desk.signIn("admin", adminPassword);
  }, slowMs);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await standIn.close();
  }, slowMs);

  const onZalo = (): Person => {
    const resident = new ZaloResident(balanced, standIn, now);
    const say = async (text: string) => {
      const texts = [(await resident.say(text, /\S/)).text];
      // Under load there may be a pause between the replies of one turn; a question is the last of them.
      while (questionIn(texts) === undefined) texts.push((await resident.read(/\S/)).text);
      return [...texts, ...(await resident.rest())];
    };
    return { say, press: (button) => say(resident.payload(button)) };
  };
  const onWeb = (): Person => {
    const visitor = new Visitor(balanced, "127.0.0.1", attempts);
    const opened = visitor.open();
    const say = async (text: string) => {
      await opened;
      // The visitor's own line comes back too.
      return (await visitor.say(text)).slice(1).map((message) => message.text);
    };
    return { say, press: say };
  };

  /** Answers until a question with these words is asked. Returns everything that was read. */
  async function answerUntil(person: Person, begun: readonly string[], words: string) {
    const read = [...begun];
    for (let turns = 0; turns < 2 * answers.length; turns += 1) {
      const asked = questionIn(read);
      if (asked === undefined) break;
      const [question, button] = asked;
      if (question === words) return read;
      read.push(...(await person.press(button)));
    }
    throw new Error(`stuck before “${words}”:\n${read.join("\n---\n")}`);
  }
  const begin = async (person: Person, until: string) =>
    answerUntil(person, await person.say("đăng ký khai sinh"), until);
  const finish = async (person: Person, begun: readonly string[]) => {
    const read = await answerUntil(person, begun, "Bác muốn làm gì tiếp");
    return read.slice(begun.length);
  };
  const count = (texts: readonly string[], words: string) =>
    texts.filter((text) => text.includes(words)).length;

  const readFees = (replica: Service) =>
    replica.app
      .inject({ url: `/api/v1/procedures/${procedure}` })
      .then((response) => response.json<{ fees: { vnd: number | null }[] }>().fees);
  const copyFee = async (replica: Service) => (await readFees(replica)).at(-1)?.vnd;
  /** Returns how long it takes until every replica tells this fee. */
  async function followed(vnd: number): Promise<number> {
    const from = performance.now();
    await waitUntil(async () => {
      const told = await Promise.all(replicas.map(copyFee));
      return told.every((one) => one === vnd);
    }, `the fee of ${vnd} on both replicas`);
    return performance.now() - from;
  }
  async function step(draft: string, name: string) {
    const { version } = (await desk.json("GET", draft)).json();
    const done = await desk.json("POST", `${draft}/${name}`, { revision: version.revision });
    expect([done.statusCode, done.body]).toEqual([200, expect.any(String)]);
  }

  /** A draft with one question more, after that of the birth place, and 9.000 đ for a copy. */
  async function makeDraft(): Promise<string> {
    const made = await desk.json("POST", "/desk/catalog", { title: "Hỏi thêm một câu" });
    const draft = `/desk/catalog/${made.json<{ id: number }>().id}`;
    const base = `${draft}/procedures/${procedure}`;
    const asked = await desk.json("POST", `${base}/guide/new`, {
      ask: `Bác làm ${newQuestion} người khác ạ?`,
      place: "4",
      "new1.label": "Con mình",
      "new2.label": "Làm giúp",
      "new2.note": "Bác mang theo giấy của cha mẹ bé nhé.",
    });
    expect([asked.statusCode, asked.body]).toEqual([200, expect.any(String)]);
    const [first] = replicas;
    const last = first === undefined ? 0 : (await readFees(first)).length - 1;
    const form = (await desk.json("GET", `${base}/facts/fees/${last}`)).json();
    const fields = form.fields.map(({ name, value }: { name: string; value: string }) => [
      name,
      value,
    ]);
    const fee = await desk.json("POST", `${base}/facts/fees/${last}`, {
      ...Object.fromEntries(fields),
      ...form.hidden,
      vnd: "9.000",
    });
    expect([fee.statusCode, fee.body]).toEqual([200, expect.any(String)]);
    return draft;
  }

  test(
    "conversations in the middle go on with it, and without it after its rollback",
    async () => {
      const draft = await makeDraft();
      const platforms = [onZalo, onWeb];
      const before = platforms.map((open) => ({ person: open(), until: "Bé sinh ở đâu" }));
      const after = platforms.map((open) => ({ person: open(), until: "đã quá 60 ngày" }));
      const done = platforms.map((open) => ({ person: open(), until: "Bác muốn làm gì tiếp" }));
      const begun = async (people: typeof before) =>
        Promise.all(
          people.map(async ({ person, until }) => ({ person, read: await begin(person, until) })),
        );
      const [early, late, listed] = [await begun(before), await begun(after), await begun(done)];
      for (const { read } of listed) {
        expect(count(read, list)).toBe(1);
        expect(count(read, "8.000")).toBeGreaterThan(0);
      }

      await step(draft, "activate");
      expect(await followed(9_000)).toBeLessThan(followMs);

      for (const { person, read } of early) {
        // Their answers still hold, so that they notice nothing but one question more.
        const replies = await person.press("Bệnh viện, trạm y tế");
        expect(replies).toEqual([expect.stringContaining(newQuestion)]);
        const rest = await finish(person, [...read, ...replies]);
        expect([count(rest, changed), count(rest, list)]).toEqual([0, 1]);
        expect([count(rest, "9.000") > 0, count(rest, "8.000")]).toEqual([true, 0]);
      }
      for (const { person, read } of late) {
        // An answer to a question after the new one is asked again, and they are told why.
        const replies = await person.press("Chưa quá 60 ngày");
        expect(replies).toEqual([
          expect.stringContaining(changed),
          expect.stringContaining(newQuestion),
        ]);
        const rest = await finish(person, [...read, ...replies]);
        expect([count(rest, changed), count(rest, list)]).toEqual([0, 1]);
        expect([count(rest, "9.000") > 0, count(rest, "8.000")]).toEqual([true, 0]);
      }

      // Everybody is in the middle again, at the question that goes away.
      const asked = await begun(platforms.map((open) => ({ person: open(), until: newQuestion })));
      await step(draft, "roll-back");
      expect(await followed(8_000)).toBeLessThan(followMs);
      for (const { person, read } of asked) {
        const replies = await person.press("Con mình");
        expect(replies).toEqual([
          expect.stringContaining(changed),
          expect.stringContaining("đã đăng ký kết hôn"),
        ]);
        const rest = await finish(person, [...read, ...replies]);
        expect([count(rest, changed), count(rest, list)]).toEqual([0, 1]);
        expect([count(rest, "8.000") > 0, count(rest, "9.000")]).toEqual([true, 0]);
      }
      // Whoever had their list before both changes has the conversation as they left it.
      for (const { person } of listed) {
        const replies = await person.say("xem lại danh sách");
        expect([count(replies, list), count(replies, "8.000") > 0]).toEqual([1, true]);
      }
    },
    slowMs,
  );

  test(
    "whoever answers at the moment of the activation or the rollback gets each reply once, and their list",
    async () => {
      const draft = await makeDraft();
      const come = async (at: number) => {
        const person = atTheirPace(at % 2 === 0 ? onZalo() : onWeb());
        return { person, read: await begin(person, "Bé sinh ở đâu") };
      };
      const places = Array.from({ length: 8 }, (_, at) => at);
      const crowd = await Promise.all(places.map(come));
      let isFollowed = false;
      const switches = (async () => {
        await step(draft, "activate");
        await followed(9_000);
        await step(draft, "roll-back");
        await followed(8_000);
        isFollowed = true;
      })();
      const goOn = async ({ person, read }: (typeof crowd)[number]) => {
        const rest = await finish(person, read);
        expect(count(rest, list)).toBe(1);
        return rest;
      };
      const people = crowd.map(async (first, at) => {
        // Somebody new comes after each who is done, until both changes are everywhere.
        for (let next = first; !isFollowed; next = await come(at)) await goOn(next);
        return goOn(await come(at));
      });
      const lists = await Promise.all([...people, switches.then(() => [])]);
      for (const rest of lists.slice(0, places.length)) {
        expect([count(rest, "8.000") > 0, count(rest, newQuestion)]).toEqual([true, 0]);
      }
    },
    slowMs,
  );
});

/** People take a moment for each answer, and get no reply to it twice. */
function atTheirPace(person: Person): Person {
  const press = async (button: string) => {
    await sleep(paceMs);
    const replies = await person.press(button);
    expect(new Set(replies).size).toBe(replies.length);
    expect(replies.filter((reply) => questionIn([reply]) !== undefined)).toHaveLength(1);
    return replies;
  };
  return { ...person, press };
}

/** Each request reaches the next replica. */
function balance(replicas: readonly Service[]): Served {
  let requests = 0;
  const inject = (request: object) => {
    const replica = replicas[requests % replicas.length];
    requests += 1;
    if (replica === undefined) throw new Error("no replica");
    return replica.app.inject(request);
  };
  return { app: { inject: inject as Service["app"]["inject"] } };
}
