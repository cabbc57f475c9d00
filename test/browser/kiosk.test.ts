import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Service } from "../../src/app/app.ts";
import { openService } from "../journeys/open-service.ts";
import { launch } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";

const kiosk = "/?point=diem-kp-23-24-binh-tien&kiosk=1";
const slowMs = 90_000;
const publicUrl = "http://huongdan.test";
/** Of a person who stands at arm's length: three millimetres on a screen of 27 inches. */
const minTextPx = 28;

const settleMs = 1_500;

const screens = [
  { name: "an upright screen", width: 1080, height: 1920 },
  { name: "a broad screen", width: 1920, height: 1080 },
] as const;

describe("the kiosk of a help point", () => {
  let browser: Browser;
  let service: Service;
  let address: string;
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch();
    service = await openService({ PUBLIC_URL: publicUrl });
    address = await service.app.listen({ port: 0, host: "127.0.0.1" });
  }, slowMs);
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  async function stand(
    { width, height }: { readonly width: number; readonly height: number },
    options: { readonly javaScriptEnabled?: boolean; readonly colorScheme?: "dark" } = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height },
      hasTouch: true,
      locale: "vi-VN",
      geolocation: { latitude: 10.74248, longitude: 106.64295 },
      permissions: ["geolocation"],
      ...options,
    });
    const page = await context.newPage();
    pages.push(page);
    page.setDefaultTimeout(10_000);
    await page.goto(`${address}${kiosk}`);
    return page;
  }

  test.each(screens)(
    "is read standing on $name, and shows six pictures without scrolling",
    async ({ width, height }) => {
      const page = await stand({ width, height });
      const pictures = page.locator("#pictures button");
      expect(await pictures.count()).toBe(6);
      for (const picture of await pictures.all()) {
        const box = await picture.boundingBox();
        expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThan(height * 0.88);
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThan(180);
      }
      const drawn =
        "[...document.querySelectorAll('#pictures img')].every((image) => image.complete && image.naturalWidth > 0)";
      expect(await page.evaluate(drawn)).toBe(true);
      const text = "parseFloat(getComputedStyle(document.querySelector('.words')).fontSize)";
      expect(await page.evaluate(text)).toBeGreaterThanOrEqual(minTextPx);
      await expectToFit(page);
      await expectAccessible(page);
      if (height > width) await takeScreenshot(page, "5-kiosk");
    },
    slowMs,
  );

  test(
    "is as accessible in the dark, and while somebody is asked",
    async () => {
      const page = await stand(screens[0], { colorScheme: "dark" });
      await expectAccessible(page);
      await page.locator("#pictures button").first().click();
      await page.locator(".line.visitor").waitFor();
      await page.locator("#options button[name=value]").first().waitFor();
      await expectToFit(page);
      await expectAccessible(page);
    },
    slowMs,
  );

  test(
    "each picture leads to its own questions, with scripts and without",
    async () => {
      for (const javaScriptEnabled of [true, false]) {
        for (let index = 0; index < 6; index += 1) {
          const page = await stand(screens[0], { javaScriptEnabled });
          const picture = page.locator("#pictures button").nth(index);
          const words = await picture.innerText();
          await picture.click();
          await page.locator(".line.visitor").waitFor();
          const answer = page.locator(".line.visitor ~ .line.service").last();
          await answer.waitFor();
          expect([words, await page.locator(".line.visitor").innerText()]).toStrictEqual([
            words,
            expect.stringContaining(words),
          ]);
          expect([words, await answer.innerText()]).toStrictEqual([
            words,
            expect.stringMatching(/bác cần việc nào/),
          ]);
          expect(await page.locator("#pictures").count()).toBe(0);
          await page.context().close();
          pages.pop();
        }
      }
    },
    slowMs,
  );

  test(
    "never offers to share a location",
    async () => {
      const page = await stand(screens[1]);
      await says(page, "tìm điểm hướng dẫn gần nhất");
      await page.locator(".line.visitor ~ .line.service").last().waitFor();
      await says(page, "đổi chỗ khác");
      await page.waitForTimeout(settleMs);
      expect(await page.locator("#share:visible, #locate:visible").count()).toBe(0);
    },
    slowMs,
  );

  test(
    "shows the code of a kept list and a print button once there is something to take along",
    async () => {
      const page = await stand(screens[0]);
      expect(await page.locator("#print:visible").count()).toBe(0);
      await page.evaluate(`{
        const line = document.createElement("div");
        line.className = "line visitor";
        const answer = document.createElement("div");
        answer.className = "line service";
        answer.innerHTML = '<p class="words"><a href="${publicUrl}/ds/Ab3dEf9hJk">danh sách</a></p>';
        document.querySelector("#log").append(line, answer);
      }`);
      const code = page.locator("#take-away img");
      await code.waitFor();
      expect(await code.getAttribute("src")).toBe("/web/qr?path=%2Fds%2FAb3dEf9hJk");
      expect(await page.locator("#print:visible").count()).toBe(1);
      await expectAccessible(page);
    },
    slowMs,
  );

  test(
    "announces before it forgets, and waits for whoever scrolls or points",
    async () => {
      const page = await stand(screens[0]);
      await page.locator("#pictures button").first().click();
      await page.locator("#options button[name=value]").first().waitFor();
      // The page scrolls to the answer by itself.
      await page.waitForTimeout(settleMs);
      await passTime(page, 110);
      await page.locator("#leaving[open]").waitFor();
      await page.mouse.move(200, 900);
      await page.mouse.move(260, 960);
      await page.locator("#leaving:not([open])").waitFor({ state: "attached" });
      await passTime(page, 130);
      await page.locator("#pictures").waitFor();
      expect(await page.locator(".line.visitor").count()).toBe(0);
    },
    slowMs,
  );
});

/** The page's clock jumps; its timers go on as before. */
async function passTime(page: Page, seconds: number): Promise<void> {
  await page.evaluate(`{
    const now = Date.now.bind(Date);
    Date.now = () => now() + ${seconds * 1000};
  }`);
}

async function says(page: Page, text: string): Promise<void> {
  await page.locator("#text").fill(text);
  await page.locator("#composer .send").click();
}
