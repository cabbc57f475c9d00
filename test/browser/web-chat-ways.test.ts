import { describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { toBuffer } from "qrcode";
import { openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit } from "./page-checks.ts";
import { serviceInBrowser } from "./service-in-browser.ts";
import { saidLines, says, sees } from "./web-chat-steps.ts";

const slowMs = 60_000;
const card =
  "079085012345|023456789|Nguyễn Thị Lan|12041985|Nữ|12 Phạm Văn Chí, Bình Tiên|01052021";

/** Headless Chromium has no voices: this one only writes down what it would say. */
const voices = `
  window.said = [];
  window.cancelled = 0;
  const target = new EventTarget();
  let voices = [];
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
  Object.defineProperty(window, "speechSynthesis", { value: Object.assign(target, {
    getVoices: () => voices,
    speak: (utterance) => {
      window.said.push(utterance.lang + ": " + utterance.text);
      window.last = utterance;
      utterance.dispatchEvent(new Event("start"));
    },
    cancel: () => { window.cancelled += 1; },
  }) });
  window.loadVoices = (...langs) => {
    voices = langs.map((lang) => ({ lang, name: lang, localService: true }));
    target.dispatchEvent(new Event("voiceschanged"));
  };`;

/** Headless Chromium hears nothing: this one hears what the test says. */
const ears = `
  window.SpeechRecognition = class extends EventTarget {
    start() { window.heard = this; }
    stop() { this.dispatchEvent(new Event("end")); }
    hear(transcript) {
      const event = new Event("result");
      event.results = [[{ transcript }]];
      this.dispatchEvent(event);
      this.dispatchEvent(new Event("end"));
    }
  };`;

describe("other ways to ask and to hear on the web chat", () => {
  const site = serviceInBrowser();

  async function visit(script = "", path = "/"): Promise<Page> {
    const page = await openPhone(site.browser, "about:blank");
    site.closeLater(page);
    await page.addInitScript(script);
    await page.goto(`${site.address}${path}`);
    await sees(page, "Bác");
    return page;
  }

  async function showCode(page: Page, text: string): Promise<void> {
    const buffer = await toBuffer(text, { width: 600 });
    await page.locator("#photo").setInputFiles({ name: "qr.png", mimeType: "image/png", buffer });
  }

  const tells = (page: Page, words: string) => page.locator("#notice").getByText(words).waitFor();
  const said = (page: Page) => page.evaluate<string[]>("window.said");

  test(
    "reads a message aloud once asked, and stops when asked again",
    async () => {
      const page = await visit(voices);
      expect(await page.locator(".speak").count()).toBe(0);
      await page.evaluate("loadVoices('en-US')");
      expect(await page.locator(".speak").count()).toBe(0);
      await page.evaluate("loadVoices('vi-VN', 'en-US')");
      const first = page.locator(".speak").first();
      await first.waitFor();
      expect(await said(page)).toEqual([]);
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await expectAccessible(page);
      await expectToFit(page);
      const box = await first.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);

      await first.click();
      expect((await said(page))[0]).toMatch(/^vi-VN: Chào bác!/);
      expect(await first.getAttribute("aria-label")).toBe("Dừng đọc");
      await first.click();
      expect(await first.getAttribute("aria-pressed")).toBe("false");
      expect(await page.evaluate("window.cancelled")).toBeGreaterThan(0);
    },
    slowMs,
  );

  test(
    "reads new answers by itself only if the visitor wants it, and remembers that",
    async () => {
      const page = await visit(voices);
      await page.evaluate("loadVoices('vi-VN')");
      await says(page, "tách hộ");
      await sees(page, "Việc của bác: Tách hộ khẩu ra riêng.");
      await page.locator(".line.service .speak").nth(1).waitFor();
      expect(await said(page)).toEqual([]);
      await page.locator("#more").click();
      await page.getByRole("button", { name: "Tự đọc câu trả lời" }).click();
      await says(page, "đăng ký tạm trú");
      await sees(page, "Đăng ký tạm trú (ở trọ, ở nhờ)");
      await page.waitForFunction("window.said.join(' ').includes('tạm trú')");
      await page.reload();
      await page.evaluate("loadVoices('vi-VN')");
      await page.locator("#more").click();
      const toggle = page.getByRole("button", { name: "Tự đọc câu trả lời" });
      expect(await toggle.getAttribute("aria-pressed")).toBe("true");
      expect(await said(page)).toEqual([]);
    },
    slowMs,
  );

  test(
    "writes down what is said, after it has told who listens, and sends nothing by itself",
    async () => {
      const page = await visit(ears);
      await page.getByRole("button", { name: "Nói thay vì gõ" }).click();
      await tells(page, "Hãng làm ra trình duyệt sẽ nghe tiếng bác");
      expect(await page.evaluate("window.heard")).toBeUndefined();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Nói thay vì gõ" }).click();
      await tells(page, "cháu đang nghe");
      expect(await page.evaluate("window.heard.lang")).toBe("vi-VN");
      await page.evaluate("window.heard.hear('làm giấy khai sinh cho bé')");
      await tells(page, "Bác xem chữ trong ô có đúng không");
      expect(await page.locator("#text").inputValue()).toBe("làm giấy khai sinh cho bé");
      expect(await saidLines(page)).toEqual([]);
      await page.locator("#composer .send").click();
      await sees(page, "Việc của bác: Làm giấy khai sinh cho bé.");
    },
    slowMs,
  );

  test(
    "an identity card's code gives six digits if they are asked for, and otherwise nothing",
    async () => {
      const page = await visit();
      const sent: string[] = [];
      page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
      await page.locator("#more").click();
      await page.getByRole("button", { name: "Quét mã QR" }).waitFor();
      await expectAccessible(page);
      await showCode(page, card);
      await tells(page, "Câu này không cần số thẻ");
      expect(await page.locator("#text").inputValue()).toBe("");
      await page.evaluate("document.querySelector('#log').dataset.asks = 'identity'");
      await showCode(page, card);
      await tells(page, "Cháu lấy 6 số cuối trên thẻ");
      expect(await page.locator("#text").inputValue()).toBe("012345");
      expect(sent.filter((one) => /079085|Lan|012345/.test(one))).toEqual([]);
      expect(sent.filter((one) => one.includes("jsqr.js"))).toHaveLength(1);
      expect(await page.evaluate("sessionStorage.length + localStorage.length")).toBe(0);
      expect(await page.content()).not.toContain("Nguyễn Thị Lan");
    },
    slowMs,
  );

  test(
    "a receipt's code is put into the field, an own address is opened, and no other one",
    async () => {
      const page = await visit();
      await showCode(page, "Mã hồ sơ: 000.00.16.H26-250815-0012");
      await tells(page, "Cháu đọc được mã hồ sơ");
      expect(await page.locator("#text").inputValue()).toBe("000.00.16.H26-250815-0012");
      await showCode(page, "https://evil.example/l/HF32");
      await tells(page, "không phải của Hướng Dẫn");
      expect(page.url()).toBe(`${site.address}/`);
      const buffer = Buffer.from("no picture at all");
      await page.locator("#photo").setInputFiles({ name: "a.png", mimeType: "image/png", buffer });
      await tells(page, "Cháu chưa thấy mã QR");
      await showCode(page, `${site.address}/?point=diem-kp-23-24-binh-tien`);
      await sees(page, "Khu phố 23 - 24");
    },
    slowMs,
  );

  test(
    "a kiosk offers no files of its own",
    async () => {
      const page = await visit("", "/?point=diem-kp-23-24-binh-tien&kiosk=1");
      await page.locator("#text").waitFor();
      expect(await page.locator("#scan").isHidden()).toBe(true);
    },
    slowMs,
  );
});
