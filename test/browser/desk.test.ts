import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { adminPassword, aPoint, openTestDesks, password } from "../desk/desk-server.ts";
import { addDossier, addTask, addUndelivered, reportStatus } from "../desk/dossier-fixtures.ts";
import { recordTwoWeeks } from "../desk/figures/conversation-fixtures.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";
import { passSecondStep } from "./second-step.ts";

const slowMs = 90_000;
const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

describe("the desk in a browser", () => {
  let browser: Browser;
  let address: string;
  let dossier: { id: number; code: string };
  let task: number;
  let demand: number;
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch();
    address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
    const agency = await desk.agency("UBND phường Bình Tiên");
    await desk.person("official", { username: "hoa", name: "Nguyễn Thị Hoa", agency });
    await desk.person("staff", { username: "lan", points: aPoint });
    const yesterday = new Date(desk.now().getTime() - 24 * 3_600_000);
    for (const status of [2, 4, 9, 10] as const) await addDossier(desk, agency, { status });
    await addDossier(desk, agency, { promisedAt: yesterday });
    await addUndelivered(desk, agency);
    demand = await addTask(desk, { kind: "data-copy" });
    task = await addTask(desk, {
      lines: [
        ["r", "Cháu nội sinh ở quê thì làm khai sinh ở đâu"],
        ["s", "procedure:dang-ky-khai-sinh/lien_thong"],
        ["r", "gặp người"],
      ],
    });
    dossier = await addDossier(desk, agency, { followers: 2 });
    await reportStatus(desk, dossier.code, 5);
    await recordTwoWeeks(desk);
  }, slowMs);
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser.close();
  });

  async function visit(path: string, width: "phone" | "desktop"): Promise<Page> {
    const page =
      width === "phone"
        ? await openPhone(browser, `${address}${path}`)
        : await (await browser.newContext({ viewport: { width: 1200, height: 900 } })).newPage();
    page.setDefaultTimeout(10_000);
    if (width === "desktop") await page.goto(`${address}${path}`);
    pages.push(page);
    return page;
  }

  /** Signs in by hand, from the page that requires it. */
  async function workAs(
    username: string,
    typed: string,
    path: string,
    width: "phone" | "desktop" = "phone",
  ): Promise<Page> {
    const page = await visit(path, width);
    await page.getByLabel("Tên đăng nhập").fill(username);
    await page.getByLabel("Mật khẩu", { exact: true }).fill(typed);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await passSecondStep(page, username, desk.authenticator);
    await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
    return page;
  }

  const official = (path: string, width?: "phone" | "desktop") =>
    workAs("hoa", password, path, width);
  const admin = (path: string, width?: "phone" | "desktop") =>
    workAs("admin", adminPassword, path, width);

  test(
    "an official finds a dossier, updates it and sees how many followers are notified",
    async () => {
      const page = await official("/desk/dossiers", "desktop");
      await takeScreenshot(page, "desk-dossiers");
      await page.getByLabel("Tìm hồ sơ").fill(dossier.code.slice(-4));
      await page.getByLabel("Tìm hồ sơ").press("Enter");
      await page.locator("#found tbody tr").nth(1).waitFor({ state: "detached" });
      expect(await page.locator("#found tbody tr").count()).toBe(1);
      expect(page.url()).toContain(`q=${dossier.code.slice(-4)}`);
      await page.getByRole("link", { name: dossier.code }).click();
      await page.getByRole("heading", { name: `Hồ sơ ${dossier.code}` }).waitFor();
      await page.getByRole("button", { name: "Xem trước" }).click();
      await page.getByRole("alert").getByText("Chọn trạng thái").waitFor();
      await page.getByLabel("Trạng thái mới").selectOption({ label: "Đã xử lý xong" });
      await page.getByLabel("Ghi chú cho người dân").fill("Mời bác đến nhận kết quả.");
      await page.getByRole("button", { name: "Xem trước" }).click();
      await page.getByRole("heading", { name: "Ai sẽ được báo" }).waitFor();
      await takeScreenshot(page, "desk-update-preview");
      await page.getByRole("button", { name: "Gửi", exact: true }).click();
      await page.getByText("2 người theo dõi sẽ được báo").waitFor();
      await takeScreenshot(page, "desk-dossier");
    },
    slowMs,
  );

  test(
    "an official reviews a file of updates and sends it",
    async () => {
      const page = await official("/desk/dossiers/import", "desktop");
      const text = [
        "Mã hồ sơ;Trạng thái;Ngày cập nhật;Ghi chú",
        `${dossier.code};Đã trả kết quả;25/11/2026 08:50;`,
        "000.01.H26-251125-7001;Đang xử lý;24/11/2026;Đã chuyển phòng chuyên môn",
        "000.01.H26-251125-7002;Đang bay;24/11/2026;",
      ].join("\n");
      await page.getByLabel("Tệp").setInputFiles({
        name: "cap-nhat-25-11.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(text),
      });
      await page.getByRole("button", { name: "Tải lên và xem trước" }).click();
      await page.getByText("chưa rõ trạng thái này nghĩa là gì").waitFor();
      await page.getByText("Ai sẽ được báo").waitFor();
      await takeScreenshot(page, "desk-import");
      await expectAccessible(page);
      await page.getByLabel("Nghĩa của Đang bay").selectOption({ label: "Đang xử lý" });
      await page.getByRole("button", { name: "Ghi nhớ cho cơ quan và kiểm tra lại" }).click();
      await page.getByText("Đã ghi nhớ 1 từ").waitFor();
      const onPhone = await official(new URL(page.url()).pathname, "phone");
      await expectToFit(onPhone);
      await takeScreenshot(onPhone, "desk-import-phone");
      await page.getByRole("button", { name: "Gửi 3 cập nhật" }).click();
      await page.getByText("Đã gửi 3 cập nhật").waitFor();
      await page.getByRole("button", { name: "Hoàn tác" }).click();
      await page.getByText("đã được hoàn tác").waitFor();
    },
    slowMs,
  );

  test(
    "an administrator invites somebody, who sets a password on a phone and is signed in",
    async () => {
      const page = await admin("/desk/people/new", "desktop");
      await page.getByLabel("Họ tên").fill("Phạm Văn Chín");
      await page.getByLabel("Tên đăng nhập").fill("chin");
      await page.getByLabel("Vai trò").selectOption({ label: "Cán bộ cơ quan" });
      await page.getByLabel("Cơ quan", { exact: true }).selectOption({ index: 1 });
      await page.getByRole("button", { name: "Tạo đường dẫn mời" }).click();
      const link = await page.getByRole("textbox", { name: "Đường dẫn" }).inputValue();
      const invited = await visit(new URL(link).pathname, "phone");
      await invited.getByLabel("Mật khẩu mới").fill(password);
      await invited.getByRole("button", { name: "Đặt mật khẩu" }).click();
      await invited.getByText("Đã đặt mật khẩu").waitFor();
      await invited.getByText("Chào Phạm Văn Chín.").waitFor();
    },
    slowMs,
  );

  test(
    "a staff member takes a handed-over conversation on a phone and closes it",
    async () => {
      const page = await workAs("lan", password, "/desk/inbox");
      const answered = await addTask(desk, { lines: [["r", "Hỏi giờ mở cửa ngày lễ"]] });
      await page.goto(`${address}/desk/inbox/${answered}`);
      await page.getByText("Hỏi giờ mở cửa ngày lễ").waitFor();
      await page.getByRole("button", { name: "Tôi nhận" }).click();
      await page.getByText("Bạn đã nhận").waitFor();
      await page.getByText("Kết thúc", { exact: true }).click();
      await page.getByRole("button", { name: "Kết thúc cuộc trò chuyện" }).click();
      await page.getByText("Cuộc trò chuyện đã kết thúc").waitFor();
      await page.getByRole("link", { name: "Đã xong" }).click();
      await page.getByText("Hỏi giờ mở cửa ngày lễ").waitFor();
    },
    slowMs,
  );

  const everybodys = ["/desk/account", "/desk/inbox", "/desk/inbox?show=all", "/desk/inbox/canned"];
  const officials = [
    "/desk/dossiers",
    "/desk/dossiers/new",
    "/desk/dossiers/import",
    "/desk/undelivered",
    "/desk/undelivered/phone-list",
    "/desk/figures",
    "/desk/catalog/due",
  ];
  const administrators = [
    "/desk",
    "/desk/channels",
    "/desk/tasks",
    "/desk/agencies",
    "/desk/agencies/new",
    "/desk/people",
    "/desk/people/new",
    "/desk/audit",
  ];

  test.each([
    {
      who: "staff",
      user: "lan",
      typed: password,
      paths: ["/desk", ...everybodys],
    },
    {
      who: "official",
      user: "hoa",
      typed: password,
      paths: ["/desk", ...everybodys, ...officials],
    },
    {
      who: "administrator",
      user: "admin",
      typed: adminPassword,
      paths: [...everybodys, ...officials, ...administrators],
    },
  ])(
    "every page of $who fits a phone and has no accessibility violations that axe can find",
    async ({ user, typed, paths }) => {
      const signIn = await visit("/desk/sign-in", "phone");
      await expectAccessible(signIn);
      const page = await workAs(user, typed, "/desk");
      const all = [
        ...paths,
        ...(user === "lan" ? [] : [`/desk/dossiers/${dossier.id}`]),
        ...(user === "hoa" ? [] : [`/desk/inbox/${task}`]),
        ...(user === "admin" ? [`/desk/tasks/${demand}`] : []),
      ];
      for (const path of all) {
        await page.goto(`${address}${path}`);
        await expectAccessible(page);
        await expectToFit(page);
      }
    },
    slowMs,
  );

  test(
    "a second factor is enrolled on a phone, with pages that fit and are accessible",
    async () => {
      const page = await visit("/desk/sign-in", "phone");
      await page.getByLabel("Tên đăng nhập").fill("hoa");
      await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Đăng nhập" }).click();
      await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
      await page.goto(`${address}/desk/account`);
      await page.getByLabel("Mật khẩu đang dùng để cài").fill(password);
      await page.getByRole("button", { name: "Cài đăng nhập hai bước" }).click();
      await page.getByRole("heading", { name: "Cài đăng nhập hai bước", level: 1 }).waitFor();
      await expectAccessible(page);
      await expectToFit(page);
      await takeScreenshot(page, "desk-enrolment");
      desk.authenticator.scan("hoa", await page.content());
      await page.getByLabel("Mã 6 số").fill(await desk.authenticator.code("hoa"));
      await page.getByRole("button", { name: "Xong, đăng nhập" }).click();
      await page.getByRole("heading", { name: "Mã dự phòng" }).waitFor();
      expect(await page.getByRole("listitem").count()).toBeGreaterThanOrEqual(10);
      await expectAccessible(page);
      await expectToFit(page);
      await page.getByRole("link", { name: "Tôi đã cất mã, vào tiếp" }).click();
      await page.getByText("Còn 10 mã dự phòng").waitFor();
      await expectAccessible(page);
      await expectToFit(page);
      await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
      await page.getByLabel("Tên đăng nhập").fill("hoa");
      await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Đăng nhập" }).click();
      await page.getByRole("heading", { name: "Mã xác thực" }).waitFor();
      await expectAccessible(page);
      await expectToFit(page);
      const admins = await admin("/desk/people", "desktop");
      await admins.goto(`${address}/desk/people`);
      await admins.getByRole("link", { name: "Nguyễn Thị Hoa" }).click();
      await admins.getByRole("button", { name: "Bỏ điện thoại đã mất" }).waitFor();
      await expectAccessible(admins);
      await admins.getByRole("button", { name: "Bỏ điện thoại đã mất" }).click();
      await admins.getByText("cài lại ở lần đăng nhập tới").waitFor();
    },
    slowMs,
  );

  test(
    "takes screenshots of the main pages",
    async () => {
      const phone = await official("/desk/dossiers");
      await takeScreenshot(phone, "desk-dossiers-phone");
      const desktop = await admin("/desk/figures", "desktop");
      await takeScreenshot(desktop, "desk-figures");
      await desktop.goto(`${address}/desk/undelivered`);
      await takeScreenshot(desktop, "desk-undelivered");
      expect(await desktop.getByRole("heading", { level: 1 }).innerText()).toBe(
        "Tin chưa báo được",
      );
    },
    slowMs,
  );

  test(
    "everything can be reached by keyboard, and the first link skips the header",
    async () => {
      const page = await official("/desk/dossiers", "desktop");
      await page.goto(`${address}/desk/dossiers`);
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Đến nội dung chính");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toContain(
        "Hướng dẫn: Hồ sơ",
      );
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Tải tệp cập nhật");
    },
    slowMs,
  );
});
