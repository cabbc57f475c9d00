import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openSandboxPage, type SandboxPage, slowMs } from "./sandbox-page.ts";

describe("the sandbox's faults", () => {
  let open: SandboxPage;

  beforeAll(async () => {
    open = await openSandboxPage();
  }, slowMs);
  beforeEach(async () => {
    await open.visit();
  }, slowMs);
  afterEach(() => open.leave());
  afterAll(() => open.close(), slowMs);

  test(
    "the service stays silent after a person answered, until the menu is asked for",
    async () => {
      for (const some of [open.phone("zalo"), open.phone("messenger")]) {
        await some.says("đăng ký tạm trú");
        await some.sees("Việc của bác: Đăng ký tạm trú (ở trọ, ở nhờ).");
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
    "answers a webhook once although it is delivered again",
    async () => {
      for (const some of [open.phone("zalo"), open.phone("messenger")]) {
        await some.says("gia hạn tạm trú");
        await some.sees("Mang theo: Ý kiến đồng ý");
        await some.press("Gửi lại webhook");
        await some.sees("Dịch vụ phải nhận ra");
        await some.says("menu");
        await some.sees("Bác cần làm giấy tờ gì ạ");
        expect(await some.said("Mang theo: ").count()).toBe(1);
        const [first, again] = await some.records("webhook").locator("pre").allTextContents();
        expect(again).toBe(first);
      }
    },
    slowMs,
  );

  test(
    "refreshes Zalo's expired token and delivers the message",
    async () => {
      const zalo = open.phone("zalo");
      await zalo.arm("Mã hết hạn");
      await zalo.says("menu");
      await zalo.sees("Zalo báo mã truy cập hết hạn.");
      await zalo.sees("Bác cần làm giấy tờ gì ạ");
      const renewal = zalo.records("call").filter({ hasText: "Xin mã truy cập mới" }).last();
      await renewal.locator("summary").click();
      expect(await renewal.locator("pre").last().innerText()).toMatch(/"access_token": ".{4}…"/);
      await zalo.untilDisarmed("Mã hết hạn");
    },
    slowMs,
  );

  test.each([
    { fault: "Gửi quá nhanh", note: "báo gửi quá nhanh" },
    { fault: "Quá giờ", note: "Quá giờ mà không có trả lời" },
  ])(
    "explains the fault “$fault” and delivers the message later, once",
    async ({ fault, note }) => {
      const both = [open.phone("zalo"), open.phone("messenger")];
      for (const some of both) await some.arm(fault);
      for (const some of both) await some.says("tách hộ");
      for (const some of both) {
        await some.sees(note);
        await some.sees("Việc của bác: Tách hộ khẩu ra riêng.");
        expect(await some.said("Việc của bác: Tách hộ khẩu ra riêng.").count()).toBe(1);
        await some.untilDisarmed(fault);
      }
    },
    slowMs,
  );

  test("takes back a fault that was chosen by mistake", async () => {
    const zalo = open.phone("zalo");
    await zalo.arm("Quá giờ");
    await zalo.arm("Gửi quá nhanh");
    await zalo.untilDisarmed("Quá giờ");
    await zalo.press("Gửi quá nhanh");
    await zalo.untilDisarmed("Gửi quá nhanh");
    expect(open.sandbox.zalo.faults.waiting).toStrictEqual([]);
  });

  // The last test, because a dead token at Meta delays all messages for a minute.
  test(
    "holds the message on Messenger's expired token, and says that the token expired",
    async () => {
      const messenger = open.phone("messenger");
      await messenger.arm("Mã hết hạn");
      await messenger.says("đổi căn cước");
      await messenger.sees("Meta báo mã của Trang hết hạn.");
      await messenger.untilDisarmed("Mã hết hạn");
      const refused = messenger.records("call").last();
      expect(await refused.locator(".status").innerText()).toBe("400");
      expect(await refused.locator("pre").last().innerText()).toContain('"code": 190');
      expect(await messenger.section.locator(".bubble.service").count()).toBe(0);
    },
    slowMs,
  );
});
