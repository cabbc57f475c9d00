import type { Page } from "playwright-core";

/** Opens a page of the desk from its menu, as it is on a phone. */
export async function openFromMenu(page: Page, name: string): Promise<void> {
  await page.locator("summary").filter({ hasText: "Menu" }).click();
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name }).click();
}
