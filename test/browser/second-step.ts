import type { Page } from "playwright-core";
import type { Authenticator } from "../desk/authenticator.ts";

/** Does what follows the password by hand: enrols the phone, or types its code, where the desk asks for it. */
export async function passSecondStep(
  page: Page,
  username: string,
  authenticator: Authenticator,
): Promise<void> {
  await page.waitForURL((url) => url.pathname !== "/desk/sign-in");
  const { pathname } = new URL(page.url());
  if (!/^\/desk\/sign-in\/(code|enrolment)$/.test(pathname)) return;
  const isNew = pathname.endsWith("enrolment");
  if (isNew) authenticator.scan(username, await page.content());
  await page.locator("#code").fill(await authenticator.code(username));
  await page.locator("main button").click();
  if (isNew) await page.getByRole("link", { name: "Tôi đã cất mã, vào tiếp" }).click();
}
