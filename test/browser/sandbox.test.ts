import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import axe from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { launch } from "./chromium.ts";

/** `KEEP_SCREENSHOTS=1 npm test -- test/browser/sandbox` renews the README's picture. */
const pictures = join(import.meta.dirname, "../../docs/images");
const keeping = process.env["KEEP_SCREENSHOTS"] === "1";
/** A time-out, and the pause before a reply that was perhaps delivered. */
const patienceMs = 30_000;
const slowMs = 120_000;

describe("the sandbox", () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    sandbox = await openSandbox({ port: 0, environment: { LOG_LEVEL: "silent" } });
  }, slowMs);
  beforeEach(async () => {
    const context = await browser.newContext({
      viewport: { width: 1600, height: 980 },
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
    });
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    page.on("pageerror", ({ message }) => faults.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.goto(sandbox.url);
    for (const name of ["zalo", "messenger"] as const) await phone(name).restart();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser.close();
    await sandbox.close();
    expect(faults).toStrictEqual([]);
  }, slowMs);

  const phone = (name: "zalo" | "messenger") => new PhoneOnPage(page.locator(`.platform.${name}`));

  test(
    "Zalo: follows, comes to a checklist by words and taps, and sees each message on the wire",
    async () => {
      const zalo = phone("zalo");
      await zalo.press("Quan tâm");
      await zalo.sees("Bác cần làm giấy tờ gì ạ");
      await zalo.says("lam giay khai sinh cho be");
      for (const answer of ["Không", "Không, chỉ khai sinh", "Bệnh viện, trạm y tế"]) {
        await zalo.taps(answer);
      }
      await zalo.taps("Đã đăng ký");
      await zalo.taps("Chưa quá 60 ngày");
      await zalo.taps("Đúng rồi");
      await zalo.sees("DANH SÁCH CỦA BÁC: Đăng ký khai sinh");
      // Zalo shows nothing of a tap: the trainer is told of it.
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
    "Messenger: begins, comes to a checklist by quick replies, buttons and words, beside Zalo",
    async () => {
      const zalo = phone("zalo");
      await zalo.says("lam giay khai sinh cho be");
      await zalo.taps("Không");
      const messenger = phone("messenger");
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
      await messenger.sees("DANH SÁCH CỦA BÁC: Đăng ký khai sinh");

      // Quick replies are gone once more was said; buttons stay.
      expect(await messenger.section.locator(".chips:visible").count()).toBeLessThanOrEqual(1);
      const tap = await messenger.records("webhook").last().locator("pre").innerText();
      expect(tap).toContain('"postback"');
      expect(await zalo.said("DANH SÁCH CỦA BÁC").count()).toBe(0);
      await keep(page);
    },
    slowMs,
  );

  test(
    "the Page's menu, a block that Meta keeps to itself, and its end",
    async () => {
      const messenger = phone("messenger");
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
    "%s: shares a place that was found by its name, and sends a sticker",
    async (name) => {
      const some = phone(name);
      await some.section.getByRole("button", { name: "Gửi vị trí" }).click();
      await page.locator("#places-search").fill("binh tien ho chi minh");
      await page.locator("#places-found button", { hasText: "Phường Bình Tiên" }).first().waitFor();
      await page.keyboard.press("Enter");
      await some.sees("Các điểm gần bác nhất");
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
    "a person answers: the service keeps quiet until it is called",
    async () => {
      for (const some of [phone("zalo"), phone("messenger")]) {
        await some.says("đăng ký tạm trú");
        await some.sees("Việc của bác: Đăng ký tạm trú.");
        await some.press("Cán bộ trả lời");
        await some.sees("máy im lặng 60 phút");
        const calls = await some.records("call").count();
        await some.says("cảm ơn");
        await some.section.locator(".record.webhook .status", { hasText: "200" }).last().waitFor();
        await some.says("menu");
        await some.sees("Bác cần làm giấy tờ gì ạ");
        expect(await some.records("call").count()).toBe(calls + 1);
      }
    },
    slowMs,
  );

  test(
    "a webhook that comes again is answered once",
    async () => {
      for (const some of [phone("zalo"), phone("messenger")]) {
        await some.says("gia hạn tạm trú");
        await some.sees("DANH SÁCH CỦA BÁC: Gia hạn tạm trú");
        await some.press("Gửi lại webhook");
        await some.sees("Dịch vụ phải nhận ra");
        await some.says("menu");
        await some.sees("Bác cần làm giấy tờ gì ạ");
        expect(await some.said("DANH SÁCH CỦA BÁC").count()).toBe(1);
        const [first, again] = await some.records("webhook").locator("pre").allTextContents();
        expect(again).toBe(first);
      }
    },
    slowMs,
  );

  test(
    "Zalo: an expired token is renewed, and the message comes all the same",
    async () => {
      const zalo = phone("zalo");
      await zalo.arm("Mã hết hạn");
      await zalo.says("menu");
      await zalo.sees("Zalo báo mã truy cập hết hạn.");
      await zalo.sees("Bác cần làm giấy tờ gì ạ");
      const renewal = zalo.records("call").filter({ hasText: "Xin mã truy cập mới" }).last();
      await renewal.locator("summary").click();
      expect(await renewal.locator("pre").last().innerText()).toMatch(/"access_token": ".{4}…"/);
      await zalo.isDisarmed("Mã hết hạn");
    },
    slowMs,
  );

  test.each([
    { fault: "Gửi quá nhanh", note: "báo gửi quá nhanh" },
    { fault: "Quá giờ", note: "Quá giờ mà không có trả lời" },
  ])(
    "$fault: said so, and the message comes later, once",
    async ({ fault, note }) => {
      const both = [phone("zalo"), phone("messenger")];
      for (const some of both) await some.arm(fault);
      for (const some of both) await some.says("tách hộ");
      for (const some of both) {
        await some.sees(note);
        await some.sees("Việc của bác: Tách hộ.");
        expect(await some.said("Việc của bác: Tách hộ.").count()).toBe(1);
        await some.isDisarmed(fault);
      }
    },
    slowMs,
  );

  test("a fault that was chosen by mistake can be taken back", async () => {
    const zalo = phone("zalo");
    await zalo.arm("Quá giờ");
    await zalo.arm("Gửi quá nhanh");
    await zalo.isDisarmed("Quá giờ");
    await zalo.press("Gửi quá nhanh");
    await zalo.isDisarmed("Gửi quá nhanh");
    expect(sandbox.zalo.faults.waiting).toStrictEqual([]);
  });

  test(
    "has no accessibility faults that axe can find, wide or on a small screen",
    async () => {
      for (const some of [phone("zalo"), phone("messenger")]) {
        await some.says("đăng ký thường trú");
        await some.sees("Việc của bác: Đăng ký thường trú.");
        await some.section.getByRole("button", { name: "Gửi nhãn dán" }).click();
        await some.section.getByAltText("Nhãn dán hoa sen").waitFor();
      }
      await page.evaluate(axe.source);
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
    "is used by keyboard alone, and a second tab shows the same",
    async () => {
      const zalo = phone("zalo");
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
      await other.goto(sandbox.url);
      await other.locator(".zalo .line").getByText("Bác bấm “Nhà của mình”").waitFor();
      await other.close();
    },
    slowMs,
  );

  /** Last: Meta's dead token holds all messages for a minute. */
  test(
    "Messenger: an expired token holds the message, and says who must act",
    async () => {
      const messenger = phone("messenger");
      await messenger.arm("Mã hết hạn");
      await messenger.says("đổi căn cước");
      await messenger.sees("Meta báo mã của Trang hết hạn.");
      await messenger.isDisarmed("Mã hết hạn");
      const refused = messenger.records("call").last();
      expect(await refused.locator(".status").innerText()).toBe("400");
      expect(await refused.locator("pre").last().innerText()).toContain('"code": 190');
      expect(await messenger.section.locator(".bubble.service").count()).toBe(0);
    },
    slowMs,
  );
});

/** One of the two phones, with what is beside it. */
class PhoneOnPage {
  readonly section: Locator;
  readonly field: Locator;

  constructor(section: Locator) {
    this.section = section;
    this.field = section.locator(".composer input");
  }

  async restart(): Promise<void> {
    const before = await this.section.locator(".user-id:not(:empty)").innerText();
    await this.press("Bắt đầu lại");
    await this.section.locator(".user-id").filter({ hasNotText: before }).waitFor();
  }

  async says(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press("Enter");
  }

  async taps(title: string): Promise<void> {
    await this.section.getByRole("button", { name: title, exact: true }).last().click();
  }

  async press(title: string): Promise<void> {
    await this.section.getByRole("button", { name: title, exact: true }).first().click();
  }

  async sees(words: string): Promise<void> {
    await this.section.locator(".line").getByText(words).last().waitFor();
  }

  /** What stands in the chat's bubbles. */
  said(words: string): Locator {
    return this.section.locator(".line .words").getByText(words);
  }

  async arm(fault: string): Promise<void> {
    await this.press(fault);
    await this.#fault(fault, true).waitFor();
  }

  isDisarmed(fault: string): Promise<void> {
    return this.#fault(fault, false).waitFor();
  }

  /** What is on the wire, without receipts. */
  records(kind: "webhook" | "call"): Locator {
    return this.section.locator(`.record.${kind}:not(.routine)`);
  }

  #fault(name: string, pressed: boolean): Locator {
    return this.section.getByRole("button", { name, exact: true, pressed });
  }
}

function violations(page: Page): Promise<unknown> {
  return page.evaluate(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })' +
      '.then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" ")))',
  );
}

async function keep(page: Page): Promise<void> {
  if (!keeping) return;
  await mkdir(pictures, { recursive: true });
  await page.mouse.move(0, 0);
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(pictures, "sandbox.png") });
}
