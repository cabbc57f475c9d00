import { setTimeout as sleep } from "node:timers/promises";
import type { Service } from "../../../src/app/app.ts";
import { decodePayload } from "../../../src/channels/postback-payload.ts";
import { type Message, textWithOptions } from "../../../src/wording/message.ts";
import { MessengerResident } from "../../journeys/messenger-resident.ts";
import { Visitor } from "../../journeys/open-service.ts";
import { ZaloResident } from "../../journeys/zalo-resident.ts";
import { updates } from "../../platforms/messenger/events.ts";
import type { MetaStandIn } from "../../platforms/messenger/stand-in.ts";
import { events } from "../../platforms/zalo/events.ts";
import type { StandIn } from "../../platforms/zalo/stand-in.ts";
import type { ChannelResident, Received } from "./channel.ts";
import type { Step } from "./conversations.ts";

interface Shown {
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
}

const quietMs = 200;

export function webResident(service: Service): ChannelResident {
  const visitor = new Visitor(service);
  let latest: readonly Message[] = [];
  const question = () => latest.findLast((message) => message.type !== "text");
  const pick = (number: number) => {
    const asked = question();
    const option = asked?.options.find((one) => one.number === number);
    if (asked === undefined || option === undefined) throw new Error(`no answer ${number}`);
    return visitor.tap(asked.question, option.value);
  };
  return {
    async perform(step) {
      if ("start" in step) {
        await visitor.open();
        latest = await visitor.messages();
      } else {
        // The first line is the visitor's own.
        latest = (await ("say" in step ? visitor.say(step.say) : pick(step.pick))).slice(1);
      }
      return latest.map(toldOnPage);
    },
  };
}

function toldOnPage(message: Message): Received {
  if (message.type === "text") return { text: message.text, buttonValues: [] };
  return {
    text: textWithOptions(message),
    buttonValues: message.options.map(({ value }) => value),
  };
}

export function zaloResident(
  service: Service,
  standIn: StandIn,
  now: () => Date,
  tapsButtons: boolean,
): ChannelResident {
  const resident = new ZaloResident(service, standIn, now);
  return platformResident(resident, tapsButtons, {
    start: () => events.follow(resident.self),
    say: (text) => events.text(text, resident.self),
    tap: ({ payload }) => events.text(payload, resident.self),
  });
}

export function messengerResident(
  service: Service,
  standIn: MetaStandIn,
  now: () => Date,
): ChannelResident {
  const resident = new MessengerResident(service, standIn, now);
  return platformResident(resident, true, {
    start: () => updates.postback("GET_STARTED", resident.self),
    say: (text) => updates.text(text, resident.self),
    tap: ({ title }) => resident.tapOn(title),
  });
}

interface Events {
  start(): object;
  say(text: string): object;
  tap(button: Shown["buttons"][number]): object;
}

interface Person {
  readonly entries: readonly Shown[];
  post(event: object): Promise<number>;
}

function platformResident(person: Person, buttonValues: boolean, make: Events): ChannelResident {
  const eventFor = (step: Step): object => {
    if ("start" in step) return make.start();
    if ("say" in step) return make.say(step.say);
    const button = person.entries.at(-1)?.buttons[step.pick - 1];
    // The channel has no room for this button, so its number is typed.
    return buttonValues && button !== undefined ? make.tap(button) : make.say(`${step.pick}`);
  };
  return {
    async perform(step) {
      const before = person.entries.length;
      const status = await person.post(eventFor(step));
      if (status !== 200) throw new Error(`the webhook was answered ${status}`);
      await quiet(person, before);
      return person.entries.slice(before).map(({ text, buttons }) => ({
        text,
        buttonValues: buttons.map(({ payload }) => decodePayload(payload)?.value ?? payload),
      }));
    },
  };
}

/** Waits until something came and then nothing more. */
async function quiet(person: Person, before: number): Promise<void> {
  for (let count = -1; count !== person.entries.length || count === before; ) {
    count = person.entries.length;
    await sleep(quietMs);
  }
}
