import { describe, expect, test } from "@jest/globals";
import type { BrowserContextOptions, Page } from "playwright-core";
import { openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit } from "./page-checks.ts";
import { serviceInBrowser } from "./service-in-browser.ts";
import { isInView, openKeyboard, saidLines, sees } from "./web-chat-steps.ts";

const slowMs = 60_000;
const smallestTarget = 44;

describe("the web chat on every screen", () => {
  const site = serviceInBrowser();

  async function visit(path = "/"): Promise<Page> {
    const page = await openPhone(site.browser, `${site.address}${path}`);
    site.closeLater(page);
    return page;
  }

  async function visitWith(options: BrowserContextOptions, path = "/"): Promise<Page> {
    const context = await site.browser.newContext({
      viewport: { width: 360, height: 740 },
      ...options,
    });
    const page = await context.newPage();
    site.closeLater(page);
    await page.goto(`${site.address}${path}`);
    return page;
  }

  test(
    "shows the question and its first button while the keyboard is open",
    async () => {
      const page = await visit();
      await sees(page, "Chào bác!");
      await openKeyboard(page);
      await page.locator("#quick").waitFor({ state: "hidden" });
      await page.waitForTimeout(500);
      expect(await isInView(page, "#options button.option:not([hidden]) >> nth=0")).toBe(true);
      expect(await isInView(page, "#log .line.service >> nth=-1")).toBe(true);
      const talk = await page.locator("#talk").boundingBox();
      expect(talk?.height).toBeGreaterThan(290);
      await expectAccessible(page);
    },
    slowMs,
  );

  test(
    "closes the keyboard when an answer brings buttons, and not while more is being written",
    async () => {
      const page = await visit();
      await openKeyboard(page);
      await page.keyboard.type("đăng ký thường trú");
      await page.keyboard.press("Enter");
      await sees(page, "Nơi bác muốn đăng ký");
      await page.waitForFunction("document.activeElement === document.body");
      await page.setViewportSize({ width: 360, height: 740 });
      await page.locator("#quick").waitFor();
      await page.waitForTimeout(500);
      expect(await isInView(page, "#options button[name=value] >> nth=0")).toBe(true);

      const { promise: isWriting, resolve: write } = Promise.withResolvers<void>();
      await page.route("**/web/messages", async (route) => {
        await isWriting;
        await route.continue();
      });
      await openKeyboard(page);
      await page.keyboard.type("1");
      await page.keyboard.press("Enter");
      await page.keyboard.type("ch");
      write();
      await sees(page, "đã đủ 18 tuổi");
      await page.waitForTimeout(300);
      expect(await page.evaluate("document.activeElement?.id")).toBe("text");
    },
    slowMs,
  );

  test.each([
    [360, "200 %"],
    [320, "200 %"],
    [320, "100 %"],
  ])(
    "at %i pixels and %s text nothing overlaps and nothing is cut off",
    async (width, size) => {
      const page = await visit("/?procedure=dang-ky-thuong-tru");
      await sees(page, "Việc của bác");
      await page.setViewportSize({ width, height: 640 });
      if (size === "200 %") await page.evaluate("document.documentElement.style.fontSize = '225%'");
      await expectToFit(page);
      await page.locator("#more").click();
      await expectToFit(page);
      const boxes = [];
      for (const target of await page.locator("button:visible, .privacy, #text").all()) {
        const box = await target.boundingBox();
        if (box === null) continue;
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(smallestTarget);
        if (await target.evaluate((one) => one.closest(".foot, .head") !== null)) boxes.push(box);
      }
      for (const [index, one] of boxes.entries()) {
        expect(one.x).toBeGreaterThanOrEqual(0);
        expect(one.x + one.width).toBeLessThanOrEqual(width);
        const others = boxes.slice(index + 1);
        expect(others.filter((other) => overlap(one, other))).toEqual([]);
      }
      const field = await page.locator("#text").boundingBox();
      if (size === "200 %") expect(field?.width).toBeGreaterThan(width * 0.8);
      await page.locator("#more").click();
      const talk = await page.locator("#talk").boundingBox();
      expect(talk?.height).toBeGreaterThan(200);
      await expectAccessible(page);
    },
    slowMs,
  );

  test(
    "the size of the text is remembered, and larger from the first paint",
    async () => {
      const page = await visit();
      const height = () =>
        page
          .locator(".line .words")
          .first()
          .evaluate((one) => one.clientHeight);
      const usual = await height();
      await page.getByRole("button", { name: "Chữ to hơn" }).click();
      await page.getByRole("button", { name: "Chữ to nhất" }).waitFor();
      expect(await height()).toBeGreaterThan(usual);
      await page.waitForLoadState("networkidle");
      const plain = await page.context().newPage();
      await plain.route("**/*.js", (route) => route.abort());
      await plain.goto(site.address);
      expect(await plain.evaluate("document.documentElement.className")).toBe("text-2");
      await page.getByRole("button", { name: "Chữ to nhất" }).click();
      await expectToFit(page);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Chữ thường" }).click();
      expect(await height()).toBe(usual);
    },
    slowMs,
  );

  test(
    "works without scripts, and shows the newest question after each answer",
    async () => {
      const page = await visitWith({ javaScriptEnabled: false, hasTouch: true });
      await page.locator("#text").fill("đăng ký thường trú");
      await page.locator("#composer .send").click();
      for (const answer of ["Nhà mình sở hữu", "Đã đủ 18 tuổi", "Đúng rồi"]) {
        await page.locator("#options button", { hasText: answer }).click();
        await page.locator("#moi .words", { hasText: answer }).waitFor();
        expect(page.url()).toMatch(/\/#moi$/);
        await page.waitForTimeout(700);
        expect(await isInView(page, "#moi")).toBe(true);
      }
      await sees(page, "Mang theo:");
      expect(await page.locator("#more:visible, #dictate:visible, .speak").count()).toBe(0);
      await page.getByRole("button", { name: "Chữ to hơn" }).click();
      expect(await page.locator("html").getAttribute("class")).toBe("text-2");
      await page.getByRole("button", { name: "English" }).click();
      await sees(page, "I will speak English from now on.");
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
    },
    slowMs,
  );

  test(
    "changes the language by a button in the head, and offers English to an English browser",
    async () => {
      const page = await visitWith({ locale: "en-US" });
      await page.getByRole("button", { name: "Continue in English" }).waitFor();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Continue in English" }).click();
      await page.locator('html[lang="en"]').waitFor();
      await sees(page, "I will speak English from now on.");
      await page.locator("#language button", { hasText: "Tiếng Việt" }).click();
      await page.locator('html[lang="vi"]').waitFor();
      expect(await saidLines(page)).toEqual(["English", "Tiếng Việt"]);
      const vietnamese = await visit();
      await sees(vietnamese, "Chào bác!");
      expect(await vietnamese.locator("#offer").count()).toBe(0);
    },
    slowMs,
  );

  test(
    "by keyboard alone the next answer is one Tab away, whatever the talk holds",
    async () => {
      const page = await visitWith({ locale: "vi-VN" }, "/?procedure=dang-ky-thuong-tru");
      await page.locator("#options button[name=value]").first().focus();
      await page.keyboard.press("Enter");
      await sees(page, "đã đủ 18 tuổi");
      await page.locator("#options button[name=value]").first().waitFor();
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement?.name")).toBe("value");
    },
    slowMs,
  );
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width - 0.5 &&
    other.x < one.x + one.width - 0.5 &&
    one.y < other.y + other.height - 0.5 &&
    other.y < one.y + one.height - 0.5
  );
}
