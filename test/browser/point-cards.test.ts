import { describe, expect, test } from "@jest/globals";

import type { Page } from "playwright-core";
import { openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit } from "./page-checks.ts";
import { serviceInBrowser } from "./service-in-browser.ts";

const binhTien = { latitude: 10.74248, longitude: 106.64295 };
const slowMs = 60_000;
const minTargetPx = 44;

describe("help points on the page", () => {
  const site = serviceInBrowser();

  /** Asks where to go on Saturday from a shared location, and for two more points. */
  async function askAround(): Promise<Page> {
    const page = await openPhone(site.browser, `${site.address}/`, binhTien);
    site.closeLater(page);
    await says(page, "điểm gần nhất");
    await page.locator("#share").click();
    await page.locator("#options button", { hasText: "Bây giờ" }).click();
    await page.locator(".point").first().waitFor();
    await page.locator("#options button", { hasText: "Xem thêm 2 nơi" }).click();
    await page.locator(".point").nth(2).waitFor();
    return page;
  }

  test(
    "are cards with a status in words, a call, directions and a sketch",
    async () => {
      const page = await askAround();
      const best = page.locator(".point").first();
      expect(await best.locator(".point-name").innerText()).toContain("phường Xuân Hòa");
      expect(await best.locator(".point-status").innerText()).toContain(
        "Đang mở cửa, đến 11 giờ 30",
      );
      const [call, guide] = await best.locator(".point-actions a").all();
      expect(await call?.getAttribute("href")).toBe("tel:+842839326868");
      expect(await guide?.getAttribute("href")).toContain("https://www.google.com/maps/dir/");
      expect(await best.locator(".point-name a").getAttribute("href")).toBe("/diem/hcm-xuan-hoa");
      for (const target of await page.locator(".point-actions a, .point-name a").all()) {
        const box = await target.boundingBox();
        expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(minTargetPx);
      }
      expect(await page.locator("svg.sketch").count()).toBe(2);
      await expectAccessible(page);
    },
    slowMs,
  );

  test(
    "are the same from the server as from the stream, and need no scripts",
    async () => {
      const page = await askAround();
      const streamed = await page.evaluate(cardsHtml);
      await page.reload();
      expect(await page.evaluate(cardsHtml)).toEqual(streamed);
      const plain = await site.browser.newContext({
        javaScriptEnabled: false,
        storageState: await page.context().storageState(),
      });
      const read = await plain.newPage();
      await read.goto(`${site.address}/`);
      expect(await read.locator(".point").count()).toBe(3);
      await plain.close();
    },
    slowMs,
  );

  test(
    "fit a narrow screen, large text and the dark",
    async () => {
      const page = await askAround();
      await page.setViewportSize({ width: 320, height: 640 });
      await expectToFit(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await expectAccessible(page);
      await page.evaluate('document.documentElement.style.fontSize = "200%"');
      expect(await page.evaluate(widerLines)).toEqual([]);
    },
    slowMs,
  );
});

const cardsHtml = "Array.from(document.querySelectorAll('.cards'), (cards) => cards.outerHTML)";
const widerLines =
  "Array.from(document.querySelectorAll('.line')).filter((line) => line.scrollWidth > line.clientWidth).map((line) => line.textContent)";

async function says(page: Page, text: string): Promise<void> {
  await page.locator("#text").fill(text);
  await page.locator("#composer .send").click();
}
