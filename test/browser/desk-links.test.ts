import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";

import type { Browser, Page } from "playwright-core";
import type { Service } from "../../src/app/app.ts";
import { decode } from "../channels/web/read-qr.ts";
import { Authenticator } from "../desk/authenticator.ts";
import { adminPassword, aPoint, password } from "../desk/desk-server.ts";
import { monday, openService } from "../journeys/open-service.ts";
import { messengerSettings, zaloSettings } from "../journeys/settings.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";
import { passSecondStep } from "./second-step.ts";

const slowMs = 180_000;
const endOfDay = {
  d1: "16:00",
  d2: "16:10",
  d3: "16:20",
  d4: "16:30",
  d5: "16:40",
  sa: "16:50",
  su: "17:00",
};
/** No platform listens there. These tests need the channels' settings, but send nothing. */
const noPlatformUrl = "http://127.0.0.1:9";

describe("links, points and the switch, on a phone", () => {
  let browser: Browser;
  let service: Service;
  let address: string;
  let admin: Page;
  const authenticator = new Authenticator(() => monday);
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch();
    service = await openService({
      DESK_ADMIN_USER: "admin",
      DESK_ADMIN_PASSWORD: adminPassword,
      CONTACT_PHONE: "1022",
      PUBLIC_URL: "http://127.0.0.1:3000",
      ...messengerSettings(noPlatformUrl),
      ...zaloSettings(noPlatformUrl),
    });
    address = await service.app.listen({ port: 0, host: "127.0.0.1" });
    admin = await signIn("admin", adminPassword);
  }, slowMs);
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  async function signIn(username: string, typed: string): Promise<Page> {
    const page = await openPhone(browser, `${address}/desk/sign-in`);
    await page.locator("#username").fill(username);
    await page.locator("#password").fill(typed);
    await page.locator("main button").click();
    await passSecondStep(page, username, authenticator);
    await page.waitForURL(/\/desk(\/|$)(?!sign-in)/);
    return page;
  }

  /** Invites a member of the point's team as the administrator and returns their page. */
  async function staff(username: string): Promise<Page> {
    await admin.goto(`${address}/desk/people/new`);
    await admin.locator("#name").fill("Chị Lan");
    await admin.locator("#username").fill(username);
    await admin.locator("#role").selectOption("staff");
    await admin.locator("#find").fill(aPoint);
    await admin.getByRole("button", { name: "Tìm điểm" }).click();
    await admin.locator(`[name=points][value="${aPoint}"]`).check();
    await admin.getByRole("button", { name: "Tạo đường dẫn mời" }).click();
    const link = await admin.locator("#link").inputValue();
    const page = await openPhone(browser, `${address}${new URL(link).pathname}`);
    await page.locator("#password").fill(password);
    await page.getByRole("button", { name: "Đặt mật khẩu và vào" }).click();
    await page.getByText("Đã đặt mật khẩu.").waitFor();
    pages.push(page);
    return page;
  }

  async function visit(path: string): Promise<Page> {
    const page = await openPhone(browser, `${address}${path}`);
    pages.push(page);
    return page;
  }

  test(
    "a staff member enters the hours of their point on a phone, and the API reports them",
    async () => {
      const page = await staff("lan");
      await page.goto(`${address}/desk/points`);
      await page.getByRole("link", { name: /Khu phố 23/ }).click();
      await expectGood(page);
      await page.locator("#d1_am_from").fill("07:30");
      await page.locator("#d1_am_to").fill("11:30");
      await page.getByText("Ghi ngày nghỉ").first().click();
      await page.locator("#closures-when").fill("thứ 7 này");
      await page.locator("#closures-note").fill("họp khu phố");
      await page.getByRole("button", { name: "Ghi ngày nghỉ" }).click();
      await page.getByText("Đã lưu.").waitFor();
      await page.getByText("thứ Bảy 28/11 (họp khu phố)").first().waitFor();
      await page.locator("#phone").fill("028 3999 1234");
      await page.locator("#on_duty").fill("chị Lan");
      await page.getByRole("button", { name: "Lưu", exact: true }).click();
      await page.getByText("Đã lưu.").waitFor();
      await expectGood(page);

      const point = await page.request.get(`${address}/api/v1/points/${aPoint}`);
      expect(await point.json()).toMatchObject({ phone: "028 3999 1234" });
      const saturday = encodeURIComponent("2026-11-28T09:30:00+07:00");
      const near = `lat=10.74248&lng=106.64295&limit=10&at=${saturday}`;
      const nearest = await page.request.get(`${address}/api/v1/points?${near}`);
      const { results } = (await nearest.json()) as { results: { id: string; open: boolean }[] };
      expect(results.find(({ id }) => id === aPoint)?.open).toBe(false);
    },
    slowMs,
  );

  test(
    "shows unknown hours as a form of three lines and saves them",
    async () => {
      await admin.goto(`${address}/desk/points?missing=hours`);
      await expectGood(admin);
      await admin.locator(".card-title").first().click();
      await expectGood(admin);
      await admin.locator("#mf_am_from").fill("07:30");
      await admin.locator("#mf_am_to").fill("11:30");
      await admin.locator("#mf_pm_from").fill("13:30");
      await admin.locator("#mf_pm_to").fill("17:00");
      await admin.locator("#sa_am_from").fill("08:00");
      await admin.locator("#sa_am_to").fill("11:00");
      await admin
        .locator("#mf_am_from")
        .evaluate("(field) => field.scrollIntoView({ block: 'center' })");
      await takeScreenshot(admin, "8-desk-point");
      await admin.getByRole("button", { name: "Lưu", exact: true }).click();
      await admin.getByText("Đã lưu.").waitFor();
      expect(await admin.locator("#sa_am_to").inputValue()).toBe("11:00");
    },
    slowMs,
  );

  test(
    "wrong hours and days are reported at their fields, and nothing typed is lost",
    async () => {
      const page = await staff("minh");
      await page.goto(`${address}/desk/points/${aPoint}`);
      await page.locator("#phone").fill("gọi chị Lan");
      await page.getByRole("button", { name: "Lưu", exact: true }).click();
      await page.getByText("Có chỗ cần sửa").waitFor();
      expect(await page.locator("#phone").inputValue()).toBe("gọi chị Lan");
      await page.getByText("Ghi ngày nghỉ").first().click();
      await page.locator("#closures-when").fill("bận việc nhà");
      await page.getByRole("button", { name: "Ghi ngày nghỉ" }).click();
      await page.getByText("Có chỗ cần sửa").waitFor();
      expect(await page.locator("#closures-when").inputValue()).toBe("bận việc nhà");
      await expectGood(page);
    },
    slowMs,
  );

  test(
    "a new link's QR code can be read by a camera, and a resident continues from it",
    async () => {
      const page = await staff("hoa");
      await page.goto(`${address}/desk/links`);
      await page.getByRole("link", { name: "Tạo đường dẫn chat" }).click();
      await expectGood(page);
      await page.locator("#procedure").selectOption("dang-ky-khai-sinh");
      await page.getByRole("button", { name: "Tạo đường dẫn" }).click();
      await page.getByText("Đã tạo đường dẫn.").waitFor();
      await expectGood(page);
      await takeScreenshot(page, "9-desk-link");
      const url = await page.locator("#url").inputValue();
      expect(await page.locator("#text").inputValue()).toContain(url);
      expect(await qrOf(page)).toBe(url);
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.getByRole("button", { name: "Chép lời nhắn" }).click();
      await page.getByRole("button", { name: "✓ Đã chép" }).waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toContain(url);

      const path = new URL(url).pathname;
      const landing = await visit(path);
      await expectGood(landing);
      await takeScreenshot(landing, "6-link");
      const code = await landing.locator("#code").innerText();
      expect(code).toMatch(/^#[A-Z]{2}\d{2}$/);
      await landing.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await landing.getByRole("button", { name: "Chép mã" }).click();
      await landing.getByRole("button", { name: "Đã chép mã" }).waitFor();
      expect(await landing.evaluate("navigator.clipboard.readText()")).toBe(code);
      await landing.getByRole("link", { name: "Nhắn tin tại đây" }).click();
      await landing
        .locator("#log")
        .getByText("Việc của bác: Làm giấy khai sinh cho bé")
        .first()
        .waitFor();

      await page.goto(`${address}/desk/links/counts`);
      await page.getByRole("row", { name: /Khu phố 23/ }).waitFor();
      await expectGood(page);
    },
    slowMs,
  );

  test(
    "the poster fits its paper, A4 and A6",
    async () => {
      const page = await staff("binh");
      await page.goto(`${address}/desk/points/${aPoint}`);
      await page.locator("#phone").fill("028 3829 1055");
      for (const [day, end] of Object.entries(endOfDay)) {
        await page.locator(`#${day}_am_from`).fill("07:30");
        await page.locator(`#${day}_am_to`).fill("11:30");
        await page.locator(`#${day}_pm_from`).fill("13:30");
        await page.locator(`#${day}_pm_to`).fill(end);
      }
      await page.getByRole("button", { name: "Lưu", exact: true }).click();
      await page.getByText("Đã lưu.").waitFor();
      // The longest sheet: every day differs, and the procedure has a long official name.
      await page.goto(`${address}/desk/links/new`);
      await page.locator("#procedure").selectOption("dang-ky-khai-sinh");
      await page.getByRole("button", { name: "Tạo đường dẫn" }).click();
      const path = new URL(await page.locator("#url").inputValue()).pathname;
      const wide = await browser.newPage({ viewport: { width: 900, height: 1200 } });
      await wide.goto(`${address}${path}/poster`);
      await takeScreenshot(wide, "10-poster", { fullPage: true });
      for (const [size, widthMm, heightMm] of [
        ["a4", 210, 297],
        ["a6", 105, 148],
      ] as const) {
        await wide.goto(`${address}${path}/poster?size=${size}`);
        await expectGood(wide);
        await wide.emulateMedia({ media: "print" });
        const code = await wide.locator("figure img").boundingBox();
        expect(((code?.width ?? 0) / 96) * 25.4).toBeCloseTo(size === "a4" ? 120 : 60, 0);
        const pdf = (await wide.pdf({ preferCSSPageSize: true })).toString("latin1");
        await wide.emulateMedia({ media: null });
        expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
        const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
        // PDF measures in points, 72 to an inch.
        expect((Number(box[1]) / 72) * 25.4).toBeCloseTo(widthMm, -0.5);
        expect((Number(box[2]) / 72) * 25.4).toBeCloseTo(heightMm, -0.5);
      }
      await wide.close();
    },
    slowMs,
  );

  test(
    "an unknown link shows a page that explains it",
    async () => {
      const page = await visit("/l/ZZ99");
      await page.getByText("Cháu không tìm thấy đường dẫn này").waitFor();
      await expectGood(page);
    },
    slowMs,
  );

  test(
    "the administrator turns the bot off with a notice, and residents read both",
    async () => {
      await admin.goto(`${address}/desk/switch`);
      await expectGood(admin);
      await admin.getByLabel(/Tắt: ai nhắn/).check();
      await admin.locator("#notice_vi").fill("Thứ Hai 30/11 cả phường nghỉ.");
      await admin.getByRole("button", { name: "Lưu" }).click();
      await admin.getByText("Có chỗ cần sửa").waitFor();
      await expectGood(admin);
      await admin.getByLabel("Tắt thật").check();
      await admin.getByRole("button", { name: "Lưu" }).click();
      await admin.getByText("Bot đã tắt.").waitFor();
      await takeScreenshot(admin, "11-desk-switch");
      const chat = await visit("/");
      await chat.locator("#log").getByText("Bác gọi số 1022").waitFor();
      await chat.locator("#log").getByText("Thứ Hai 30/11 cả phường nghỉ.").waitFor();
      await admin.getByLabel(/Bật: trả lời/).check();
      await admin.locator("#notice_vi").fill("");
      await admin.getByRole("button", { name: "Lưu" }).click();
      await admin.getByText("Bot đang trả lời").first().waitFor();
      for (const path of ["points", "aliases", "links"]) {
        await admin.goto(`${address}/desk/${path}`);
        await expectGood(admin);
      }
    },
    slowMs,
  );
});

/** Expects the page to be accessible and to fit the screen. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectToFit(page);
}

/** Returns what a camera reads from the picture on the page. */
async function qrOf(page: Page): Promise<string | null> {
  const { data, width } = (await page.evaluate(`(async () => {
    const img = document.querySelector(".qr");
    await img.decode();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 440;
    const context = canvas.getContext("2d");
    context.drawImage(img, 0, 0, 440, 440);
    return { data: [...context.getImageData(0, 0, 440, 440).data], width: 440 };
  })()`)) as { data: number[]; width: number };
  return decode(Uint8ClampedArray.from(data), width, width);
}
