import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Service } from "../../src/app/app.ts";
import { openService } from "../journeys/open-service.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";

const aPoint = "diem-kp-23-24-binh-tien";
const slowMs = 60_000;
const screens = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1366, height: 768 },
];

let browser: Browser;
let service: Service;
let address: string;
const pages: Page[] = [];

beforeAll(async () => {
  browser = await launch();
  service = await openService();
  address = await service.app.listen({ port: 0, host: "127.0.0.1" });
}, slowMs);
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.context().close()));
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

async function visit(path: string): Promise<Page> {
  const page = await openPhone(browser, `${address}${path}`);
  pages.push(page);
  return page;
}

/** Opens a screen on the wall whose clock stands still. */
async function hang(path: string, viewport = screens[0]): Promise<Page> {
  const context = await browser.newContext({
    viewport: viewport ?? null,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  pages.push(page);
  await page.clock.install();
  await page.goto(`${address}${path}`);
  return page;
}

test.each([
  ["/diem", "diem"],
  ["/diem?q=binh+tien", null],
  ["/diem?tinh=79&trang=2", null],
  ["/diem?q=zzzqqq", null],
  [`/diem/${aPoint}`, "diem-mot"],
  [`/diem/${aPoint}?lang=en`, null],
  ["/diem/khong-co", null],
  ["/khong-co-trang-nay", "khong-co-trang"],
] as const)(
  "%s can be used by everybody, in the light and in the dark, and needs no sideways scrolling",
  async (path, picture) => {
    const page = await visit(path);
    await expectAccessible(page);
    await expectToFit(page);
    if (picture !== null) await takeScreenshot(page, picture, { fullPage: true });
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    await expectToFit(page);
  },
  slowMs,
);

test(
  "every link and button of a help point's page is as large as a thumb",
  async () => {
    const page = await visit(`/diem/${aPoint}`);
    const small = await page.evaluate(`[...document.querySelectorAll("main a, main button")]
      .filter((each) => each.getClientRects().length > 0)
      .filter((each) => each.getBoundingClientRect().height < 44)
      .map((each) => each.outerHTML)`);
    expect(small).toEqual([]);
  },
  slowMs,
);

test(
  "a help point's page prints on one sheet of A4 or A5, with the code and without the buttons",
  async () => {
    const page = await visit(`/diem/${aPoint}`);
    for (const size of ["a4", "a5"]) {
      await page.goto(`${address}/diem/${aPoint}?kho=${size}`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const sheets = pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length;
      expect({ size, sheets }).toEqual({ size, sheets: 1 });
    }
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".actions").first().isVisible()).toBe(false);
    expect(await page.locator(".qr svg").isVisible()).toBe(true);
  },
  slowMs,
);

test.each(screens)(
  "a screen of %o shows each page whole, without scrolling",
  async (viewport) => {
    const page = await hang(`/bang?point=${aPoint}`, viewport);
    for (let number = 1; number <= 6; number += 1) {
      await page.goto(`${address}/bang?point=${aPoint}&trang=${number}`);
      await expectAccessible(page);
      await expectToFit(page);
      const hidden = await page.evaluate(
        "document.documentElement.scrollHeight - document.documentElement.clientHeight",
      );
      expect({ number, hidden }).toEqual({ number, hidden: 0 });
    }
  },
  slowMs,
);

test(
  "the screen turns its pages by itself, can be stopped, and goes on when the network comes back",
  async () => {
    const page = await hang(`/bang?point=${aPoint}`);
    await shows(page, "1/6");
    await page.clock.fastForward(21_000);
    await shows(page, "2/6");

    await page.getByRole("button", { name: "Dừng lại" }).click();
    await page.clock.fastForward(60_000);
    await shows(page, "2/6");
    await page.getByRole("button", { name: "Chạy tiếp" }).click();

    await page.context().setOffline(true);
    await page.clock.fastForward(21_000);
    await page.waitForTimeout(200);
    await shows(page, "2/6");
    expect(await page.locator(".status").isVisible()).toBe(true);
    await page.clock.fastForward(120_000);
    await page.getByText("Đang mất mạng").waitFor();
    expect(await page.locator(".status").isVisible()).toBe(false);
    expect(await page.locator(".procedures, .services").isVisible()).toBe(true);
    await page.clock.fastForward(86_400_000);
    await page.locator(".today strong").waitFor({ state: "hidden" });

    await page.context().setOffline(false);
    await page.clock.fastForward(10_000);
    await shows(page, "3/6");
    expect(await page.locator(".status").isVisible()).toBe(true);
    expect(await page.getByText("Đang mất mạng").isVisible()).toBe(false);
  },
  slowMs,
);

/** Waits until that page of the screen is shown. */
async function shows(page: Page, number: string): Promise<void> {
  await page.locator("footer nav").getByText(number, { exact: true }).waitFor();
}
