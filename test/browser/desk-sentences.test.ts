import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { recordMissedQuestions } from "../../src/db/queries/missed-questions.ts";
import { adminPassword, openTestDesks } from "../desk/desk-server.ts";
import { launch, openPhone } from "./chromium.ts";
import { expectAccessible, expectToFit, takeScreenshot } from "./page-checks.ts";
import { passSecondStep } from "./second-step.ts";

const slowMs = 120_000;
const birth = "dang-ky-khai-sinh";
const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;
let browser: Browser;
let address: string;

beforeAll(async () => {
  browser = await launch();
  address = await desk.app.listen({ port: 0, host: "127.0.0.1" });
  const taken = { intent: "steps", procedures: [birth] };
  const sentences = [
    { kind: "corrected", words: "lam giay khai tu cho ba noi", ...taken },
    { kind: "returned", words: "xin giay xac nhan cho con di hoc", ...taken },
    { kind: "none", words: "nha dat chuyen ten sang con gai", intent: "clarify", procedures: [] },
  ] as const;
  const minuteMs = 60_000;
  await recordMissedQuestions(
    desk.database.db,
    sentences.map(({ words, ...sentence }, at) => ({
      id: `fact ${at}`,
      at: new Date(desk.now().getTime() - at * minuteMs),
      residentHash: `resident ${at}`,
      missedWords: [],
      misunderstood: [{ ...sentence, words: words.split(" ") }],
    })),
  );
}, slowMs);
afterAll(async () => {
  await browser.close();
});

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Tên đăng nhập").fill("admin");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(adminPassword);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await passSecondStep(page, "admin", desk.authenticator);
  await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
  await page.goto(`${address}/desk/sentences`);
}

async function check(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectToFit(page);
}

test.each(["phone", "desktop"] as const)(
  "a misunderstood sentence is tried and labelled on a %s",
  async (width) => {
    const page =
      width === "phone"
        ? await openPhone(browser, `${address}/desk/sentences`)
        : await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.setDefaultTimeout(20_000);
    if (width === "desktop") await page.goto(`${address}/desk/sentences`);
    await signIn(page);
    await check(page);
    if (width === "phone") await takeScreenshot(page, "desk-sentences", { fullPage: true });
    await page.locator("main .card-title").first().click();
    await page.getByRole("heading", { name: "Người dân muốn hỏi gì?" }).waitFor();
    await page.getByLabel("Thủ tục").selectOption("dang-ky-khai-tu");
    await page.getByRole("button", { name: "Thử câu này" }).click();
    await page.getByText("khi đã thêm tên gọi").waitFor();
    expect(await page.getByLabel("Thủ tục").inputValue()).toBe("dang-ky-khai-tu");
    await check(page);
    await page.getByRole("button", { name: "Gán nhãn", exact: true }).click();
    await page.getByText("Đã gán nhãn.").waitFor();
    await page.getByRole("link", { name: "Đã gán nhãn" }).click();
    await page.getByRole("link", { name: "Tải về để dạy bot (JSON)" }).waitFor();
    await check(page);
    await page.context().close();
  },
  slowMs,
);
