import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { colleagueEvents } from "../../src/notify/colleagues/events.ts";
import { findEvents } from "../../src/notify/colleagues/find-events.ts";
import { openTestDesks, password } from "../desk/desk-server.ts";
import { addTask } from "../desk/dossier-fixtures.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";

const slowMs = 120_000;
const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

describe("Báo cho tôi on a phone", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    await desk.person("staff", { username: "lan" });
    const address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
    page = await openPhone(browser, `${address}/desk/account/notices`);
    await page.locator("#username").fill("lan");
    await page.locator("#password").fill(password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.getByRole("heading", { name: "Báo cho tôi" }).waitFor();
  }, slowMs);
  afterAll(async () => {
    await browser.close();
  });

  test(
    "the ways to be told are chosen, and the number appears on an open page without a reload",
    async () => {
      await expectAccessible(page);
      await expectToFit(page);
      await takeScreenshot(page, "desk-notices", { fullPage: true });
      await page.getByLabel("Có người dân chờ trả lời: Thư").check();
      await page.getByRole("button", { name: "Lưu cách báo" }).click();
      await page.getByRole("status").getByText("Đã lưu cách báo.").waitFor();
      expect(await page.getByLabel("Có người dân chờ trả lời: Thư").isChecked()).toBe(true);
      await addTask(desk);
      await findEvents(desk.database, {
        events: colleagueEvents,
        quietHours: null,
        now: desk.now(),
      });
      await page.locator("[data-badge=menu] .badge").first().waitFor({ timeout: 30_000 });
      expect(await page.title()).toMatch(/^\(1\) /);
      await page.reload();
      await page.getByRole("link", { name: /Có người dân chờ trả lời/ }).waitFor();
      await expectToFit(page);
    },
    slowMs,
  );
});
