import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { expectAccessible, expectToFit } from "./page-checks.ts";
import { openSandboxPage, type SandboxPage, slowMs } from "./sandbox-page.ts";

describe("the trainer's side of the sandbox", () => {
  let open: SandboxPage;
  let page: Page;

  beforeAll(async () => {
    open = await openSandboxPage();
  }, slowMs);
  beforeEach(async () => {
    page = await open.visit();
    await page.goto(open.sandbox.url);
  }, slowMs);
  afterEach(() => open.leave());
  afterAll(() => open.close(), slowMs);

  test(
    "plays a story by presses and then by itself, without a technical line",
    async () => {
      const zalo = open.phone("zalo");
      await page.getByLabel("Chọn kịch bản").selectOption({ label: "Hỏi lệ phí và giờ làm việc" });
      await page.getByRole("button", { name: "Chọn, làm từ đầu" }).click();
      await page.getByRole("button", { name: "Bước tiếp" }).click();
      await page.getByText("Để ý: hỏi một câu thì trả lời đúng câu đó").waitFor();
      await page.getByText("Máy trả lời đúng như kịch bản.").waitFor();
      await zalo.sees("Lệ phí");
      expect(await page.locator(".wire:visible, .wire-link:visible").count()).toBe(0);
      await page.getByLabel("Tự chạy").check();
      await page.getByText("bước 2/2").waitFor();
      await page.getByText("Để ý: giờ mở cửa").waitFor();
      expect(await page.getByRole("button", { name: "Bước tiếp" }).isDisabled()).toBe(true);
      await page.getByRole("link", { name: "Hiện chi tiết kỹ thuật" }).click();
      await zalo.section.locator(".wire-link:visible").first().waitFor();
    },
    slowMs,
  );

  test(
    "sets the clock that both phones show, and fits a phone",
    async () => {
      await page.getByRole("button", { name: "Mùng 1 Tết" }).click();
      await page
        .locator(".phone-time")
        .filter({ hasText: /^09:0\d .*\d\d\/\d\d\/20/ })
        .nth(1)
        .waitFor();
      await page.getByText("khác giờ thật").waitFor();
      await page.getByLabel("Ngày").fill("31/12/2026");
      await page.getByLabel("Giờ", { exact: true }).fill("08:00");
      await page.getByRole("button", { name: "Đặt giờ" }).click();
      await page.locator(".phone-time").filter({ hasText: "Thứ Năm 31/12/2026" }).nth(1).waitFor();
      await expectAccessible(page);
      await page.setViewportSize({ width: 360, height: 740 });
      await expectToFit(page);
      await expectAccessible(page);
    },
    slowMs,
  );

  test(
    "opens the desk, which takes the name and password that the page shows",
    async () => {
      const opened = page.waitForEvent("popup");
      await page.getByRole("link", { name: "Mở bàn làm việc" }).click();
      const desk = await opened;
      const account = open.sandbox.accounts.find(({ needsCode }) => !needsCode);
      await desk.locator("[name=username]").fill(account?.username ?? "");
      await desk.locator("[name=password]").fill(account?.password ?? "");
      await desk.locator("form button[type=submit], form button:not([type])").first().click();
      // The name stands in the menu, which is folded away on a narrow screen.
      await desk.getByText("Lê Thị Cộng").first().waitFor({ state: "attached" });
    },
    slowMs,
  );
});
