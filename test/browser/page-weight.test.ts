import process from "node:process";
import { describe, expect, test } from "@jest/globals";
import { chatReady, weighPage } from "./page-weight.ts";
import { serviceInBrowser } from "./service-in-browser.ts";

/** What a first visit may cost on the wire, with headers, and in requests. */
const limits = {
  "the chat": { path: "/", bytes: 30_000, requests: 12 },
  "a kiosk": { path: "/?kiosk=1", bytes: 36_000, requests: 20 },
  "a procedure's page": { path: "/thu-tuc/cap-lai-can-cuoc", bytes: 24_000, requests: 10 },
};
const openMs = 30_000;

describe("a first visit", () => {
  const site = serviceInBrowser();

  test.each(Object.entries(limits))(
    "to %s stays light",
    async (_name, { path, bytes, requests }) => {
      const ready = path.startsWith("/thu-tuc") ? "main" : "#composer";
      const weight = await weighPage(site.browser, `${site.address}${path}`, {
        ready,
        speed: "fast",
      });
      process.stdout.write(`${path}: ${weight.bytes} bytes, ${weight.requests} requests\n`);
      expect(weight.bytes).toBeLessThan(bytes);
      expect(weight.requests).toBeLessThanOrEqual(requests);
    },
    openMs,
  );

  test(
    "to the chat fetches nothing that only some visitors use",
    async () => {
      const { paths } = await weighPage(site.browser, `${site.address}/`, {
        ready: chatReady,
        speed: "fast",
      });
      const names = paths.map((path) => path.split("/").at(-1));
      for (const later of ["scan.js", "jsqr.js", "drawn.js", "dictation.js", "kiosk-page.js"]) {
        expect(names).not.toContain(later);
      }
    },
    openMs,
  );
});
