import type { Page } from "playwright-core";

export async function says(page: Page, text: string): Promise<void> {
  await page.locator("#text").fill(text);
  await page.locator("#composer .send").click();
}

/** Waits for these words in the conversation. */
export async function sees(page: Page, text: string): Promise<void> {
  await page.locator("#log").getByText(text).first().waitFor();
}

/** The words of each of the visitor's lines, in their order. */
export async function saidLines(page: Page): Promise<string[]> {
  return page.locator("#log .line.visitor .words").allInnerTexts();
}

/** Types as on a telephone: the tap opens a keyboard, which takes `keyboard` pixels of the screen. */
export async function openKeyboard(page: Page, keyboard = 320): Promise<void> {
  await page.locator("#text").tap();
  await page.setViewportSize({ width: 360, height: 740 - keyboard });
}

/** Whether an element is on the screen as a whole. */
export async function isInView(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const talk = element.ownerDocument.querySelector("#talk")?.getBoundingClientRect();
    return talk !== undefined && top >= talk.top - 1 && bottom <= talk.bottom + 1;
  });
}
