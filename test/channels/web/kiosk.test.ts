import { expect, test } from "@jest/globals";
import { openSite } from "./site.ts";

const kiosk = "/?point=nha-van-hoa&kiosk=1";

test("starts a kiosk at its help point and greets with the point's name", async () => {
  const browser = (await openSite()).visit();
  const { body } = await browser.open(kiosk);
  expect(body).toContain("1: bắt đầu nha-van-hoa");
  expect(body).toContain("Nhà văn hóa khu phố 3");
  expect(body).toContain("Xong, người tiếp theo");
  expect(body).toContain('data-idle-seconds="120"');
});

test("continues the conversation when a kiosk's page is loaded again", async () => {
  const browser = (await openSite()).visit();
  await browser.open(kiosk);
  await browser.say("khai sinh");
  await browser.open(kiosk);
  expect(await browser.lines()).toHaveLength(3);
});

test("erases the conversation on a reset and starts again at the same point", async () => {
  const site = await openSite();
  const browser = site.visit();
  await browser.open(kiosk);
  await browser.say("số căn cước của tôi");
  const former = browser.cookie();
  const response = await browser.request({ method: "POST", url: "/web/reset" });
  expect(response.statusCode).toBe(204);
  expect(browser.cookie()).not.toBe(former);
  const { body } = await browser.open(kiosk);
  expect(body).not.toContain("số căn cước");
  expect(await browser.lines()).toEqual(["1: bắt đầu nha-van-hoa"]);

  browser.setCookie(former);
  expect(await browser.lines()).toEqual([]);
});

test("leads to a fresh kiosk by the button for the next person, without scripts", async () => {
  const browser = (await openSite()).visit();
  await browser.open(kiosk);
  await browser.say("một");
  const response = await browser.submit("/web/reset", {});
  expect(response.statusCode).toBe(303);
  expect(response.headers.location).toBe(kiosk);
  await browser.open(kiosk);
  expect(await browser.lines()).toEqual(["1: bắt đầu nha-van-hoa"]);
});

test("returns from a kiosk's form to the kiosk, without scripts", async () => {
  const browser = (await openSite()).visit();
  await browser.open(kiosk);
  const id = "0d2c1f7e-6a51-4c37-9a52-1f0b7b1c2d3e";
  const response = await browser.submit("/web/messages", { id, text: "một" });
  expect(response.headers.location).toBe(kiosk);
});

test("erases the conversation of a kiosk left for two minutes, even without scripts", async () => {
  const site = await openSite();
  const browser = site.visit();
  await browser.open(kiosk);
  await browser.say("bí mật");
  site.elapse(121_000);
  const { body } = await browser.open(kiosk);
  expect(body).not.toContain("bí mật");
  expect(await browser.lines()).toEqual(["1: bắt đầu nha-van-hoa"]);
});

test("hides a kiosk's conversation on the plain page, and the other way round", async () => {
  const browser = (await openSite()).visit();
  await browser.open("/");
  await browser.say("ở nhà");
  await browser.open(kiosk);
  expect(await browser.lines()).toEqual(["1: bắt đầu nha-van-hoa"]);
  await browser.say("ở điểm hỗ trợ");
  await browser.open("/");
  expect(await browser.lines()).toEqual(["1: bắt đầu"]);
});

test("treats a kiosk of an unknown point as a kiosk", async () => {
  const browser = (await openSite()).visit();
  const { body, statusCode } = await browser.open("/?point=khong-co&kiosk=1");
  expect(statusCode).toBe(200);
  expect(body).toContain("Xong, người tiếp theo");
});
