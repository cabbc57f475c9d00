import { expect, test } from "@jest/globals";
import type { LifeEvent } from "../../../src/catalog/schema.ts";
import { readQr } from "./read-qr.ts";
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
  expect(response.headers.location).toBe(`${kiosk}#moi`);
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

const lifeEvents: readonly LifeEvent[] = [
  "sinh-con",
  "ket-hon",
  "thue",
  "ho-khau-tam-tru",
  "can-cuoc-vneid",
  "huu-tri-tro-cap",
  "xe-co-bang-lai",
  "nha-dat-xay-nha",
].map((id) => ({ id, label: `Việc ${id}`, title: `Việc ${id}, viết dài`, procedures: [] }));

const picturesIn = (page: string) =>
  [...page.matchAll(/name="text" value="([^"]*)"><img src="(\/pictures\/[^"]+)" alt=""/g)].map(
    ([, words, address]) => [words, address?.split("/").at(-1)],
  );

test("shows six large pictures first, of what most people come for", async () => {
  const browser = (await openSite({ lifeEvents: () => lifeEvents })).visit();
  const { body } = await browser.open(kiosk);
  expect(picturesIn(body)).toStrictEqual([
    ["Việc sinh-con", "sinh-con.svg"],
    ["Việc can-cuoc-vneid", "can-cuoc-vneid.svg"],
    ["Việc ho-khau-tam-tru", "ho-khau-tam-tru.svg"],
    ["Việc xe-co-bang-lai", "xe-co-bang-lai.svg"],
    ["Việc huu-tri-tro-cap", "huu-tri-tro-cap.svg"],
    ["Việc nha-dat-xay-nha", "nha-dat-xay-nha.svg"],
  ]);
});

test("a picture begins its conversation without scripts, and the pictures then make room for it", async () => {
  const browser = (await openSite({ lifeEvents: () => lifeEvents })).visit();
  const { body } = await browser.open(kiosk);
  const [, form = ""] = /<form id="pictures"([\s\S]*?)<\/form>/.exec(body) ?? [];
  const [, id = ""] = /name="id" value="([^"]+)"/.exec(form) ?? [];
  expect(form).toContain('method="post" action="/web/messages"');
  const response = await browser.submit("/web/messages", { id, text: "Việc sinh-con" });
  expect(response.headers.location).toMatch(/^\/\?point=nha-van-hoa&kiosk=1/);
  expect((await browser.lines()).at(-2)).toBe("Việc sinh-con");
  expect(picturesIn((await browser.open(kiosk)).body)).toStrictEqual([]);
});

test("a page of somebody's own has no pictures, no print button and no styles of a kiosk", async () => {
  const browser = (await openSite({ lifeEvents: () => lifeEvents })).visit();
  const { body } = await browser.open("/?point=nha-van-hoa");
  expect(picturesIn(body)).toStrictEqual([]);
  expect(body).not.toContain("kiosk.css");
  expect(body).not.toContain('id="print"');
});

test("leaves a long answer on the screen for longer, also without scripts", async () => {
  const site = await openSite();
  const browser = site.visit();
  await browser.open(kiosk);
  await browser.say("dài ".repeat(240));
  site.elapse(170_000);
  const { body } = await browser.open(kiosk);
  expect(body).toContain("dài dài");
  const [, refresh] = /http-equiv="refresh" content="(\d+)"/.exec(body) ?? [];
  expect(Number(refresh)).toBeGreaterThan(180);
  site.elapse(15_000);
  expect((await browser.open(kiosk)).body).not.toContain("dài dài");
});

test("asks for a place in words: a kiosk shares no location", async () => {
  const site = await openSite({}, (conversations) => ({
    ...conversations,
    read: async () => ({
      continues: true,
      entries: [
        {
          id: "1",
          at: new Date(Date.UTC(2026, 10, 23, 1)),
          from: "service",
          message: {
            type: "location-request",
            question: "q1",
            text: "Bác bấm gửi vị trí.",
            typed: "Bác gõ tên phường.",
            options: [],
          },
        },
      ],
    }),
  }));
  const browser = site.visit();
  await browser.open(kiosk);
  const { body } = await browser.open(kiosk);
  expect(body).toContain("Bác gõ tên phường.");
  expect(body).not.toContain("Bác bấm gửi vị trí.");
  expect(body).toContain('data-asks-location="false"');
  expect(await browser.lines()).toStrictEqual(["Bác gõ tên phường."]);
});

test("shows a code for the kept list that the last answer names, and only for it", async () => {
  const publicUrl = "https://huongdan.example.vn";
  const browser = (await openSite({ publicUrl })).visit();
  await browser.open(kiosk);
  await browser.say(`Danh sách: ${publicUrl}/ds/Ab3dEf9hJk`);
  const { body } = await browser.open(kiosk);
  expect(body).toContain('src="/web/qr?path=%2Fds%2FAb3dEf9hJk" alt="Mã QR của danh sách"');
  expect(body).toContain("để mang danh sách về nhà");
  await browser.say("https://example.com/ds/Ab3dEf9hJk");
  expect((await browser.open(kiosk)).body).not.toContain("/web/qr");
});

test("leads another device by the name at which the kiosk reaches a service without an address", async () => {
  const site = await openSite({ publicUrl: "http://127.0.0.1:3000" });
  const browser = site.visit();
  const headers = { host: "192.168.1.20:3000", accept: "text/html" };
  await browser.request({ url: kiosk, headers });
  await browser.say("Danh sách: http://127.0.0.1:3000/ds/Ab3dEf9hJk");
  const { body } = await browser.request({ url: kiosk, headers });
  const [, address = ""] = /<img src="(\/web\/qr[^"]+)"/.exec(body) ?? [];
  const { body: code } = await browser.request({ url: address, headers });
  expect(readQr(code)).toBe("http://192.168.1.20:3000/ds/Ab3dEf9hJk");
});

test("shows no code that another device could not open", async () => {
  const browser = (await openSite({ publicUrl: "http://127.0.0.1:3000" })).visit();
  await browser.open(kiosk);
  await browser.say("Danh sách: http://127.0.0.1:3000/ds/Ab3dEf9hJk");
  expect((await browser.open(kiosk)).body).not.toContain("/web/qr");
});

test("the next person at a kiosk reads the usual size of text", async () => {
  const site = await openSite();
  const browser = site.visit();
  await browser.open(kiosk);
  await browser.submit("/web/text-size", { size: "3" });
  await browser.say("khai sinh");
  expect((await browser.open(kiosk)).body).toContain('class="text-3"');
  site.elapse(121_000);
  expect((await browser.open(kiosk)).body).toContain('class="text-1"');
  expect((await browser.open(kiosk)).body).toContain('class="text-1"');
  await browser.submit("/web/text-size", { size: "2" });
  await browser.submit("/web/reset", {});
  expect((await browser.open(kiosk)).body).toContain('class="text-1"');
});

test("a kiosk's browser offers no English on its own account", async () => {
  const browser = (await openSite()).visit();
  const headers = { accept: "text/html", "accept-language": "en-US,en;q=0.9" };
  expect((await browser.request({ url: kiosk, headers })).body).not.toContain('id="offer"');
});
