import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { apiPlugin } from "../../src/api/api-plugin.ts";
import { smallRecords } from "../catalog/small-records.ts";
import { adminPassword, openTestDesks } from "../desk/desk-server.ts";
import { launch, openPhone } from "./chromium.ts";
import { openFromMenu } from "./desk-menu.ts";
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
    await desk.app.register(apiPlugin, { catalog: desk.live.catalog, now: desk.now });
    const address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
    page = await openPhone(browser, `${address}/desk/catalog`, place);
    await page.getByLabel("Tên đăng nhập").fill("admin");
    await page.getByLabel("Mật khẩu", { exact: true }).fill(adminPassword);
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

  /** Pictures of both widths, to look at. */
  const picture = async (name: string) => {
    const folder = process.env["LOOK_AT"];
    if (folder === undefined) return;
    await page.screenshot({ path: `${folder}/${name}-360.png`, fullPage: true });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.screenshot({ path: `${folder}/${name}-1280.png`, fullPage: true });
    await page.setViewportSize({ width: 360, height: 740 });
  };

  /** The names of `/api/v1/procedures`, as residents' programs read them. */
  const listed = async (): Promise<string[]> => {
    const response = await desk.app.inject({ url: "/api/v1/procedures" });
    return response.json<{ results: { name: string }[] }>().results.map((one) => one.name);
  };
  const draft = async (title: string) => {
    await openFromMenu(page, "Thủ tục và nội dung");
    await page.getByLabel("Mở bản nháp mới").fill(title);
    await press("Mở bản nháp");
    await follow("Thủ tục, lệ phí, lời hướng dẫn");
  };

  test(
    "a procedure is added by a form, tried in a chat, activated, and listed for programs",
    async () => {
      await draft("Nuôi ong");
      await follow("Thêm thủ tục mới");
      await check();
      await picture("add-procedure");
      const fill = (label: string, text: string) =>
        page.getByLabel(label, { exact: true }).fill(text);
      const choose = (label: string, value: string) =>
        page.getByLabel(label, { exact: true }).selectOption(value);
      await fill("Tên thủ tục", "Đăng ký nuôi ong lấy mật");
      await fill("Để làm gì", "Báo với xã khi nhà nuôi ong lấy mật.");
      await press("Thêm vào bản nháp");
      await page.getByRole("alert").getByText("Ghi tên ngắn").waitFor();
      await check();
      await picture("add-procedure-faults");
      expect(await page.getByLabel("Tên thủ tục", { exact: true }).inputValue()).toContain("ong");
      await fill("Tên ngắn", "Đăng ký nuôi ong");
      await fill("Tên gọi khác", "nuôi ong\nkhai báo đàn ong");
      await choose("Nhóm việc ở menu", "co-con");
      await choose("Lĩnh vực", "Hộ tịch");
      await fill("Nơi giải quyết", "UBND xã nơi nuôi ong");
      await fill("Giấy tờ", "Tờ khai nuôi ong\nẢnh đàn ong");
      await fill("Lệ phí (đồng)", "20.000");
      await fill("Bao lâu có kết quả", "3");
      await fill("Bạn đọc ở đâu", "Luật Chăn nuôi");
      await press("Thêm vào bản nháp");
      await page.getByText("Đã thêm vào bản nháp").waitFor();
      await check();
      await picture("procedure");
      await follow("Thêm một câu hỏi");
      await check();
      await fill("Câu hỏi", "Bác nuôi mấy đàn ong ạ?");
      await page.getByLabel("Nút", { exact: true }).nth(0).fill("Một đàn");
      await page.getByLabel("Nút", { exact: true }).nth(1).fill("Nhiều đàn");
      await picture("question-new");
      await press("Ghi vào bản nháp");
      const papers = page.getByRole("group", { name: "Giấy tờ cần khi chọn “Một đàn”" });
      await papers.getByLabel("Ảnh đàn ong").uncheck();
      await check();
      await picture("question");
      await press("Ghi vào bản nháp");
      await follow("Về bản nháp");
      await page.locator("ins", { hasText: "20.000" }).first().waitFor();
      await check();
      await picture("added-diff");
      await follow("Thử trong chat");
      await page.getByLabel("Người dân nói").fill("khai báo đàn ong");
      await press("Gửi");
      await press("Một đàn");
      await page.getByRole("log").getByText("Tờ khai nuôi ong").first().waitFor();
      expect(await page.getByRole("log").getByText("Ảnh đàn ong").count()).toBe(0);
      await check();
      await picture("trial");
      expect(await listed()).not.toContain("Đăng ký nuôi ong lấy mật");
      await follow("Về bản này");
      await press("Cho chạy");
      await page.getByText("Đã cho chạy").waitFor();
      expect(await listed()).toContain("Đăng ký nuôi ong lấy mật");
      await press("Quay lại như trước");
      await page.getByText("Đã quay lại như trước").waitFor();
      expect(await listed()).not.toContain("Đăng ký nuôi ong lấy mật");
    },
    slowMs,
  );

  test(
    "the English of a procedure is edited beside its Vietnamese",
    async () => {
      await draft("Tiếng Anh");
      await follow("Đăng ký khai sinh");
      await follow("Tiếng Anh");
      await check();
      await picture("english");
      const text = page.getByLabel("Lâu nhất 5 ngày.", { exact: true });
      await text.fill("At most 6 days.");
      await press("Ghi vào bản nháp");
      await page.getByRole("alert").getByText("hai bên phải như nhau").waitFor();
      await check();
      await picture("english-faults");
      await text.fill("At most 5 days.");
      await press("Ghi vào bản nháp");
      await follow("Thêm nơi giải quyết của một tỉnh");
      await page.getByLabel("Tỉnh, thành phố").selectOption("79");
      await page.getByLabel("Nơi giải quyết ở đó").fill("Trung tâm hành chính công");
      await page.getByLabel("Nguồn", { exact: true }).selectOption("luat");
      await check();
      await picture("local-office");
      await press("Ghi vào bản nháp");
      await page.getByText("Trung tâm hành chính công, ở Hồ Chí Minh").waitFor();
      await follow("Về bản nháp");
      await page.locator("ins", { hasText: "At most 5 days." }).first().waitFor();
      await check();
      await press("Cho chạy");
      await page.getByText("Đã cho chạy").waitFor();
      const english = desk.live.catalog().inLanguage("en").procedures.get("khai-sinh");
      expect(english?.processing_times[0]?.say).toBe("At most 5 days.");
      await press("Quay lại như trước");
      await page.getByText("Đã quay lại như trước").waitFor();
    },
    slowMs,
  );

  test(
    "a point is placed where the phone stands",
    async () => {
      await openFromMenu(page, "Thủ tục và nội dung");
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
