import { expect, test } from "@jest/globals";
import { pino } from "pino";
import { openMessengerChannel } from "../../../src/channels/messenger/channel.ts";
import { readConfig } from "../../../src/config/config.ts";

const limitsFor = (perSecond: string) => {
  const { messenger } = readConfig({
    MESSENGER_PAGE_ID: "1",
    MESSENGER_APP_SECRET: "s",
    MESSENGER_PAGE_TOKEN: "t",
    MESSENGER_VERIFY_TOKEN: "v",
    MESSENGER_MESSAGES_PER_SECOND: perSecond,
  });
  if (messenger === null) throw new TypeError("Messenger is off");
  const surroundings = {
    publicUrl: "https://huongdan.example.vn",
    log: pino({ level: "silent" }),
    now: () => new Date(0),
    count: () => {},
  };
  return openMessengerChannel(messenger, surroundings).limits;
};

test.each([
  ["10", { "messenger:1": 40, "messenger:1:bulk": 10 }],
  ["60", { "messenger:1": 60, "messenger:1:bulk": 60 }],
  ["0", {}],
])(
  "paces pushes by a setting of %s, and everything below the rate that freezes a Page",
  (set, expected) => {
    const counts = Object.entries(limitsFor(set)).map(([name, { count, perMs }]) => {
      expect(perMs).toBe(1_000);
      return [name, count];
    });
    expect(Object.fromEntries(counts)).toEqual(expected);
  },
);
