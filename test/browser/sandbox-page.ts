import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { launch } from "./chromium.ts";
import { PhoneOnPage } from "./phone-on-page.ts";

/** A time-out, and the pause before a reply that was perhaps delivered. */
const patienceMs = 30_000;
export const slowMs = 120_000;

export interface SandboxPage {
  readonly sandbox: Sandbox;
  /** A wide window, with someone new at both phones. */
  visit(): Promise<Page>;
  phone(name: "zalo" | "messenger"): PhoneOnPage;
  leave(): Promise<void>;
  /** Rejects where the page complained in its console. */
  close(): Promise<void>;
}

/** A sandbox of its own, in a browser of its own. */
export async function openSandboxPage(): Promise<SandboxPage> {
  const browser = await launch();
  const sandbox = await openSandbox({ port: 0, environment: { LOG_LEVEL: "silent" } });
  const complaints: string[] = [];
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
      page.setDefaultTimeout(patienceMs);
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.goto(sandbox.url);
      for (const name of ["zalo", "messenger"]) await phone(name).restart();
      return page;
    },
    leave: async () => page?.context().close(),
    async close() {
      await browser.close();
      await sandbox.close();
      expect(complaints).toStrictEqual([]);
    },
  };
}
