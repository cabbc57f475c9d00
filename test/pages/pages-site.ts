import { afterEach } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { DbHandle } from "../../src/db/schema.ts";
import { buildHttpServer } from "../../src/http/server.ts";
import type { KeptLists } from "../../src/pages/kept/kept-lists.ts";
import { createListCodes } from "../../src/pages/kept/list-code.ts";
import type { PagesOptions } from "../../src/pages/page-dependencies.ts";
import { pagesPlugin } from "../../src/pages/pages.ts";
import type { AttemptCounter } from "../../src/security/attempt-counter.ts";

export const shippedCatalog: Catalog = await loadCatalog("data");

/** For tests in which nobody opens a kept list. */
export const noLists: KeptLists = {
  db: {} as unknown as DbHandle,
  codes: createListCodes("a key of the tests"),
  attempts: {} as unknown as AttemptCounter,
};

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

/** Opens the public pages over the shipped catalogue, with the headers of the whole service; closed after each test. */
export async function openPages(overrides: Partial<PagesOptions> = {}) {
  const publicUrl = "https://huongdan.example.vn";
  const app = await buildHttpServer({ publicUrl, trustProxy: false, logLevel: "silent" });
  open.push(app);
  await app.register(pagesPlugin, {
    catalog: () => shippedCatalog,
    now: () => new Date("2026-11-30T09:30:00+07:00"),
    keptLists: noLists,
    publicUrl,
    contactPhone: null,
    mostAsked: async () => [],
    ...overrides,
  });
  return {
    app,
    get: (url: string) => app.inject({ url, headers: { accept: "text/html" } }),
    head: (url: string) => app.inject({ method: "HEAD", url }),
  };
}
