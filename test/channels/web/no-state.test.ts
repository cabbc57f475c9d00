import { expect, test } from "@jest/globals";
import { storedFacts } from "../../bot/store/stored-facts.ts";
import { openSite } from "./site.ts";

const kiosk = "/?point=nha-van-hoa&kiosk=1";

test.each(["/", "/?point=nha-van-hoa", "/?procedure=khai-sinh", "/?code=PX23", kiosk])(
  "loading %s stores nothing, and shows the greeting all the same",
  async (url) => {
    const handled: unknown[] = [];
    const site = await openSite({}, (conversations) => ({
      ...conversations,
      handle: async (event) => {
        handled.push(event);
        return conversations.handle(event);
      },
      forget: async (visitor) => {
        handled.push(visitor);
        return conversations.forget(visitor);
      },
    }));
    const browser = site.visit();
    expect((await browser.open(url)).body).toContain("1: bắt đầu");
    expect((await browser.open(url)).body).toContain("1: bắt đầu");
    expect(handled).toEqual([]);
    expect(await storedFacts(site.store)).toEqual([]);
  },
);

test("the first message begins where the page said, and is the first that is stored", async () => {
  const site = await openSite();
  const browser = site.visit();
  await browser.open("/?point=nha-van-hoa");
  await browser.say("khai sinh");
  expect(await browser.lines()).toEqual(["1: bắt đầu nha-van-hoa", "khai sinh", "2: khai sinh"]);
  expect(await storedFacts(site.store)).toMatchObject([{}, { point: "nha-van-hoa" }]);
});

test("a first message that is sent twice begins once, even from a browser that kept the old cookie", async () => {
  const browser = (await openSite()).visit();
  await browser.open("/");
  const former = browser.cookie();
  const id = "0d2c1f7e-6a51-4c37-9a52-1f0b7b1c2d3e";
  await browser.say("một", id);
  browser.setCookie(former);
  await browser.say("một", id);
  await browser.say("hai");
  expect(await browser.lines()).toEqual(["1: bắt đầu", "một", "2: một", "hai", "3: hai"]);
});

test("a link that is loaded during a conversation changes it only with the next message", async () => {
  const browser = (await openSite()).visit();
  await browser.open("/");
  await browser.say("một");
  const { body } = await browser.open("/?procedure=khai-sinh");
  expect(body).toContain("2: một");
  expect(body).toContain("3: bắt đầu  khai-sinh");
  await browser.say("hai");
  expect((await browser.lines()).slice(2)).toEqual([
    "2: một",
    "3: bắt đầu  khai-sinh",
    "hai",
    "4: hai",
  ]);
});

test("the stream of a page without lines does not ask the browser to begin again", async () => {
  const browser = (await openSite()).visit();
  await browser.open("/");
  expect((await browser.request({ url: "/web/messages?after=" })).json()).toMatchObject({
    entries: [{ id: "preview-0" }],
  });
});
