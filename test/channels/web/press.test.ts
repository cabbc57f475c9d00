import { describe, expect, test } from "@jest/globals";
import type { WebInput } from "../../../src/channels/web/conversations.ts";
import type { ShownLink } from "../../../src/channels/web/landing/link-page.ts";
import { openSite } from "./site.ts";

const kiosk = "/?point=nha-van-hoa&kiosk=1";
const dossierLink: ShownLink = {
  id: 1,
  code: "PX23CABCDEF",
  state: "open",
  point: { name: "Nhà văn hóa", address: null, phone: null },
  openingHours: null,
  procedureName: null,
  officialName: null,
  isDossier: true,
  expiresAt: null,
};

/** Opens a site whose only link opens a dossier once; `spent` are the codes that were used. */
async function openWithDossierLink() {
  const spent: string[] = [];
  const find = async (code: string) => (code === dossierLink.code ? dossierLink : null);
  const site = await openSite(
    { links: { find, opened: async () => undefined } },
    (conversations) => ({
      ...conversations,
      handle: async (event) => {
        const input: WebInput = event.input;
        if (input.type === "code") spent.push(input.code);
        await conversations.handle(event);
      },
    }),
  );
  return { site, spent };
}

describe("a dossier's link", () => {
  const url = `/?code=${dossierLink.code}`;

  test.each([
    ["a person who has not pressed yet", {}],
    ["a previewer", { "user-agent": "facebookexternalhit/1.1" }],
    ["a prefetch", { "sec-purpose": "prefetch" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
  ])("is not used up by %s", async (_who, headers) => {
    const { site, spent } = await openWithDossierLink();
    for (const method of ["GET", "HEAD"] as const) {
      const response = await site.app.inject({ method, url, headers });
      expect(response.statusCode).toBe(200);
      expect(response.headers["set-cookie"]).toBeUndefined();
    }
    expect(spent).toStrictEqual([]);
  });

  test("opens when its button is pressed, and leads to the conversation", async () => {
    const { site, spent } = await openWithDossierLink();
    const browser = site.visit();
    const { body } = await browser.open(url);
    expect(body).toContain('action="/web/open"');
    expect(body).toContain(`name="code" value="${dossierLink.code}"`);
    const pressed = await browser.submit("/web/open", { code: dossierLink.code });
    expect(pressed.statusCode).toBe(303);
    expect(pressed.headers.location).toBe("/");
    expect(spent).toStrictEqual([dossierLink.code]);
    expect(await browser.lines()).toHaveLength(1);
  });

  test("is not opened by a form of another site", async () => {
    const { site, spent } = await openWithDossierLink();
    const response = await site.app.inject({
      method: "POST",
      url: "/web/open",
      headers: {
        origin: "https://elsewhere.example",
        "content-type": "application/x-www-form-urlencoded",
      },
      payload: `code=${dossierLink.code}`,
    });
    expect(response.statusCode).toBe(403);
    expect(spent).toStrictEqual([]);
  });

  test.each([{}, { code: "<script>" }, { kiosk: "2", point: "" }, { code: "PX23", point: "a" }])(
    "a form that the page does not offer is refused: %j",
    async (fields) => {
      const { site } = await openWithDossierLink();
      const response = await site.visit().submit("/web/open", fields);
      expect(response.statusCode).toBe(400);
    },
  );
});

describe("a link to a kiosk", () => {
  /** A visitor who has said something on a page of their own. */
  async function talking() {
    const site = await openSite();
    const browser = site.visit();
    await browser.open("/");
    await browser.say("chuyện của tôi");
    return browser;
  }

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a site of the same owner", { "sec-fetch-site": "same-site" }],
    ["a prefetch", { "sec-purpose": "prefetch", "sec-fetch-site": "same-origin" }],
    ["another app", { "sec-fetch-site": "none" }],
  ])("erases nothing when it comes from %s", async (_where, headers) => {
    const browser = await talking();
    const cookie = browser.cookie();
    const response = await browser.request({ url: kiosk, headers });
    expect(response.statusCode).toBe(200);
    expect(response.headers["set-cookie"]).toBeUndefined();
    expect(browser.cookie()).toBe(cookie);
    expect(await browser.lines()).toContain("chuyện của tôi");
  });

  test("makes the device a kiosk when its button is pressed", async () => {
    const browser = await talking();
    const { body } = await browser.request({ url: kiosk, headers: { "sec-fetch-site": "none" } });
    expect(body).toContain('name="point" value="nha-van-hoa"');
    const pressed = await browser.submit("/web/open", { kiosk: "1", point: "nha-van-hoa" });
    expect(pressed.headers.location).toBe(kiosk);
    expect((await browser.open(kiosk)).body).toContain("Xong, người tiếp theo");
    expect(await browser.lines()).not.toContain("chuyện của tôi");
  });

  test("makes no kiosk of a new visitor's browser from another site", async () => {
    const browser = (await openSite()).visit();
    const { body } = await browser.request({
      url: kiosk,
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(body).not.toContain("Xong, người tiếp theo");
  });

  test("begins at once where the address was typed and nobody has talked", async () => {
    const browser = (await openSite()).visit();
    const { body } = await browser.request({ url: kiosk, headers: { "sec-fetch-site": "none" } });
    expect(body).toContain("Xong, người tiếp theo");
  });

  test("a link of another site to the plain page does not end a kiosk", async () => {
    const browser = (await openSite()).visit();
    await browser.open(kiosk);
    await browser.say("ở điểm hỗ trợ");
    const { body } = await browser.request({
      url: "/",
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(body).toContain("Xong, người tiếp theo");
    expect(await browser.lines()).toContain("ở điểm hỗ trợ");
  });
});

describe("HEAD", () => {
  test.each(["/", kiosk, "/?procedure=khai-sinh"])(
    "%s is answered as GET, and changes nothing",
    async (url) => {
      const site = await openSite();
      const browser = site.visit();
      const response = await browser.request({ method: "HEAD", url });
      expect(response.statusCode).toBe(200);
      expect(response.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(response.headers["set-cookie"]).toBeUndefined();
      expect(response.body).toBe("");
    },
  );

  test("a stream's headers are answered without holding a stream open", async () => {
    const browser = (await openSite()).visit();
    await browser.open();
    for (let tries = 0; tries < 10; tries += 1) {
      const response = await browser.request({ method: "HEAD", url: "/web/stream" });
      expect(response.statusCode).toBe(200);
      expect(response.headers["content-type"]).toContain("text/event-stream");
    }
  });
});
