import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { manualPictures, type PictureName } from "../../src/desk/manual/pictures.ts";
import { addAudience, addBroadcast } from "../desk/broadcasts/broadcast-fixtures.ts";
import { aPoint, openTestDesks, type Visitor } from "../desk/desk-server.ts";
import { addTask, addUndelivered } from "../desk/dossier-fixtures.ts";
import { uploadCsv } from "../desk/upload-csv.ts";
import { launch } from "./chromium.ts";

/** How many pixels of a picture a pixel of the page gets. */
const scale = 1.5;
const quality = 60;
const [only] = await openTestDesks("PGlite", ["zalo-chat", "messenger-chat"]);
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

/** `npm run manual:pictures`: takes the manual's pictures anew. Look at each before you commit it. */
describe("the manual's pictures", () => {
  let browser: Browser;
  let address: string;
  let agency: number;
  let lan: Visitor;
  let hoa: Visitor;
  let admin: Visitor;

  beforeAll(async () => {
    browser = await launch();
    address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
    // On Thursdays the help point is open.
    desk.elapse(25 * 3_600_000);
    agency = await desk.agency("UBND phường Bình Tiên");
    admin = await desk.admin();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
  });

  async function open(name: PictureName, visitor: Visitor, path: string): Promise<Page> {
    const { width, height } = manualPictures[name];
    const context = await browser.newContext({ locale: "vi-VN", viewport: { width, height } });
    const cookie = "huong-dan-desk";
    await context.addCookies([{ name: cookie, value: visitor.cookie(cookie), url: address }]);
    const page = await context.newPage();
    await page.goto(`${address}${path}`);
    return page;
  }

  /** Takes what stands below the upper edge of an element; without one, from the top of the page. */
  async function take(name: PictureName, page: Page, from?: string): Promise<void> {
    const { width, height } = manualPictures[name];
    const box = from === undefined ? null : await page.locator(from).first().boundingBox();
    const client = await page.context().newCDPSession(page);
    const { data } = await client.send("Page.captureScreenshot", {
      format: "webp",
      quality,
      captureBeyondViewport: true,
      clip: { x: 0, y: Math.max(0, (box?.y ?? 0) - 8), width, height, scale },
    });
    writeFileSync(`src/desk/manual/pictures/${name}.webp`, Buffer.from(data, "base64"));
    await page.context().close();
  }

  test("are taken", async () => {
    await take("first-day", await open("first-day", admin, "/desk"), ".day-card");
    lan = await desk.person("staff", { username: "lan", name: "Lê Thị Lan", points: aPoint });
    hoa = await desk.person("official", { username: "hoa", name: "Nguyễn Thị Hoa", agency });
    const talk = await addTask(desk, {
      lines: [
        ["r", "làm khai sinh cho cháu"],
        ["s", "Cháu bé đã có giấy chứng sinh chưa ạ?"],
        ["r", "Tôi muốn gặp người"],
      ],
    });
    await addTask(desk);
    await lan.submit(`/desk/inbox/${talk}/take`);
    await take("home", await open("home", lan, "/desk"), "#waiting");
    await take("talk", await open("talk", lan, `/desk/inbox/${talk}`), "h1");
    await take("point", await open("point", lan, `/desk/points/${aPoint}`), "h1");

    const dossier = await addAudience(desk, agency, 2);
    await addUndelivered(desk, agency);
    const update = await open("dossier", hoa, `/desk/dossiers/${dossier.id}`);
    await update.locator("#status").selectOption("5");
    await update.locator("#note").fill("Bản sao giấy chứng sinh, nộp ở bộ phận Một cửa");
    await update.getByRole("button", { name: "Xem trước" }).click();
    await update.getByRole("heading", { name: "Ai sẽ được báo" }).waitFor();
    await take("dossier", update, "h1");

    const rows = [
      "Mã hồ sơ,Trạng thái,Ghi chú",
      `${dossier.code},Đã xong chờ lấy,`,
      "000.01.H26-251125-0777,Đang xử lý,",
      "000.01.H26-251125-0778,Yêu cầu bổ sung,",
    ];
    const uploaded = await uploadCsv(hoa, Buffer.from(rows.join("\n")));
    const { id } = uploaded.json<{ id: number }>();
    await take("import", await open("import", hoa, `/desk/dossiers/imports/${id}`), "h1");

    const broadcast = await addBroadcast(desk, agency);
    const sent = await open("broadcast", hoa, `/desk/broadcasts/${broadcast}`);
    await take("broadcast", sent, "h1");

    const invited = await open("invited", admin, "/desk/people/new");
    await invited.locator("#name").fill("Trần Văn Minh");
    await invited.locator("#username").fill("minh.tran");
    await invited.locator("#role").selectOption("official");
    await invited.locator("#agency").selectOption(String(agency));
    await invited.getByRole("button", { name: "Tạo đường dẫn mời" }).click();
    await invited.getByRole("button", { name: "Chép lời nhắn" }).waitFor();
    await take("invited", invited, "h1");
  }, 180_000);
});
