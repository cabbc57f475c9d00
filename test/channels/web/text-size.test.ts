import { expect, test } from "@jest/globals";
import { openSite } from "./site.ts";

test("the chosen size of the text is in the page itself, with and without scripts", async () => {
  const browser = (await openSite()).visit();
  expect((await browser.open()).body).toContain('class="text-1"');
  const response = await browser.submit("/web/text-size", { size: "2" });
  expect(response.statusCode).toBe(303);
  expect(response.headers.location).toBe("/#moi");
  const { body } = await browser.open();
  expect(body).toContain('class="text-2"');
  expect(body).toContain('name="size" value="3"');
  const payload = { size: "3" };
  const asked = await browser.request({ method: "POST", url: "/web/text-size", payload });
  expect(asked.statusCode).toBe(204);
  expect((await browser.open()).body).toContain('name="size" value="1"');
});

test("a size that nobody offers is refused, and one in a cookie ignored", async () => {
  const browser = (await openSite()).visit();
  expect((await browser.submit("/web/text-size", { size: "9" })).statusCode).toBe(400);
  browser.setCookie('huong-dan-chu="><script>');
  expect((await browser.open()).body).toContain('class="text-1"');
});

test("another site cannot change it", async () => {
  const browser = (await openSite()).visit();
  const response = await browser.request({
    method: "POST",
    url: "/web/text-size",
    payload: { size: "2" },
    headers: { origin: "https://evil.example" },
  });
  expect(response.statusCode).toBe(403);
});
