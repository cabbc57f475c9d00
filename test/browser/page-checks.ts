import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** `KEEP_SCREENSHOTS=1 npm test -- test/browser` updates the pictures of the documents. */
const pictures = join(import.meta.dirname, "../../docs/images");
const isKeepingScreenshots = process.env["KEEP_SCREENSHOTS"] === "1";
/** Scrolling and fading take this long. */
const animationMs = 400;

/** Runs axe's rules with these tags. Returns a line for each violation. */
export async function findViolations(page: Page, tags: readonly string[]): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} })` +
      '.then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" ")))',
  );
}

/** Expects that axe finds no violation of WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const violations = await findViolations(page, tags);
  expect({ url: page.url(), violations }).toEqual({ url: page.url(), violations: [] });
}

/** Expects that the page needs no horizontal scrolling. */
export async function expectToFit(page: Page): Promise<void> {
  const [content, screen] = (await page.evaluate(
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
  )) as number[];
  expect({ url: page.url(), content }).toEqual({ url: page.url(), content: screen });
}

/** Saves a picture for the documents. Does nothing in a usual test run. */
export async function takeScreenshot(
  page: Page,
  name: string,
  { fullPage = false } = {},
): Promise<void> {
  if (!isKeepingScreenshots) return;
  await mkdir(pictures, { recursive: true });
  await page.waitForTimeout(animationMs);
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
}
