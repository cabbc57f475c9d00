import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { monday, openService } from "./open-service.ts";
import { zaloAccessToken, zaloSettings } from "./settings.ts";
import { ZaloResident } from "./zalo-resident.ts";

const hourMs = 3_600_000;
const now = () => monday;
let standIn: StandIn;
let service: Service;

beforeAll(async () => {
  standIn = await startZaloStandIn({ accessToken: zaloAccessToken });
  service = await openService(zaloSettings(standIn.url), now);
}, 60_000);

afterAll(async () => {
  await service.close();
  await standIn.close();
}, 30_000);

test("a webhook that was captured days ago is answered 200 and does nothing", async () => {
  const bac = new ZaloResident(service, standIn, now);
  const { user, at } = bac.self;
  for (const days of [2, 400, 20_000]) {
    const old = Math.max(0, at - days * 24 * hourMs);
    expect(await bac.post(events.text("đăng ký khai sinh", { user, at: old }))).toBe(200);
  }
  expect(await bac.rest()).toEqual([]);
});

test("a webhook that Zalo delivers again after two hours is answered", async () => {
  const bac = new ZaloResident(service, standIn, now);
  const { user, at } = bac.self;
  await bac.hear("Chào bác", events.text("menu", { user, at: at - 2 * hourMs }));
});

test("a withdrawal that comes again does not erase what was said since", async () => {
  const bac = new ZaloResident(service, standIn, now);
  const withdrawal = events.withdraw(bac.self);
  expect(await bac.post(withdrawal)).toBe(200);
  await bac.say("đăng ký khai sinh", "người nước ngoài");
  expect(await bac.post(withdrawal)).toBe(200);
  // The open question is still there: its answer leads to the next one.
  await bac.say("không", "thường trú");
});
