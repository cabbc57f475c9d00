import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Service } from "../../src/app/app.ts";
import { openService } from "../journeys/open-service.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";

const timeoutMs = 60_000;
const own = "/thu-tuc/cap-lai-can-cuoc?ly_do=mat";
const pages = [
  "/thu-tuc",
  "/thu-tuc?q=khai+sinh",
  "/thu-tuc/dang-ky-khai-sinh",
  own,
  "/thu-tuc/xyz",
];
/** Texts are read by the elderly at twice their size. */
const twice = "document.documentElement.style.fontSize = '225%'";

let service: Service;
let browser: Browser;
let address: string;

beforeAll(async () => {
  service = await openService();
  address = await service.app.listen({ port: 0, host: "127.0.0.1" });
  browser = await launch();
}, timeoutMs);
afterAll(async () => {
  await browser.close();
  await service.close();
});

async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await openPhone(browser, "about:blank");
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404"))
      complaints.push(message.text());
  });
  await page.goto(`${address}${path}`);
  return { page, complaints };
}

describe.each(pages)("on a phone, %s", (path) => {
  test(
    "is accessible, fits, also with text at twice its size, and breaks no policy",
    async () => {
      const { page, complaints } = await open(path);
      await expectAccessible(page);
      await expectToFit(page);
      await page.evaluate(twice);
      await expectToFit(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await expectAccessible(page);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    timeoutMs,
  );
});

test(
  "the form filters the papers without scripts",
  async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${address}/thu-tuc/cap-lai-can-cuoc`);
    expect(await page.getByRole("button", { name: "In", exact: true }).isVisible()).toBe(false);
    expect(await page.getByText("bấm Ctrl và P").isVisible()).toBe(true);
    await page.getByLabel("Bị mất").check();
    await page.getByRole("button", { name: "Xem danh sách của tôi" }).click();
    await page.waitForURL("**/thu-tuc/cap-lai-can-cuoc?ly_do=mat");
    expect(await page.locator("h1").textContent()).toContain("Danh sách của bác");
    await context.close();
  },
  timeoutMs,
);

test(
  "the address of the list is copied where the browser can't share",
  async () => {
    const { page } = await open(own);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate("Object.defineProperty(navigator, 'share', { value: undefined })");
    await page.getByRole("button", { name: "Gửi cho con cháu" }).click();
    await page.getByText("Đã chép đường dẫn").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toContain(own);
    await page.context().close();
  },
  timeoutMs,
);

test(
  "paper shows boxes, place and code, and neither head nor buttons, on the size that was asked for",
  async () => {
    const { page } = await open(`${own}&in=a5`);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".head").isVisible()).toBe(false);
    expect(await page.getByRole("button").count()).toBe(0);
    expect(await page.locator(".on-paper svg").isVisible()).toBe(true);
    expect(await page.getByText("Địa chỉ, giờ làm việc").isVisible()).toBe(true);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf).toMatch(/\/MediaBox \[0 0 (?:419|420)[\d.]* (?:594|595)[\d.]*\]/);
    expect(Number(/\/Count (\d+)/.exec(pdf)?.[1])).toBeLessThanOrEqual(3);
    await takeScreenshot(page, "list-on-paper");
    await page.context().close();
  },
  timeoutMs,
);
