import { randomUUID } from "node:crypto";

import { describe, expect, test } from "@jest/globals";

import type { Page } from "playwright-core";
import { openPhone } from "./chromium.ts";
import { findViolations, takeScreenshot } from "./page-checks.ts";
import { serviceInBrowser } from "./service-in-browser.ts";

const binhTien = { latitude: 10.74248, longitude: 106.64295 };
const slowMs = 60_000;

describe("the web chat on a small phone", () => {
  const site = serviceInBrowser();

  async function visit(path = "/", place?: typeof binhTien): Promise<Page> {
    const page = await openPhone(site.browser, `${site.address}${path}`, place);
    site.closeLater(page);
    return page;
  }

  test(
    "leads to the checklist for a birth certificate and to an open point",
    async () => {
      const page = await visit("/", binhTien);
      await sees(page, "Chào bác!");
      await takeScreenshot(page, "1-welcome");

      await says(page, "lam giay khai sinh cho be");
      await sees(page, "Việc của bác: Làm giấy khai sinh cho bé.");
      await taps(page, "Không");
      await taps(page, "Không, chỉ khai sinh");
      await takeScreenshot(page, "2-question");
      await says(page, "sinh o benh vien");
      await taps(page, "Đã đăng ký");
      await taps(page, "Chưa quá 60 ngày");
      await sees(page, "Cháu ghi lại thế này");
      await taps(page, "Đúng rồi");
      await sees(page, "Mang theo: Giấy chứng sinh");
      await takeScreenshot(page, "3-checklist");

      await taps(page, "Tìm điểm hướng dẫn gần nhất");
      await page.locator("#share").click();
      await taps(page, "Sáng thứ Bảy");
      await sees(page, "Mở cửa thứ Bảy 28/11: 9 giờ đến 11 giờ");
      await takeScreenshot(page, "4-points");
      const directions = page.locator('#log a[href*="google.com/maps/dir"]').first();
      expect(await directions.getAttribute("href")).toContain("654+Pham+Van+Chi");
    },
    slowMs,
  );

  test(
    "the page follows the language of the conversation, there and back",
    async () => {
      const page = await visit();
      await says(page, "English");
      await sees(page, "I will speak English from now on.");
      await page.locator('html[lang="en"]').waitFor();
      expect(await page.locator("#quick").innerText()).toContain("Talk to a person");
      await page.locator("#quick button", { hasText: "Back" }).click();
      await sees(page, "This is the first question already.");
      await says(page, "Tiếng Việt");
      await page.locator('html[lang="vi"]').waitFor();
      expect(await page.locator("#composer").innerText()).toContain("Gửi");
    },
    slowMs,
  );

  test(
    "the page is not wider than the screen, and every button is large enough for a thumb",
    async () => {
      const page = await visit("/?procedure=dang-ky-thuong-tru");
      await taps(page, "Nhà mình sở hữu");
      const widths = await page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
      );
      expect(widths).toStrictEqual([360, 360]);
      for (const button of await page.locator("button:visible").all()) {
        const box = await button.boundingBox();
        expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
      }
    },
    slowMs,
  );

  test(
    "has no accessibility violations that axe can find",
    async () => {
      const page = await visit("/?procedure=dang-ky-thuong-tru");
      await sees(page, "Việc của bác");
      const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
      expect(await findViolations(page, tags)).toStrictEqual([]);
    },
    slowMs,
  );

  test(
    "can be used by keyboard alone",
    async () => {
      const page = await visit();
      await sees(page, "Chào bác!");
      await page.locator("#text").focus();
      await page.keyboard.type("đăng ký tạm trú");
      await page.keyboard.press("Enter");
      await sees(page, "Việc của bác: Đăng ký tạm trú (ở trọ, ở nhờ).");
      expect(await page.evaluate("document.activeElement?.id")).toBe("text");
      await page.keyboard.type("1");
      await page.keyboard.press("Enter");
      await sees(page, "có ai dưới 18 tuổi không ạ?");
    },
    slowMs,
  );

  test(
    "two tabs show the same messages, and a reload shows each once",
    async () => {
      const page = await visit();
      await sees(page, "Chào bác!");
      const other = await page.context().newPage();
      await other.goto(`${site.address}/`);
      await says(page, "tách hộ");
      await sees(other, "Việc của bác: Tách hộ khẩu ra riêng.");
      await other.reload();
      await sees(other, "Việc của bác: Tách hộ khẩu ra riêng.");
      const lines = await other.locator("#log li").count();
      expect(lines).toBe(await page.locator("#log li").count());
    },
    slowMs,
  );

  test(
    "shows messages that were sent while the connection was lost, once",
    async () => {
      const page = await visit();
      await sees(page, "Chào bác!");
      site.service.app.server.closeAllConnections();
      const [cookie] = await page.context().cookies();
      await site.service.app.inject({
        method: "POST",
        url: "/web/messages",
        headers: { cookie: `${cookie?.name}=${cookie?.value}` },
        payload: { id: randomUUID(), text: "gia hạn tạm trú" },
      });
      await sees(page, "Mang theo: Ý kiến đồng ý");
      expect(await page.getByText("Mang theo: Ý kiến đồng ý").count()).toBe(1);
    },
    slowMs,
  );

  test(
    "a help point's kiosk deletes the conversation when the next visitor comes",
    async () => {
      const page = await visit("/?point=diem-kp-23-24-binh-tien&kiosk=1");
      await sees(page, "Khu phố 23 - 24");
      await says(page, "đổi căn cước");
      await sees(page, "Việc của bác: Đổi thẻ căn cước");
      await takeScreenshot(page, "5-kiosk");
      await page.getByRole("button", { name: "Xong, người tiếp theo" }).click();
      await page.waitForFunction(
        'document.querySelector("#log") && !document.querySelector("#log").textContent.includes("Đổi thẻ căn cước")',
      );
      await sees(page, "Khu phố 23 - 24");
    },
    slowMs,
  );
});

async function says(page: Page, text: string): Promise<void> {
  await page.locator("#text").fill(text);
  await page.locator("#composer .send").click();
}

async function taps(page: Page, wording: string): Promise<void> {
  const button = page.locator("#options button").filter({ hasText: wording });
  await button.filter({ hasText: new RegExp(`(^|\\d )\\s*${escaped(wording)}\\s*$`) }).click();
}

async function sees(page: Page, text: string): Promise<void> {
  await page.locator("#log").getByText(text).first().waitFor();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
