import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@jest/globals";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** `KEEP_SCREENSHOTS=1 npm test -- test/browser` renews the README's pictures. */
const pictures = join(import.meta.dirname, "../../docs/images");
const keeping = process.env["KEEP_SCREENSHOTS"] === "1";

export async function expectNoFaults(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })' +
      '.then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" ")))',
  );
  expect({ url: page.url(), found }).toEqual({ url: page.url(), found: [] });
}

/** Nothing has to be scrolled to from the side. */
export async function expectToFit(page: Page): Promise<void> {
  const [content, screen] = (await page.evaluate(
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
  )) as number[];
  expect({ url: page.url(), content }).toEqual({ url: page.url(), content: screen });
}

export async function keep(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  if (!keeping) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
}
