import { afterEach, expect, test } from "@jest/globals";
import { type FastifyInstance, fastify } from "fastify";
import { type PictureName, pictures } from "../../src/pictures/names.ts";
import {
  lifeEventPictures,
  pictureAddress,
  pictureRoutes,
} from "../../src/pictures/picture-routes.ts";

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function openPictures(): Promise<FastifyInstance> {
  const app = fastify();
  open.push(app);
  await pictureRoutes(app);
  return app;
}

test("every picture is at its address, and browsers may keep it", async () => {
  const app = await openPictures();
  for (const name of Object.keys(pictures) as PictureName[]) {
    const response = await app.inject(pictureAddress(name));
    expect([name, response.statusCode]).toStrictEqual([name, 200]);
    expect(response.headers["content-type"]).toMatch(/^image\/svg\+xml/);
    expect(response.headers["cache-control"]).toMatch(/immutable/);
  }
});

test("the pictures of life events are parts of one sheet", async () => {
  const addresses = Object.entries(lifeEventPictures);
  expect(new Set(addresses.map(([, address]) => address.split("#")[0])).size).toBe(1);
  const { body } = await (await openPictures()).inject(addresses[0]?.[1].split("#")[0] ?? "");
  for (const [id, address] of addresses) {
    expect(address.endsWith(`#${id}`)).toBe(true);
    expect(body).toContain(`<view id="${id}"`);
  }
  expect(body.match(/<svg [^>]*y="/g)).toHaveLength(addresses.length);
});

test("the address of another version gets today's picture, not to be kept", async () => {
  const response = await (await openPictures()).inject("/pictures/0123456789ab/sinh-con.svg");
  expect(response.statusCode).toBe(200);
  expect(response.headers["cache-control"]).toBe("no-cache");
});

test.each([
  "/pictures/x/khong-co.svg",
  "/pictures/x/..%2Fnames.ts",
  "/pictures/x/.svg",
  "/pictures/",
])("%s is not found", async (address) => {
  expect((await (await openPictures()).inject(address)).statusCode).toBe(404);
});
