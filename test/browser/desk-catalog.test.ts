import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { smallRecords } from "../catalog/small-records.ts";
import { adminPassword, openTestDesks } from "../desk/desk-server.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";
import { passSecondStep } from "./second-step.ts";

const slowMs = 120_000;
const [only] = await openTestDesks("PGlite", [], { shipped: smallRecords() });
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;
/** A field hospital of a place: where the phone of the test stands. */
const place = { latitude: 10.740123, longitude: 106.640456 };

describe("the catalogue at the desk on a phone", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    const address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
    page = await openPhone(browser, `${address}/desk/catalog`, place);
    await page.getByLabel("Tên đăng nhập").fill("admin");
    await page.getByLabel("Mật khẩu").fill(adminPassword);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await passSecondStep(page, "admin", desk.authenticator);
    await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
  }, slowMs);
  afterAll(async () => {
    await browser.close();
  });

  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const follow = (name: string | RegExp) => page.getByRole("link", { name }).first().click();
  const check = async () => {
    await expectAccessible(page);
    await expectToFit(page);
  };
  const name = () => desk.live.catalog().guides.get("khai-sinh")?.short;

  test(
    "a guide is edited, compared, tried in a chat, activated and rolled back",
    async () => {
      const shipped = name();
      await check();
      await page.getByLabel("Mở bản nháp mới").fill("Tên dễ hiểu hơn");
      await press("Mở bản nháp");
      await follow("Thủ tục, lệ phí, lời hướng dẫn");
      await check();
      await follow("Đăng ký khai sinh");
      await check();
      await follow("Mức mới từ ngày…");
      await page.getByLabel("Số tiền (đồng)").fill("10.000");
      await press("Ghi vào bản nháp");
      await page.getByRole("alert").getByText("Ghi ngày bắt đầu của dòng mới").waitFor();
      await page.getByLabel("Có hiệu lực từ ngày").fill("2027-01-01");
      await check();
      await press("Ghi vào bản nháp");
      await follow("Lời hướng dẫn");
      await page.getByLabel("Tên ngắn").fill("Khai sinh cho bé yêu");
      await press("Ghi vào bản nháp");
      await follow("Về bản nháp");
      await page.locator("del", { hasText: "8.000" }).first().waitFor();
      await page.locator("ins", { hasText: "Khai sinh cho bé yêu" }).first().waitFor();
      await check();
      await page.evaluate("document.querySelector('.change').scrollIntoView()");
      await takeScreenshot(page, "desk-catalog-diff");
      await follow("Thử trong chat");
      await page.getByLabel("Người dân nói").fill("làm giấy khai sinh");
      await press("Gửi");
      await page.getByRole("log").getByText("Khai sinh cho bé yêu").first().waitFor();
      await check();
      expect(name()).toBe(shipped);
      await follow("Về bản này");
      await press("Cho chạy");
      await page.getByText("Đã cho chạy").waitFor();
      expect(name()).toBe("Khai sinh cho bé yêu");
      await press("Quay lại như trước");
      await page.getByText("Đã quay lại như trước").waitFor();
      expect(name()).toBe(shipped);
    },
    slowMs,
  );

  test(
    "a point is placed where the phone stands",
    async () => {
      await follow("Danh mục");
      await page.getByLabel("Mở bản nháp mới").fill("Điểm mới");
      await press("Mở bản nháp");
      await page.getByRole("main").getByRole("link", { name: "Điểm hướng dẫn" }).click();
      await follow("Thêm điểm, đội lưu động");
      await page.getByLabel("Tên", { exact: true }).fill("Điểm khu phố 5");
      await page.getByLabel("Phường, xã").fill("Bình Tiên");
      await press("Lấy vị trí của máy này");
      await page.getByText("Đã điền").waitFor();
      expect(await page.getByLabel("Vĩ độ").inputValue()).toBe("10.740123");
      await check();
      await press("Ghi vào bản nháp");
      await page.locator("ins", { hasText: "106.640456" }).first().waitFor();
    },
    slowMs,
  );
});
