import { expect, test } from "@jest/globals";
import { fastify } from "fastify";
import { readConfig } from "../../src/config/config.ts";
import { problemDetails } from "../../src/http/problem.ts";
import { securityTxtRoute } from "../../src/http/security-txt.ts";

const now = () => new Date("2026-11-30T00:00:00Z");

async function get(contact: string) {
  const app = fastify();
  await app.register(problemDetails);
  const config = readConfig({ SECURITY_CONTACT: contact, PUBLIC_URL: "https://huongdan.vn" });
  securityTxtRoute(app, { ...config, now });
  return app.inject("/.well-known/security.txt");
}

test("names the operator's contact as a URI, for half a year, at its canonical address", async () => {
  const { statusCode, headers, body } = await get("an-toan@huongdan.vn");
  expect(statusCode).toBe(200);
  expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect(body.split("\n")).toEqual([
    "Contact: mailto:an-toan@huongdan.vn",
    "Expires: 2027-05-29T00:00:00.000Z",
    "Preferred-Languages: vi, en",
    "Canonical: https://huongdan.vn/.well-known/security.txt",
    "",
  ]);
  expect((await get("https://huongdan.vn/bao-loi")).body).toContain(
    "Contact: https://huongdan.vn/bao-loi\n",
  );
});

test("does not exist if the operator names no contact", async () => {
  expect((await get("")).statusCode).toBe(404);
});

test.each(["http://huongdan.vn", "nobody", "a@b@c.vn", "a@b.vn\nContact: x@y.vn"])(
  "refuses %j as a contact",
  (contact) => {
    expect(() => readConfig({ SECURITY_CONTACT: contact })).toThrow("SECURITY_CONTACT");
  },
);
