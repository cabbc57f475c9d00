import type { Browser } from "playwright-core";

/** A slow phone on a slow network, as in docs/measurements.md. */
const slow = { latencyMs: 400, kilobitsPerSecond: 400, cpuTimesSlower: 4 };
/** Until nothing more is fetched by itself. */
const settleMs = { fast: 1_500, slow: 4_000 };

export interface PageWeight {
  /** On the wire, with the headers of the answers. */
  readonly bytes: number;
  readonly requests: number;
  /** What was fetched, the heaviest first. */
  readonly paths: readonly string[];
  readonly firstPaintMs: number;
  /** Until the page's script has run: the field and its buttons work. */
  readonly usableMs: number;
}

/** Shown by the chat's script once it has run. */
export const chatReady = "#more:not([hidden])";

/** Opens a page in an empty browser, on a phone of 360×740, and weighs what comes until it rests. `ready` is there once it works. */
export async function weighPage(
  browser: Browser,
  url: string,
  { ready, speed }: { readonly ready: string; readonly speed: keyof typeof settleMs },
): Promise<PageWeight> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: "vi-VN",
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  if (speed === "slow") {
    const bytesPerSecond = (slow.kilobitsPerSecond * 1024) / 8;
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: slow.latencyMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slow.cpuTimesSlower });
  }
  const asked = new Map<string, string>();
  const weights: { readonly path: string; readonly bytes: number }[] = [];
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => {
    asked.set(requestId, new URL(request.url).pathname);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength: bytes }) => {
    weights.push({ path: asked.get(requestId) ?? "", bytes });
  });
  const startedAt = Date.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForSelector(ready, { state: "attached" });
  const usableMs = Date.now() - startedAt;
  await page.waitForTimeout(settleMs[speed]);
  const firstPaintMs = Number(
    await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime"),
  );
  await context.close();
  return {
    bytes: weights.reduce((sum, { bytes }) => sum + bytes, 0),
    requests: asked.size,
    paths: weights.toSorted((a, b) => b.bytes - a.bytes).map(({ path }) => path),
    firstPaintMs,
    usableMs,
  };
}
