import { expect, test } from "@jest/globals";
import { readQr } from "./read-qr.ts";
import { openSite } from "./site.ts";

const publicUrl = "https://huongdan.example.vn";

test.each(["/ds/Ab3dEf9hJk", "/thu-tuc/dang-ky-khai-sinh", "/diem/nha-van-hoa"])(
  "draws %s as a code that leads to this service",
  async (path) => {
    const { app } = await openSite({ publicUrl });
    const response = await app.inject(`/web/qr?path=${encodeURIComponent(path)}`);
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-type"]).toMatch(/^image\/svg\+xml/);
    expect(readQr(response.body)).toBe(`${publicUrl}${path}`);
  },
);

test.each([
  "",
  "https://example.com/ds/Ab3dEf9hJk",
  "//example.com/ds/Ab3dEf9hJk",
  "/ds/../desk",
  "/ds/Ab3dEf9hJk?next=https://example.com",
  "/ds/Ab3dEf9hJk#x",
  "/ds/",
  "/desk",
  "/l/ABC123",
  `/ds/${"a".repeat(65)}`,
])("draws nothing for “%s”", async (path) => {
  const { app } = await openSite({ publicUrl });
  const response = await app.inject(`/web/qr?path=${encodeURIComponent(path)}`);
  expect(response.statusCode).toBe(404);
  expect(response.body).not.toContain("<svg");
});
