import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { adminPassword, openTestDesks } from "../desk/desk-server.ts";
import { launch } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";
import { passSecondStep } from "./second-step.ts";

const slowMs = 120_000;
const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

/** How many pages a printed edition has at least and at most. */
const editions = [
  { path: "/desk/huong-dan?cho=staff", from: 2, to: 2 },
  { path: "/desk/huong-dan?cho=official", from: 4, to: 6 },
  { path: "/desk/huong-dan?cho=administrator", from: 5, to: 8 },
  { path: "/desk/huong-dan/cai-dat", from: 3, to: 6 },
];

const countPages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe("the manual in a browser", () => {
  let browser: Browser;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    browser = await launch();
    address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
    await desk.admin();
    const context = await browser.newContext({
      locale: "vi-VN",
      viewport: { width: 360, height: 740 },
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${address}/desk/sign-in`);
    await page.locator("#username").fill("admin");
    await page.locator("#password").fill(adminPassword);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await passSecondStep(page, "admin", desk.authenticator);
  }, slowMs);
  afterAll(async () => {
    await browser.close();
  });

  test.each(editions)(
    "$path is printed on $to sheets of A4 or fewer",
    async ({ path, from, to }) => {
      await page.goto(`${address}${path}`);
      const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });

      const pages = countPages(pdf);
      expect(pages).toBeGreaterThanOrEqual(from);
      expect(pages).toBeLessThanOrEqual(to);
    },
    slowMs,
  );

  test(
    "the ? of a page opens its part on a phone, where it fits and is accessible",
    async () => {
      await page.goto(`${address}/desk/audit`);
      await page.getByRole("link", { name: "Hướng dẫn: Nhật ký" }).click();
      await page.waitForURL("**/desk/huong-dan#nhat-ky");
      expect(await page.locator("#nhat-ky").isVisible()).toBe(true);
      await expectAccessible(page);
      await expectToFit(page);
      await takeScreenshot(page, "desk-manual-phone");
    },
    slowMs,
  );
});
