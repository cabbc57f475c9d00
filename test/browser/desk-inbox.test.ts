import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Service } from "../../src/app/app.ts";
import type { Database } from "../../src/db/open.ts";
import { Authenticator } from "../desk/authenticator.ts";
import { adminPassword, Visitor as DeskVisitor, password, publicUrl } from "../desk/desk-server.ts";
import { MessengerResident } from "../journeys/messenger-resident.ts";
import { monday, openService } from "../journeys/open-service.ts";
import { messengerSettings, zaloAccessToken, zaloSettings } from "../journeys/settings.ts";
import { ZaloResident } from "../journeys/zalo-resident.ts";
import { updates } from "../platforms/messenger/events.ts";
import { type MetaStandIn, startMetaStandIn } from "../platforms/messenger/stand-in.ts";
import { events } from "../platforms/zalo/events.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";
import { says, sees } from "./web-chat-steps.ts";

const slowMs = 120_000;
const now = () => monday;

/** Residents on each platform and colleagues at the desk, in browsers. */
describe("the inbox in browsers", () => {
  let browser: Browser;
  let zalo: StandIn;
  let meta: MetaStandIn;
  let service: Service;
  let database: Database;
  let address: string;
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch();
    zalo = await startZaloStandIn({ accessToken: zaloAccessToken, now: () => monday.getTime() });
    meta = await startMetaStandIn({ now: () => monday.getTime() });
    service = await openService(
      {
        ...zaloSettings(zalo.url),
        ...messengerSettings(meta.url),
        PUBLIC_URL: publicUrl,
        DESK_ADMIN_USER: "admin",
        DESK_ADMIN_PASSWORD: adminPassword,
      },
      now,
      undefined,
      (_, opened) => {
        database = opened;
      },
    );
    address = await service.app.listen({ port: 0, host: "127.0.0.1" });
    await inviteOfficials(["lan", "mai"]);
  }, slowMs);
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
    await zalo.close();
    await meta.close();
  }, slowMs);

  /** Makes them officials of the agency that is in charge of birth certificates. */
  async function inviteOfficials(usernames: readonly string[]): Promise<void> {
    const { id: agency } = await database.db
      .insertInto("agency")
      .values({
        ...{ madonvi: null, name: "UBND phường Bình Tiên", created_at: monday },
        ...{ is_complete: true, follows_contacts: false },
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const procedure_id = "dang-ky-khai-sinh";
    await database.db
      .insertInto("agency_procedure")
      .values({ agency_id: agency, procedure_id })
      .execute();
    const admin = new DeskVisitor(service.app, new Authenticator(now));
    await admin.signIn("admin", adminPassword);
    await admin.json("POST", "/desk/inbox/canned", {
      title: "Chào bác",
      words: "Chào bác, {ten_can_bo} đây ạ, về việc {thu_tuc}.",
      owner: "all",
    });
    for (const username of usernames) {
      const person = { username, name: `Chị ${username}`, role: "official", agency, points: "" };
      const invited = await admin.json("POST", "/desk/people", person);
      const { link } = invited.json<{ link: string }>();
      await new DeskVisitor(service.app).json("POST", new URL(link).pathname, { password });
    }
  }

  async function workAs(username: string, path = "/desk/inbox"): Promise<Page> {
    const page = await openPhone(browser, `${address}${path}`);
    pages.push(page);
    await page.getByLabel("Tên đăng nhập").fill(username);
    await page.locator("#password").fill(password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.getByRole("heading", { name: "Hộp thư" }).waitFor();
    return page;
  }

  const log = (page: Page) => page.getByRole("log");

  /** Opens the only conversation that waits, which appears without a reload. */
  async function openWaiting(page: Page): Promise<void> {
    await page
      .getByRole("link", { name: /Đăng ký khai sinh/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Tôi nhận" }).waitFor();
  }

  async function closeTalk(page: Page): Promise<void> {
    await page.getByText("Kết thúc", { exact: true }).click();
    await page.getByRole("button", { name: "Kết thúc cuộc trò chuyện" }).click();
    await page.getByText("Cuộc trò chuyện đã kết thúc").waitFor();
  }

  test(
    "a visitor of the web page and a colleague talk live; of two colleagues one has it; the bot goes on",
    async () => {
      const lan = await workAs("lan");
      await lan.getByText("Không có ai đang chờ").waitFor();
      const mai = await workAs("mai");
      const resident = await openPhone(browser, address);
      pages.push(resident);
      await says(resident, "làm giấy khai sinh");
      await sees(resident, "Câu 1");
      await says(resident, "gặp người");
      await openWaiting(lan);
      await openWaiting(mai);

      const take = (page: Page) => page.getByRole("button", { name: "Tôi nhận" }).click();
      await Promise.all([take(lan), take(mai)]);
      const isLans = await Promise.race([
        lan
          .getByText("Bạn đã nhận")
          .waitFor()
          .then(() => true),
        mai
          .getByText("Bạn đã nhận")
          .waitFor()
          .then(() => false),
      ]);
      const [taker, other, name] = isLans ? [lan, mai, "Chị lan"] : [mai, lan, "Chị mai"];
      await other.getByText(`Chưa làm gì: ${name} đã nhận`).waitFor();
      await other.getByText("đang trả lời. Bạn vẫn ghi chú").waitFor();
      expect(await other.locator("#words").count()).toBe(0);
      await sees(resident, `${name}, UBND phường Bình Tiên`);

      await taker.locator("#words").fill("Bác mang theo");
      await says(resident, "Cháu ơi bác đi một mình được không");
      await log(taker).getByText("bác đi một mình được không").waitFor();
      expect(await taker.locator("#words").inputValue()).toBe("Bác mang theo");
      await taker.reload();
      expect(await taker.locator("#words").inputValue()).toBe("Bác mang theo");
      await taker.locator("#words").press("End");
      await taker.locator("#words").pressSequentially(" giấy chứng sinh nhé.");
      await taker.locator("#words").press("Control+Enter");
      await sees(resident, "Bác mang theo giấy chứng sinh nhé.");
      await log(taker).getByText("Đã gửi").first().waitFor();
      expect(await taker.locator("#words").inputValue()).toBe("");
      await log(other).getByText("Bác mang theo giấy chứng sinh nhé.").waitFor();

      await taker.getByText("Câu trả lời sẵn", { exact: true }).click();
      await taker.getByRole("link", { name: "Chào bác" }).click();
      expect(await taker.locator("#words").inputValue()).toBe(
        `Chào bác, ${name} đây ạ, về việc Đăng ký khai sinh.`,
      );
      await taker.locator("#words").fill("");
      await taker.getByRole("button", { name: "Gửi danh sách giấy tờ" }).click();
      await sees(resident, "Mang theo");
      await other.getByText("Ghi chú riêng", { exact: true }).click();
      await other.getByLabel("Chỉ đồng nghiệp thấy").fill("Bác nặng tai");
      await other.getByRole("button", { name: "Lưu ghi chú" }).click();
      await log(taker).getByText("Bác nặng tai").waitFor();
      await expectAccessible(taker);
      await expectToFit(taker);
      await taker.locator("#talk").scrollIntoViewIfNeeded();
      await takeScreenshot(taker, "desk-inbox");
      await expectAccessible(other);

      await taker.getByText("Chuyển, trả lại", { exact: true }).click();
      await taker.getByRole("button", { name: "Giao lại cho trợ lý tự động" }).click();
      await sees(resident, "đã trả lời xong");
      expect(await resident.locator("#log").getByText("Câu 1").count()).toBeGreaterThan(1);
      expect(await resident.locator("#log").innerText()).not.toContain("nặng tai");
      await closeTalk(taker);
    },
    slowMs,
  );

  test(
    "replies reach residents on Zalo and Messenger, and their answers appear in the open page",
    async () => {
      const page = await workAs("lan");
      const onZalo = new ZaloResident(service, zalo, now);
      const onMessenger = new MessengerResident(service, meta, now);
      const residents = [
        { bac: onZalo, say: (text: string) => onZalo.post(events.text(text, onZalo.self)) },
        {
          bac: onMessenger,
          say: (text: string) => onMessenger.post(updates.text(text, onMessenger.self)),
        },
      ];
      for (const { bac, say } of residents) {
        await say("làm giấy khai sinh");
        await bac.read("khai sinh");
        await say("gặp người");
        await openWaiting(page);
        await page.getByRole("button", { name: "Tôi nhận" }).click();
        await page.getByText("Bạn đã nhận").waitFor();
        await bac.read("Chị lan");
        await page.locator("#words").fill("Chào bác, bác cần gì ạ?");
        await page.getByRole("button", { name: "Gửi", exact: true }).click();
        await bac.read("Chào bác, bác cần gì ạ?");
        await log(page).getByText("Đã gửi").waitFor();
        await say("bác hỏi phí bao nhiêu");
        await log(page).getByText("bác hỏi phí bao nhiêu").waitFor();
        await closeTalk(page);
        await page.getByRole("link", { name: "Đang chờ" }).click();
      }
    },
    slowMs,
  );

  test(
    "a reply whose answer was lost is sent again with one press and arrives once",
    async () => {
      const bac = new ZaloResident(service, zalo, now);
      await bac.say("làm giấy khai sinh", "khai sinh");
      await bac.say("gặp người", "UBND phường Bình Tiên");
      const page = await workAs("lan");
      await openWaiting(page);
      await page.getByRole("button", { name: "Tôi nhận" }).click();
      await page.locator("#words").fill("Bác chờ cháu một chút");
      // The service stores it; the browser never hears so.
      await page.route("**/reply", async (route) => {
        await route.fetch();
        await route.abort();
      });
      await page.getByRole("button", { name: "Gửi", exact: true }).click();
      await page.getByText("chưa rõ đã gửi chưa").waitFor();
      await log(page).getByText("Bác chờ cháu một chút").waitFor();
      await page.unroute("**/reply");
      await page.getByRole("button", { name: "Gửi", exact: true }).click();
      await page.waitForFunction('document.querySelector("#words").value === ""');
      await bac.read("Bác chờ cháu một chút");
      expect((await bac.rest()).filter((text) => text.includes("chờ cháu"))).toEqual([]);
      await closeTalk(page);
    },
    slowMs,
  );

  test(
    "the list and the conversation fit a phone, also with text twice as large, and work by keyboard",
    async () => {
      const bac = new ZaloResident(service, zalo, now);
      await bac.say("làm giấy khai sinh", "khai sinh");
      await bac.say("gặp người", "UBND phường Bình Tiên");
      const page = await workAs("mai");
      await page.getByRole("link", { name: /Đăng ký khai sinh/ }).waitFor();
      await expectAccessible(page);
      await expectToFit(page);
      await takeScreenshot(page, "desk-inbox-list");
      await page.getByRole("link", { name: /Đăng ký khai sinh/ }).press("Enter");
      await page.getByRole("button", { name: "Tôi nhận" }).press("Enter");
      await page.locator("#words").waitFor();
      for (const path of [
        page.url(),
        `${address}/desk/inbox?show=mine`,
        `${address}/desk/inbox/canned`,
      ]) {
        await page.goto(path);
        await page.evaluate('document.documentElement.style.fontSize = "212.5%"');
        const wide = await page.evaluate(
          `[...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > 361 && !e.closest(".unseen")).map((e) => e.outerHTML.slice(0, 90))`,
        );
        expect({ path, wide }).toEqual({ path, wide: [] });
      }
    },
    slowMs,
  );
});
