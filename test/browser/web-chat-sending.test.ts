import { describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { openPhone } from "./chromium.ts";
import { expectAccessible } from "./page-checks.ts";
import { serviceInBrowser } from "./service-in-browser.ts";
import { saidLines, says, sees } from "./web-chat-steps.ts";

const slowMs = 60_000;
const messages = "**/web/messages";

describe("the web chat without a network", () => {
  const site = serviceInBrowser();

  async function visit(path = "/"): Promise<Page> {
    const page = await openPhone(site.browser, `${site.address}${path}`);
    site.closeLater(page);
    await sees(page, "Chào bác!");
    return page;
  }

  test(
    "what is written offline waits in its order, and is sent by itself, once",
    async () => {
      const page = await visit();
      await page.context().setOffline(true);
      await says(page, "đăng ký thường trú");
      await page.locator(".line.failed").getByRole("button", { name: "Gửi lại" }).waitFor();
      await says(page, "1");
      await says(page, "1");
      expect(await saidLines(page)).toEqual(["đăng ký thường trú", "1", "1"]);
      await page.locator("#notice").getByText("Mất kết nối mạng").waitFor();
      await expectAccessible(page);

      await page.context().setOffline(false);
      await sees(page, "Cháu ghi lại thế này");
      await page.locator(".line.pending").first().waitFor({ state: "detached" });
      expect(await saidLines(page)).toEqual(["đăng ký thường trú", "1", "1"]);
      expect(await page.locator("#notice").innerText()).toBe("");
      await page.reload();
      expect(await saidLines(page)).toEqual(["đăng ký thường trú", "1", "1"]);
    },
    slowMs,
  );

  test(
    "what is said after a failed answer does not take its place",
    async () => {
      const page = await visit("/?procedure=dang-ky-thuong-tru");
      await page.route(messages, (route) => route.abort());
      await page.locator("#options button", { hasText: "Nhà mình sở hữu" }).click();
      await page.locator(".line.failed").waitFor({ timeout: 15_000 });
      await page.unroute(messages);
      await says(page, "2");
      await sees(page, "Cháu ghi lại thế này");
      await page.locator(".line.pending").first().waitFor({ state: "detached" });
      expect(await saidLines(page)).toEqual(["Nhà mình sở hữu", "2"]);
      await page.locator("#options button[name=value]").first().waitFor();
    },
    slowMs,
  );

  test(
    "a message whose answer got lost is neither sent twice nor shown twice",
    async () => {
      const page = await visit();
      let isLost = true;
      await page.route(messages, async (route) => {
        if (route.request().method() !== "POST" || !isLost) return route.continue();
        await route.fetch();
        return route.abort();
      });
      await says(page, "tách hộ");
      await sees(page, "Việc của bác: Tách hộ khẩu ra riêng.");
      isLost = false;
      await page.evaluate("dispatchEvent(new Event('online'))");
      await page.waitForTimeout(2000);
      expect(await saidLines(page)).toEqual(["tách hộ"]);
      expect(await page.getByText("Việc của bác: Tách hộ khẩu ra riêng.").count()).toBe(1);
      expect(await page.locator(".line.pending").count()).toBe(0);
    },
    slowMs,
  );

  test(
    "after a limit it says when it tries again, and does so",
    async () => {
      const page = await visit();
      let refusals = 1;
      await page.route(messages, (route) => {
        if (route.request().method() !== "POST" || refusals === 0) return route.continue();
        refusals -= 1;
        return route.fulfill({
          status: 429,
          headers: { "retry-after": "3" },
          contentType: "application/problem+json",
          body: JSON.stringify({ status: 429, detail: "Bác nhắn nhanh quá." }),
        });
      });
      await says(page, "tách hộ");
      await page.locator("#notice").getByText("Cháu tự gửi lại sau 3 giây").waitFor();
      await says(page, "1");
      expect(await saidLines(page)).toEqual(["tách hộ", "1"]);
      await page.locator(".line.pending").first().waitFor({ state: "detached" });
      await sees(page, "Việc của bác: Tách hộ khẩu ra riêng.");
      expect(await saidLines(page)).toEqual(["tách hộ", "1"]);
      expect(await page.locator("#notice").innerText()).toBe("");
    },
    slowMs,
  );

  test(
    "what was not sent outlives a reload of the page, but never at a kiosk",
    async () => {
      const page = await visit();
      await page.route(messages, (route) => route.abort());
      await says(page, "tách hộ");
      await page.reload();
      expect(await saidLines(page)).toEqual(["tách hộ"]);
      await page.unroute(messages);
      await sees(page, "Việc của bác: Tách hộ khẩu ra riêng.");
      expect(await page.evaluate("sessionStorage.length")).toBe(0);

      const kiosk = await openPhone(
        site.browser,
        `${site.address}/?point=diem-kp-23-24-binh-tien&kiosk=1`,
      );
      site.closeLater(kiosk);
      await kiosk.route(messages, (route) => route.abort());
      await says(kiosk, "tách hộ");
      expect(await kiosk.evaluate("sessionStorage.length + localStorage.length")).toBe(0);
      await kiosk.reload();
      expect(await saidLines(kiosk)).toEqual([]);
    },
    slowMs,
  );
});
