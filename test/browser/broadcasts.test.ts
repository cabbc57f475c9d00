import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { PushAddress } from "../../src/channels/push.ts";
import { addAudience } from "../desk/broadcasts/broadcast-fixtures.ts";
import { openTestDesks, password } from "../desk/desk-server.ts";
import { launch } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";

const slowMs = 90_000;
const [only] = await openTestDesks("PGlite", ["zalo-chat", "messenger-chat"]);
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

describe("broadcasts in a browser", () => {
  let browser: Browser;
  let address: string;
  const pages: Page[] = [];
  /** Sends wait until the test resolves this. */
  let gate = Promise.withResolvers<void>();

  beforeAll(async () => {
    browser = await launch();
    address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
    const agency = await desk.agency("UBND phường Bình Tiên");
    await desk.person("official", { username: "hoa", agency });
    await desk.person("official", { username: "binh", agency });
    await addAudience(desk, agency, 24);
    await addAudience(desk, agency, 12, "messenger");
    const send = async ({ to }: PushAddress) => {
      await gate.promise;
      return to.endsWith(" 7")
        ? ({ outcome: "rejected", reason: "blocked" } as const)
        : ({ outcome: "sent", platformId: to } as const);
    };
    desk.startBroadcasts(send);
  }, slowMs);
  afterEach(async () => {
    gate.resolve();
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser.close();
  });

  async function workAs(username: string, path: string, width = 1200): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    pages.push(page);
    page.setDefaultTimeout(10_000);
    await page.goto(`${address}${path}`);
    await page.getByLabel("Tên đăng nhập").fill(username);
    await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
    return page;
  }

  test(
    "one official composes and another approves a broadcast; both see its progress and can export it",
    async () => {
      gate = Promise.withResolvers();
      const page = await workAs("hoa", "/desk/broadcasts/new");
      await page.getByLabel("Tiêu đề").fill("Nghỉ sáng thứ Bảy 28/11");
      await page.getByLabel("Nội dung").fill("Chào bác, {ten} nghỉ sáng thứ Bảy.");
      await page.getByRole("button", { name: "Giữ bản nháp" }).click();
      await page.getByRole("alert").getByText("Không có chỗ điền tên {ten}").waitFor();
      await expectAccessible(page);
      for (const [audience, label] of [
        ["Người dân một phường, xã", "Phường, xã"],
        ["Người đã hỏi về một điểm hướng dẫn", "Điểm hướng dẫn"],
        ["Mọi người nhận tin chung của cơ quan", null],
      ] as const) {
        await page.getByLabel("Gửi cho").selectOption({ label: audience });
        const asked = page.locator(".audience:visible label");
        expect(await asked.allInnerTexts()).toEqual(label === null ? [] : [label]);
      }
      const text = "Điểm hướng dẫn của {co_quan} nghỉ sáng thứ Bảy 28/11, chiều làm việc lại.";
      await page.getByLabel("Nội dung").fill(text);
      await page.getByRole("button", { name: "Giữ bản nháp" }).click();
      await page.getByRole("heading", { name: "Người nhận sẽ thấy" }).waitFor();
      await page.getByText("36 trong 36 người liên quan").waitFor();
      await page.getByText("Messenger: 12").waitFor();
      await expectAccessible(page);
      await takeScreenshot(page, "broadcast-draft", { fullPage: true });
      await page.getByRole("button", { name: "Chốt danh sách và trình duyệt" }).click();
      await page.getByText("chờ một cán bộ khác duyệt").first().waitFor();
      expect(await page.getByRole("button", { name: /^Duyệt/ }).count()).toBe(0);

      const other = await workAs("binh", new URL(page.url()).pathname);
      await expectAccessible(other);
      await other.getByRole("button", { name: "Duyệt tin này cho 36 người" }).click();
      await other.getByText("Đã duyệt").waitFor();
      // The author's page shows the approval and other buttons without reloading.
      await page.getByRole("button", { name: "Tạm dừng" }).waitFor();
      await other.getByRole("button", { name: "Tạm dừng" }).click();
      await other.getByRole("button", { name: "Gửi tiếp" }).click();
      await other.getByRole("button", { name: "Tạm dừng" }).waitFor();
      expect(await other.locator("[data-count=waiting]").innerText()).toBe("36");
      desk.broadcasts.wake();
      gate.resolve();
      // The page updates its numbers, and reloads itself at the end.
      await other.locator("[data-state]", { hasText: "Đã xong" }).waitFor();
      await other.getByRole("button", { name: "Gửi lại 2 tin không gửi được" }).waitFor();
      expect(await other.locator("[data-count=sent]").innerText()).toBe("34");
      await expectAccessible(other);
      await takeScreenshot(other, "broadcast-done");

      await other.getByRole("link", { name: "Sổ gửi" }).click();
      await other.getByRole("link", { name: "Không gửi được" }).click();
      expect(await other.locator("tbody tr").count()).toBe(2);
      await expectAccessible(other);
      await other.goBack();
      const downloading = other.waitForEvent("download");
      await other.getByRole("link", { name: "CSV cho chương trình" }).click();
      const file = await (await downloading).path();
      expect((await readFile(file, "utf8")).trim().split("\r\n")).toHaveLength(37);
    },
    slowMs,
  );

  test(
    "the pages fit a phone and have no accessibility violations that axe can find",
    async () => {
      const page = await workAs("hoa", "/desk/broadcasts", 390);
      const paths = ["/desk/broadcasts", "/desk/broadcasts/new", "/desk/account/trial-addresses"];
      const first = await page.locator("tbody a").first().getAttribute("href");
      for (const path of [...paths, `${first}`, `${first}/ledger`]) {
        await page.goto(`${address}${path}`);
        await expectAccessible(page);
        await expectToFit(page);
      }
    },
    slowMs,
  );
});
