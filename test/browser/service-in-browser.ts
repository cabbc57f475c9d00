import { afterAll, afterEach, beforeAll } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Service } from "../../src/app/app.ts";
import { openService } from "../journeys/open-service.ts";
import { launch } from "./chromium.ts";

/** Until Chromium and the service have started. */
const startMs = 60_000;

/** A service and a browser, open for the tests of a `describe`. */
export interface ServiceInBrowser {
  readonly browser: Browser;
  readonly service: Service;
  /** Of the service, without a slash at the end. */
  readonly address: string;
  /** Closes the page after the test. */
  closeLater(page: Page): void;
}

/** Opens a service on embedded defaults and a browser before the tests of the surrounding `describe`, and closes them after. */
export function serviceInBrowser(): ServiceInBrowser {
  let browser: Browser;
  let service: Service;
  let address: string;
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch();
    service = await openService();
    address = await service.app.listen({ port: 0, host: "127.0.0.1" });
  }, startMs);
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  return {
    get browser() {
      return browser;
    },
    get service() {
      return service;
    },
    get address() {
      return address;
    },
    closeLater: (page) => {
      pages.push(page);
    },
  };
}
