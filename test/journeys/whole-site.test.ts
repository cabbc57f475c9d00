import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Service } from "../../src/app/app.ts";
import { openService } from "./open-service.ts";

let service: Service;
beforeAll(async () => {
  service = await openService();
}, 120_000);
afterAll(() => service.close());

const html = { accept: "text/html" };
/** One address of so many is asked for. */
const sampleStep = 25;

test.each([
  "/",
  "/?point=diem-kp-23-24-binh-tien",
  "/rieng-tu",
  "/thu-tuc",
  "/thu-tuc/dang-ky-khai-sinh",
  "/diem",
  "/diem/diem-kp-23-24-binh-tien",
  "/bang",
  "/robots.txt",
  "/sitemap.xml",
  "/manifest.webmanifest",
  "/preview.png",
  "/desk/sign-in",
  "/api/v1/procedures",
  "/health/live",
])("HEAD %s is answered as GET, without a body or a cookie", async (url) => {
  const response = await service.app.inject({ method: "HEAD", url, headers: html });
  expect(response.statusCode).toBe(200);
  expect(response.body).toBe("");
  expect(response.headers["set-cookie"]).toBeUndefined();
});

test("the addresses of the sitemap are there, and may be indexed", async () => {
  const { body } = await service.app.inject("/sitemap.xml");
  const paths = [...body.matchAll(/<loc>https?:\/\/[^/<]+(\/[^<]*)<\/loc>/g)].map(
    ([, path = ""]) => path,
  );
  expect(paths.length).toBeGreaterThan(500);
  const robots = (await service.app.inject("/robots.txt")).body;
  const denied = [...robots.matchAll(/^Disallow: (\S+)$/gm)].map(([, path = ""]) => path);
  for (const path of paths) expect(denied.filter((each) => path.startsWith(each))).toEqual([]);
  for (const url of paths.filter((_, index) => index < 5 || index % sampleStep === 0)) {
    const { statusCode, headers } = await service.app.inject({ url, headers: html });
    expect({ url, statusCode }).toEqual({ url, statusCode: 200 });
    expect(headers["x-robots-tag"]).toBeUndefined();
  }
}, 60_000);

test.each(["/l/AB12", "/ds/abcdefghijklmnop", "/stop/1-abc", "/bang"])(
  "%s is private: no search engine may keep it",
  async (url) => {
    const { headers } = await service.app.inject({ url, headers: html });
    expect(headers["x-robots-tag"]).toContain("noindex");
  },
);

test("whoever mistypes an address reads a page: of the service, or of the desk", async () => {
  const open = (url: string) => service.app.inject({ url, headers: html });
  for (const url of ["/thu-tuk", "/diem/khong-co", "/thu-tuc/khong-co", "/web/khong-co"]) {
    const { statusCode, headers, body } = await open(url);
    expect({ url, statusCode }).toEqual({ url, statusCode: 404 });
    expect(headers["content-type"]).toContain("text/html");
    expect(body).toContain('<html lang="vi">');
  }
  expect((await open("/desk/khong-co")).body).toContain("bàn làm việc");
  expect((await open("/api/v1/khong-co")).headers["content-type"]).toContain("problem+json");
});
