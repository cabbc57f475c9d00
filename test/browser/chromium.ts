import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = "/usr/bin/chromium";

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
}

/** Opens a page as on a small phone in Viet Nam. */
export async function openPhone(
  browser: Browser,
  url: string,
  place?: { latitude: number; longitude: number },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    ...(place === undefined ? {} : { geolocation: place, permissions: ["geolocation"] }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(url);
  return page;
}
