import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import type { Page } from "playwright-core";
import { findViolations, takeScreenshot } from "./page-checks.ts";
import { openSandboxPage, type SandboxPage, slowMs } from "./sandbox-page.ts";

describe("the sandbox", () => {
  let open: SandboxPage;
  let page: Page;

  beforeAll(async () => {
    open = await openSandboxPage();
  }, slowMs);
  beforeEach(async () => {
    page = await open.visit();
  }, slowMs);
  afterEach(() => open.leave());
  afterAll(() => open.close(), slowMs);

  test(
    "leads to a checklist on Zalo by words and taps, and shows each message in the log",
    async () => {
      const zalo = open.phone("zalo");
      await zalo.press("Quan tâm");
      await zalo.sees("Bác cần làm giấy tờ gì ạ");
      await zalo.says("lam giay khai sinh cho be");
      for (const answer of ["Không", "Không, chỉ khai sinh", "Bệnh viện, trạm y tế"]) {
        await zalo.taps(answer);
      }
      await zalo.taps("Đã đăng ký");
      await zalo.taps("Chưa quá 60 ngày");
      await zalo.taps("Đúng rồi");
      await zalo.sees("Mang theo: Giấy chứng sinh");
      // Zalo does not show a tap, so the sandbox explains it.
      await zalo.sees("Bác bấm “Đúng rồi”");

      const webhook = zalo.records("webhook").last();
      expect(await webhook.locator("pre").innerText()).toContain('"text": "#hd|');
      const call = zalo.records("call").last();
      expect(await call.locator("pre").first().innerText()).toContain('"oa.query.hide"');
      expect(await call.locator(".measure").innerText()).toMatch(/^\d+\/2000 chữ, \d\/5 nút$/);
      await zalo.press("Bỏ quan tâm");
      await zalo.sees("Bác đã bỏ quan tâm.");
      expect(await zalo.records("webhook").last().innerText()).toContain("unfollow");
    },
    slowMs,
  );

  test(
    "leads to a checklist on Messenger by quick replies, buttons and words, independently of Zalo",
    async () => {
      const zalo = open.phone("zalo");
      await zalo.says("lam giay khai sinh cho be");
      await zalo.taps("Không");
      const messenger = open.phone("messenger");
      await messenger.section.getByText("Hướng Dẫn trả lời tự động").waitFor();
      await messenger.press("Bắt đầu");
      await messenger.sees("Bác cần làm giấy tờ gì ạ");
      expect(await messenger.section.locator(".chips button").count()).toBe(10);
      await messenger.says("lam giay khai sinh cho be");
      await messenger.taps("Không");
      await messenger.says("2");
      await messenger.taps("Bệnh viện, trạm y tế");
      await messenger.says("da dang ky roi");
      await messenger.taps("Chưa quá 60 ngày");
      await messenger.taps("Đúng rồi");
      await messenger.sees("Mang theo: Giấy chứng sinh");

      // Quick replies disappear with the next message. Buttons stay.
      expect(await messenger.section.locator(".chips:visible").count()).toBeLessThanOrEqual(1);
      const tap = await messenger.records("webhook").last().locator("pre").innerText();
      expect(tap).toContain('"postback"');
      // Only the latest record of each kind is open.
      expect(await messenger.records("webhook").locator("details[open]").count()).toBe(1);
      expect(await messenger.records("call").locator("details[open]").count()).toBe(1);
      expect(await zalo.said("Mang theo: ").count()).toBe(0);
      await page.mouse.move(0, 0);
      await takeScreenshot(page, "sandbox");
    },
    slowMs,
  );

  test(
    "offers the Page's menu, and sends no webhook when a resident blocks the Page",
    async () => {
      const messenger = open.phone("messenger");
      await messenger.press("Bắt đầu");
      await messenger.sees("Bác cần làm giấy tờ gì ạ");
      await messenger.section.getByRole("button", { name: "Mở trình đơn" }).click();
      await messenger.section.getByRole("button", { name: "Điểm hướng dẫn gần nhất" }).click();
      await messenger.sees("Bác đang ở đâu ạ");

      const webhooks = await messenger.records("webhook").count();
      await messenger.press("Chặn Trang");
      await messenger.sees("Bác đã chặn Trang.");
      expect(await messenger.records("webhook").count()).toBe(webhooks);
      expect(await messenger.field.isDisabled()).toBe(true);
      await messenger.press("Bỏ chặn");
      await messenger.says("menu");
      await messenger.sees("Bác cần làm giấy tờ gì ạ");
    },
    slowMs,
  );

  test.each(["zalo", "messenger"] as const)(
    "shares a place on %s that was found by its name, and sends a sticker",
    async (name) => {
      const some = open.phone(name);
      await some.section.getByRole("button", { name: "Gửi vị trí" }).click();
      await page.locator("#places-search").fill("binh tien ho chi minh");
      await page.locator("#places-found button", { hasText: "Phường Bình Tiên" }).first().waitFor();
      await page.keyboard.press("Enter");
      await some.sees("Gần bác nhất");
      await some.sees("Bình Tiên");
      expect(await some.records("webhook").last().locator("pre").innerText()).toContain(
        '"coordinates"',
      );
      await some.section.getByRole("button", { name: "Gửi nhãn dán" }).click();
      await some.section.getByAltText("Nhãn dán hoa sen").waitFor();
      await some.sees("Cháu chưa xem được ảnh");
    },
    slowMs,
  );

  test(
    "notifies the phone that follows the dossier",
    async () => {
      const code = await page.locator(".office code").first().innerText();
      const zalo = open.phone("zalo");
      await zalo.says(`theo doi ho so ${code}`);
      await zalo.sees("4 số cuối");
      await zalo.says("5678");
      await zalo.sees("ngừng thông báo");
      await zalo.says("dong y");
      await zalo.sees("Cháu đã ghi nhận");
      await zalo.sees("tin chung");
      await zalo.says("khong");
      await zalo.sees("Bác cần gì nữa");
      await page.getByRole("button", { name: "Cần bổ sung giấy tờ" }).click();
      await zalo.sees("Yêu cầu bổ sung giấy tờ");
      await zalo.sees("Thiếu bản chính giấy chứng sinh");
    },
    slowMs,
  );

  test(
    "has no accessibility violations that axe can find, on a wide or a small screen",
    async () => {
      for (const some of [open.phone("zalo"), open.phone("messenger")]) {
        await some.says("đăng ký thường trú");
        await some.sees("Việc của bác: Nhập hộ khẩu (đăng ký thường trú).");
        await some.section.getByRole("button", { name: "Gửi nhãn dán" }).click();
        await some.section.getByAltText("Nhãn dán hoa sen").waitFor();
      }
      expect(await violations(page)).toStrictEqual([]);
      await page.locator(".zalo [data-open=places]").click();
      await page.locator("#places-found button").first().waitFor();
      expect(await violations(page)).toStrictEqual([]);
      await page.keyboard.press("Escape");
      await page.setViewportSize({ width: 380, height: 760 });
      expect(await violations(page)).toStrictEqual([]);
      const widths = await page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
      );
      expect(widths).toStrictEqual([380, 380]);
    },
    slowMs,
  );

  test(
    "can be used by keyboard alone, and a second tab shows the same",
    async () => {
      const zalo = open.phone("zalo");
      await zalo.field.focus();
      await page.keyboard.type("đăng ký thường trú");
      await page.keyboard.press("Enter");
      await zalo.sees("Nơi bác muốn đăng ký là nhà của ai ạ");
      const answer = zalo.section.getByRole("button", { name: "Nhà của mình" }).last();
      await answer.focus();
      await page.keyboard.press("Enter");
      await zalo.sees("Bác bấm “Nhà của mình”");
      const link = zalo.section.locator(".wire-link").last();
      await link.focus();
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement?.tagName")).toBe("SUMMARY");

      const other = await page.context().newPage();
      await other.goto(open.sandbox.url);
      await other.locator(".zalo .line").getByText("Bác bấm “Nhà của mình”").waitFor();
      await other.close();
    },
    slowMs,
  );
});

function violations(page: Page): Promise<unknown> {
  return findViolations(page, ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]);
}
