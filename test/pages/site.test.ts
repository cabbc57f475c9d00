import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { loadCatalog } from "../../src/catalog/load.ts";
import { buildHttpServer } from "../../src/http/server.ts";
import { pagesPlugin } from "../../src/pages/pages.ts";
import { noLists } from "./pages-site.ts";

const origin = "https://huongdan.example.vn";
const catalog = await loadCatalog("data");
let app: FastifyInstance;

beforeAll(async () => {
  app = await buildHttpServer({ publicUrl: origin, trustProxy: false, logLevel: "silent" });
  await app.register(pagesPlugin, {
    catalog: () => catalog,
    now: () => new Date("2026-11-30T10:00:00+07:00"),
    keptLists: noLists,
    publicUrl: origin,
    contactPhone: null,
    mostAsked: async () => [],
  });
  await app.ready();
});
afterAll(() => app.close());

test("robots are told to leave links, lists, dossiers and the desk alone, and where the sitemap is", async () => {
  const { body, headers } = await app.inject("/robots.txt");
  expect(headers["content-type"]).toContain("text/plain");
  for (const path of ["/?", "/l/", "/ds/", "/stop/", "/desk", "/web/"]) {
    expect(body).toContain(`Disallow: ${path}\n`);
  }
  expect(body).toContain(`\nSitemap: ${origin}/sitemap.xml\n`);
});

describe("the sitemap", () => {
  const read = async () => {
    const { body, headers, statusCode } = await app.inject("/sitemap.xml");
    expect(statusCode).toBe(200);
    expect(headers["content-type"]).toContain("application/xml");
    return body;
  };

  test("has every public page once, under the public address", async () => {
    const body = await read();
    const addresses = [...body.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, found = ""]) => found);
    const active = [...catalog.points.values()].filter(({ status }) => status === "active");
    expect(addresses).toHaveLength(
      3 + catalog.procedures.size + catalog.listed.size + active.length,
    );
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses)
      expect(address).toMatch(/^https:\/\/huongdan\.example\.vn\/[a-z0-9/-]*$/);
    expect(addresses).toContain(`${origin}/thu-tuc/dang-ky-khai-sinh`);
    expect(addresses).toContain(`${origin}/diem/diem-kp-23-24-binh-tien`);
  });

  test("leaves out points that are no more, and every private page", async () => {
    const body = await read();
    for (const { id, status } of catalog.points.values()) {
      if (status === "historical") expect(body).not.toContain(`/diem/${id}<`);
    }
    expect(body).not.toMatch(/\/(?:ds|l|web|desk|stop|bang)\b/);
  });

  test("is well formed, with days of change as the format has them", async () => {
    const body = await read();
    expect(
      body.replace(
        /<url><loc>[^<>&]+<\/loc>(?:<lastmod>\d{4}-\d\d(?:-\d\d)?<\/lastmod>)?<\/url>\n/g,
        "",
      ),
    ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
</urlset>
`);
  });
});

test("chats and telephones find pictures of the size that is promised, small enough to be shown", async () => {
  const pictures = [
    ["/preview.png", 1200, 630],
    ["/icon-192.png", 192, 192],
    ["/icon-512.png", 512, 512],
    ["/favicon.ico", 192, 192],
    ["/apple-touch-icon.png", 192, 192],
  ] as const;
  for (const [path, width, height] of pictures) {
    const { rawPayload, headers, statusCode } = await app.inject(path);
    expect({ path, statusCode }).toEqual({ path, statusCode: 200 });
    expect(headers["content-type"]).toBe("image/png");
    expect(rawPayload.subarray(1, 4).toString()).toBe("PNG");
    expect([rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)]).toEqual([width, height]);
    expect(rawPayload.length).toBeLessThan(60_000);
  }
});

test("the manifest names icons that are there", async () => {
  const { body, headers } = await app.inject("/manifest.webmanifest");
  expect(headers["content-type"]).toContain("application/manifest+json");
  const { start_url, icons } = JSON.parse(body) as {
    start_url: string;
    icons: { src: string; sizes: string }[];
  };
  expect(start_url).toBe("/");
  expect(icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  for (const { src } of icons) expect((await app.inject(src)).statusCode).toBe(200);
});
