import { mkdir } from "node:fs/promises";
import process from "node:process";
import { launch } from "../../test/browser/chromium.ts";
import { chatReady, weighPage } from "../../test/browser/page-weight.ts";
import { openService } from "../../test/journeys/open-service.ts";
import { playTask } from "./play-task.ts";
import { tasks } from "./task-list.ts";

/**
 * `npm run bench:tasks [-- FOLDER]`: plays the twelve tasks of the review in Chromium on a phone of 360×740, and leaves a picture
 * of each in the folder (build/tasks by default, which git ignores). Weighs the first visit, also on a slow phone. Exits 1 if a
 * task doesn't reach what it is for.
 */

const now = new Date("2026-11-30T09:30:00+07:00");
const [folder = "build/tasks"] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const service = await openService({}, () => now);
const address = await service.app.listen({ port: 0, host: "127.0.0.1" });
const browser = await launch();
try {
  for (const speed of ["fast", "slow"] as const) {
    const weight = await weighPage(browser, `${address}/`, { ready: chatReady, speed });
    const { bytes, requests, firstPaintMs, usableMs } = weight;
    console.log(
      `first visit, ${speed}: ${(bytes / 1000).toFixed(1)} kB in ${requests} requests, first paint ${Math.round(firstPaintMs)} ms, usable ${usableMs} ms`,
    );
  }
  console.log(
    "task               reached  typed  taps  messages  characters  screens  at the list",
  );
  for (const task of tasks) {
    const played = await playTask(browser, address, task, folder);
    const { typed, taps, messages, characters, screens, listScreens, isReached, missing } = played;
    const cells = [typed, taps, messages, characters].map((value, at) =>
      String(value).padStart([6, 6, 10, 12][at] ?? 6),
    );
    const reached = isReached ? "yes" : "NO";
    console.log(
      `${task.id.padEnd(18)} ${reached.padEnd(7)} ${cells.join("")}  ${screens.toFixed(1).padStart(7)}  ${(listScreens?.toFixed(1) ?? "").padStart(11)}` +
        missing.map((each) => `   no button ${each}`).join(""),
    );
    if (!isReached) process.exitCode = 1;
  }
} finally {
  await browser.close();
  await service.close();
}
