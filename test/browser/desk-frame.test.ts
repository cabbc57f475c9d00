import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { adminPassword, aPoint, openTestDesks, password } from "../desk/desk-server.ts";
import { addDossier, addTask, addUndelivered, reportStatus } from "../desk/dossier-fixtures.ts";
import { recordConversation, recordTwoWeeks } from "../desk/figures/conversation-fixtures.ts";
import { launch } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";
import { passSecondStep } from "./second-step.ts";

const slowMs = 120_000;
const maxHeadPixels = 64;
const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};
const desktop: BrowserContextOptions = { viewport: { width: 1200, height: 900 } };

describe("the desk's frame, trail and figures in a browser", () => {
  let browser: Browser;
  let address: string;
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch();
    address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
    const agency = await desk.agency("UBND phường Bình Tiên");
    await desk.person("official", { username: "hoa", name: "Nguyễn Thị Hoa", agency });
    await desk.person("staff", { username: "lan", name: "Lê Thị Lan", points: aPoint });
    for (const status of [2, 9, 10] as const) await addDossier(desk, agency, { status });
    await addUndelivered(desk, agency);
    await addTask(desk);
    const dossier = await addDossier(desk, agency, { followers: 2 });
    await reportStatus(desk, dossier.code, 5);
    await recordTwoWeeks(desk);
    const begun = { resident: "at a point", channel: "zalo", daysAgo: 1, point: aPoint } as const;
    await recordConversation(desk, begun, [["menu", "ask", "asked"]]);
    // The badge of the menu has as many signs as it can have.
    for (let at = 0; at < 101; at += 1) await addTask(desk);
    await desk.database.db
      .insertInto("point_target")
      .values({ point_id: aPoint, chats_per_week: 20, set_by: "admin", set_at: desk.now() })
      .execute();
  }, slowMs);
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser.close();
  });

  async function workAs(
    username: string,
    typed: string,
    path: string,
    options: BrowserContextOptions,
  ): Promise<Page> {
    const context = await browser.newContext({ locale: "vi-VN", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    pages.push(page);
    await page.goto(`${address}/desk/sign-in`);
    await page.locator("#username").fill(username);
    await page.locator("#password").fill(typed);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await passSecondStep(page, username, desk.authenticator);
    await page.goto(`${address}${path}`);
    return page;
  }

  test(
    "a phone without scripts opens every page from one button, in a head of one line",
    async () => {
      const page = await workAs("lan", password, "/desk/points", {
        ...phone,
        javaScriptEnabled: false,
      });
      const head = await page.locator("header.head").boundingBox();
      expect(head?.height).toBeLessThanOrEqual(maxHeadPixels);
      const button = await page.locator("summary").filter({ hasText: "Menu" }).boundingBox();
      expect((button?.x ?? 0) + (button?.width ?? 360)).toBeLessThanOrEqual(344);
      const figures = page.getByRole("navigation", { name: "Menu" }).getByText("Số liệu");
      expect(await figures.isVisible()).toBe(false);
      await page.getByText("Menu", { exact: false }).first().click();
      await takeScreenshot(page, "desk-menu-phone");
      await figures.click();
      await page.getByRole("heading", { name: "Số liệu", level: 1 }).waitFor();
      await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
    },
    slowMs,
  );

  test(
    "the menu, the trail and the figures fit a phone and are accessible",
    async () => {
      const page = await workAs("admin", adminPassword, "/desk/audit", phone);
      await takeScreenshot(page, "desk-audit-phone");
      await page.getByText("Menu", { exact: false }).first().click();
      await expectAccessible(page);
      await expectToFit(page);
      await page.goto(`${address}/desk/audit`);
      await page.locator(".trail summary").first().click();
      for (const path of [
        "/desk/audit",
        "/desk/figures",
        "/desk/figures/report",
        "/desk/prices",
        "/desk/links/counts",
      ]) {
        if (path !== "/desk/audit") await page.goto(`${address}${path}`);
        await expectAccessible(page);
        await expectToFit(page);
        const name = `desk${path.slice("/desk".length).replaceAll("/", "-")}-phone-long`;
        await takeScreenshot(page, name, { fullPage: true });
      }
    },
    slowMs,
  );

  test(
    "bars stand beside text of full size, on a phone, too",
    async () => {
      const page = await workAs("hoa", password, "/desk/figures", phone);
      const [size, width] = (await page.evaluate(`(() => {
        const cell = document.querySelector(".figures th[scope=row]");
        const bar = cell.querySelector(".bar").getBoundingClientRect();
        return [parseFloat(getComputedStyle(cell).fontSize), bar.width];
      })()`)) as [number, number];
      expect(size).toBeGreaterThanOrEqual(16);
      expect(width).toBeGreaterThan(200);
    },
    slowMs,
  );

  test(
    "groups of pages on a desktop are accessible, and the report fits a few sheets of A4",
    async () => {
      const page = await workAs("hoa", password, "/desk/undelivered", desktop);
      await expectAccessible(page);
      await takeScreenshot(page, "desk-menu");
      await page.goto(`${address}/desk/figures`);
      await expectAccessible(page);
      await takeScreenshot(page, "desk-figures");
      await page.goto(`${address}/desk/figures/report`);
      const sheets = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
      expect(sheets.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(3);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("header.head").isVisible()).toBe(false);
      await takeScreenshot(page, "desk-report", { fullPage: true });
      const admin = await workAs("admin", adminPassword, "/desk/audit", desktop);
      await expectAccessible(admin);
      await takeScreenshot(admin, "desk-audit");
    },
    slowMs,
  );
});
