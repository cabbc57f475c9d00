import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openPhone } from "../../test/browser/chromium.ts";
import type { Action, Task } from "./task-list.ts";

/** The place that phones share in these tasks: the middle of Phường Bình Tiên. */
const place = { latitude: 10.74248, longitude: 106.64295 };
/** Until the answers have come and scrolling has ended. */
const settleMs = 700;
const maxAnswers = 12;

export interface PlayedTask {
  readonly task: Task;
  readonly isReached: boolean;
  readonly typed: number;
  readonly taps: number;
  /** The service's messages without the welcome, and their characters. */
  readonly messages: number;
  readonly characters: number;
  /** How many heights of the talk lie between the top of the last answer and its last button. */
  readonly screens: number;
  /** The same where the list was shown; null if none was. */
  readonly listScreens: number | null;
  /** Buttons that were looked for and not there. */
  readonly missing: readonly string[];
}

/** Plays one task on a phone of 360×740, and keeps a picture of its end, and of the whole talk, in the folder. */
export async function playTask(
  browser: Browser,
  address: string,
  task: Task,
  folder: string,
): Promise<PlayedTask> {
  const page = await openPhone(
    browser,
    `${address}${task.path ?? "/"}`,
    task.sharesPlace ? place : undefined,
  );
  const welcome = await readService(page);
  const done: Counts = { typed: 0, taps: 0, listScreens: null, missing: [] };
  for (const action of task.actions) await act(page, action, done);
  const said = (await readService(page)).slice(welcome.length);
  await page.screenshot({ path: join(folder, `${task.id}.png`) });
  const screens = await measureScreens(page);
  await page.context().close();
  return {
    task,
    ...done,
    isReached: task.reaches.test(said.join("\n")),
    messages: said.length,
    characters: said.join("").length,
    screens,
  };
}

interface Counts {
  typed: number;
  taps: number;
  listScreens: number | null;
  readonly missing: string[];
}

async function act(page: Page, action: Action, done: Counts): Promise<void> {
  if ("says" in action) {
    await page.locator("#text").fill(action.says);
    await page.locator("#composer .send").click();
    await page.waitForTimeout(settleMs);
    done.typed += 1;
    return;
  }
  if ("taps" in action) {
    if (await tap(page, action.taps)) done.taps += 1;
    else done.missing.push(String(action.taps));
    return;
  }
  for (let answers = 0; answers < maxAnswers && !(await isListShown(page)); answers += 1) {
    const fitting = await findFitting(page, action.answersWith);
    if (fitting === null) {
      done.missing.push(action.answersWith.join(" or "));
      return;
    }
    await tap(page, fitting);
    done.taps += 1;
  }
  done.listScreens = await measureScreens(page);
}

async function findFitting(page: Page, patterns: readonly RegExp[]): Promise<RegExp | null> {
  for (const pattern of patterns) {
    if ((await findButton(page, pattern)) !== null) return pattern;
  }
  return null;
}

async function findButton(page: Page, pattern: RegExp) {
  for (const button of await page.locator("#options button:visible").all()) {
    const words = await button.locator("span").last().innerText();
    if (pattern.test(words)) return button;
  }
  return null;
}

async function tap(page: Page, pattern: RegExp): Promise<boolean> {
  const button = await findButton(page, pattern);
  if (button === null) return false;
  await button.click();
  await page.waitForTimeout(settleMs);
  return true;
}

/** The buttons after a list offer another task. */
async function isListShown(page: Page): Promise<boolean> {
  return (await findButton(page, /^Thủ tục khác/)) !== null;
}

function readService(page: Page): Promise<string[]> {
  return page.locator("#log .line.service .words").allInnerTexts();
}

async function measureScreens(page: Page): Promise<number> {
  const screens = await page.evaluate(`(() => {
    const asked = [...document.querySelectorAll("#log .line.visitor")].pop();
    const talk = document.querySelector("#talk");
    const buttons = [...document.querySelectorAll("#options button")].filter((b) => b.offsetHeight > 0);
    const end = buttons.pop() ?? [...document.querySelectorAll("#log .line")].pop();
    const top = asked.getBoundingClientRect().top;
    return (end.getBoundingClientRect().bottom - top) / talk.clientHeight;
  })()`);
  return Number(screens);
}
