import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { startClock } from "./clock.ts";
import { OnestopSystem, onestopSettings } from "./onestop-system.ts";
import { openService, Visitor } from "./open-service.ts";
import { eachDatabase } from "./settings.ts";

/** What strangers on the web page learn of dossiers, and what they can do to their owners. */
const databases = await eachDatabase();

describe.each(databases)("guessing at dossiers, with $database", ({ environment }) => {
  let service: Service;
  const { now, skip } = startClock();
  const code = "000.00.16.H26-251122-0001";

  beforeAll(async () => {
    service = await openService({ ...onestopSettings, ...environment }, now);
    await new OnestopSystem(service, now).register(code);
  }, 60_000);

  afterAll(() => service.close(), 30_000);

  const visit = async (address: string) => {
    const visitor = new Visitor(service, address);
    await visitor.open();
    return {
      say: async (text: string) => {
        const [, ...replies] = await visitor.say(text);
        return replies.map((reply) => reply.text).join("\n");
      },
    };
  };

  test("a known code, an unknown one and their tails get the same words", async () => {
    const answers = [];
    for (const typed of [code, "000.00.16.H26-251122-0999"]) {
      const visitor = await visit(`198.51.100.${answers.length + 1}`);
      const tail = await visitor.say(`theo dõi hồ sơ ${typed.slice(-11)}`);
      const whole = await visitor.say(typed);
      const wrong = await visitor.say("0000");
      answers.push([tail, whole, wrong].map((text) => text.replaceAll(typed, "CODE")));
      expect(tail).toContain("nhắn đủ mã");
      expect(whole).toContain("4 số cuối");
      expect(wrong).toContain("4 lần");
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  test("twenty wrong tries of strangers do not lock the owner out, even behind the same address", async () => {
    for (let n = 0; n < 4; n += 1) {
      const stranger = await visit("203.0.113.5");
      await stranger.say(code);
      for (let m = 0; m < 5; m += 1) await stranger.say(`000${m}`);
    }
    const owner = await visit("203.0.113.5");
    await owner.say(code);
    expect(await owner.say("4 số cuối là 5678 ạ")).toContain("Được tiếp nhận");
  });

  test("one address has sixty attempts an hour, whoever makes them, and another address its own", async () => {
    skip({ hours: 25 });
    let wrong = 0;
    for (let n = 0; n < 14; n += 1) {
      const stranger = await visit("203.0.113.9");
      await stranger.say(`000.00.16.H26-251122-${1000 + n}`);
      for (let m = 0; m < 5; m += 1) {
        const answer = await stranger.say(`000${m}`);
        if (answer.includes("khớp cả mã và số")) wrong += 1;
      }
    }
    // Of twelve strangers all five attempts are judged, and with the fifth they hear how long to wait.
    expect(wrong).toBe(12 * 4);
    const owner = await visit("203.0.113.10");
    await owner.say(code);
    expect(await owner.say("5678")).toContain("Được tiếp nhận");
  });

  test("an identity number sent for the code is told apart and appears nowhere", async () => {
    const visitor = new Visitor(service, "203.0.113.77");
    await visitor.open();
    await visitor.say("theo dõi hồ sơ");
    const [, ...replies] = await visitor.say("079123456789");
    expect(replies.map(({ text }) => text).join()).toContain("số căn cước");
    expect(JSON.stringify(await visitor.messages())).not.toContain("079123456789");
  });
});
