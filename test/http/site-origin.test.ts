import { expect, test } from "@jest/globals";
import { createSiteOrigin } from "../../src/http/site-origin.ts";

const askedAs = (host: string, protocol: "http" | "https" = "http") => ({ host, protocol });

test("absolute addresses begin with PUBLIC_URL, whatever host a request claims", () => {
  const originOf = createSiteOrigin("https://huongdan.example.vn");
  expect(originOf(askedAs("evil.example"))).toBe("https://huongdan.example.vn");
});

test.each([
  "http://127.0.0.1:3000",
  "http://0.0.0.0:3000",
  "http://localhost:3000",
  "http://[::]:80",
])("without a public address (%s) they begin with the host that was asked", (publicUrl) => {
  const originOf = createSiteOrigin(publicUrl);
  expect(originOf(askedAs("192.168.1.20:3000"))).toBe("http://192.168.1.20:3000");
  expect(originOf(askedAs("may-phuong.local", "https"))).toBe("https://may-phuong.local");
  expect(originOf(askedAs("[fe80::1]:3000"))).toBe("http://[fe80::1]:3000");
});

test.each([
  'a"><script>',
  "a b",
  "user@host",
  "a/b",
  "a?b",
  "a..b",
  "",
  `${"a".repeat(64)}.vn`,
  "a:b",
])("a claimed host that is none (%s) is not repeated", (host) => {
  const originOf = createSiteOrigin("http://127.0.0.1:3000");
  expect(originOf(askedAs(host))).toBe("http://127.0.0.1:3000");
});
