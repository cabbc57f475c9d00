import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Service } from "../../src/app/app.ts";
import { Authenticator } from "../desk/authenticator.ts";
import { adminPassword, password } from "../desk/desk-server.ts";
import { monday, openService } from "../journeys/open-service.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";
import { passSecondStep } from "./second-step.ts";

const slowMs = 180_000;
const mondayHours = { am_from: "07:30", am_to: "11:30", pm_from: "13:30", pm_to: "17:00" };

describe("the first screen and an invitation, on a phone", () => {
  let browser: Browser;
  let service: Service;
  let address: string;
  const authenticator = new Authenticator(() => monday);
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch();
    service = await openService({
      DESK_ADMIN_USER: "admin",
      DESK_ADMIN_PASSWORD: adminPassword,
    });
    address = await service.app.listen({ port: 0, host: "127.0.0.1" });
  }, slowMs);
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  async function open(path: string): Promise<Page> {
    const page = await openPhone(browser, `${address}${path}`);
    pages.push(page);
    return page;
  }

  async function expectGood(page: Page): Promise<void> {
    await expectAccessible(page);
    await expectToFit(page);
  }

  test(
    "an administrator is led through the first day, and a volunteer closes the point with one press",
    async () => {
      const admin = await open("/desk/sign-in");
      await admin.locator("#username").fill("admin");
      await admin.locator("#password").fill(adminPassword);
      await admin.getByText("Hiện mật khẩu").click();
      expect(await admin.locator("#password").getAttribute("type")).toBe("text");
      await admin.getByRole("button", { name: "Đăng nhập" }).click();
      await passSecondStep(admin, "admin", authenticator);
      await admin.getByRole("heading", { name: "Để bắt đầu" }).waitFor();
      await expectGood(admin);
      await takeScreenshot(admin, "desk-first-day", { fullPage: true });
      await admin.getByRole("link", { name: "Mời cán bộ và cộng tác viên" }).click();

      // This service runs without PUBLIC_URL: whoever makes a link is told that it opens nowhere else.
      await admin.getByText("chỉ mở được trên máy này").waitFor();
      await admin.locator("#name").fill("Trần Thị Lan");
      await admin.locator("#username").fill("lan");
      await admin.locator("#find").fill("khu pho 23 binh tien");
      await admin.getByRole("button", { name: "Tìm điểm" }).click();
      await admin.getByLabel(/Khu phố 23/).check();
      await expectGood(admin);
      await admin.getByRole("button", { name: "Tạo đường dẫn mời" }).click();
      const link = await admin.locator("#link").inputValue();
      await expectGood(admin);

      const lan = await open(new URL(link).pathname);
      await expectGood(lan);
      await lan.locator("#password").fill(password);
      await lan.getByRole("button", { name: "Đặt mật khẩu và vào" }).click();
      await lan.getByText("Chào Trần Thị Lan.").waitFor();
      await lan.getByRole("link", { name: /Khu phố 23/ }).click();
      for (const [field, time] of Object.entries(mondayHours)) {
        await lan.locator(`#d1_${field}`).fill(time);
      }
      await lan.getByRole("button", { name: "Lưu", exact: true }).click();
      await lan.getByText("Đã lưu.").waitFor();
      await lan
        .getByRole("link", { name: /Hướng Dẫn/ })
        .first()
        .click();
      await lan.getByRole("button", { name: "Tôi đang trực" }).click();
      await lan.getByRole("button", { name: "Tôi không trực nữa" }).waitFor();
      await lan.getByRole("button", { name: "Nghỉ chiều nay" }).click();
      await lan
        .getByText(/chiều điểm nghỉ/)
        .first()
        .waitFor();
      await expectGood(lan);
      await takeScreenshot(lan, "desk-home", { fullPage: true });
      await lan.getByRole("button", { name: "Mở lại" }).click();
      await lan.getByRole("button", { name: "Nghỉ chiều nay" }).waitFor();
    },
    slowMs,
  );
});
