import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { launch } from "./chromium.ts";
import { PhoneOnPage } from "./phone-on-page.ts";

/** Longer than the platform's time-out and the pause before an uncertain reply is sent again. */
const timeoutMs = 30_000;
export const slowMs = 120_000;

export interface SandboxPage {
  readonly sandbox: Sandbox;
  /** Opens the page in a wide window, with a new user at both phones. */
  visit(): Promise<Page>;
  phone(name: "zalo" | "messenger"): PhoneOnPage;
  /** Closes the page. Rejects if it reported an error in its console. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a sandbox and a browser for one test file. */
export async function openSandboxPage(): Promise<SandboxPage> {
  const browser = await launch();
  const sandbox = await openSandbox({ port: 0, environment: { LOG_LEVEL: "silent" } });
  const consoleErrors: string[] = [];
  let page: Page | null = null;

  const phone = (name: string) => {
    if (page === null) throw new TypeError("no page is open");
    return new PhoneOnPage(page.locator(`.platform.${name}`));
  };
  return {
    sandbox,
    phone,
    async visit() {
      const context = await browser.newContext({
        viewport: { width: 1600, height: 980 },
        locale: "vi-VN",
        timezoneId: "Asia/Ho_Chi_Minh",
      });
      page = await context.newPage();
      page.setDefaultTimeout(timeoutMs);
      page.on("pageerror", ({ message }) => consoleErrors.push(message));
      page.on("console", (message) => {
        if (message.type() === "error") consoleErrors.push(message.text());
      });
      await page.goto(`${sandbox.url}/?chi-tiet=hien`);
      for (const name of ["zalo", "messenger"]) await phone(name).restart();
      return page;
    },
    async leave() {
      await page?.context().close();
      expect(consoleErrors.splice(0)).toStrictEqual([]);
    },
    async close() {
      await browser.close();
      await sandbox.close();
    },
  };
}
