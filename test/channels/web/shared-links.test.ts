import { describe, expect, test } from "@jest/globals";
import type { ShownLink } from "../../../src/channels/web/landing/link-page.ts";
import { openSite } from "./site.ts";

const publicUrl = "https://huongdan.example.vn";

const link: ShownLink = {
  id: 1,
  code: "BT23",
  state: "open",
  point: { name: "Khu phố 23 - 24", address: "654 Phạm Văn Chí", phone: null },
  openingHours: null,
  procedureName: null,
  officialName: null,
  isDossier: false,
  expiresAt: null,
};

/** Reads the tags by which a chat shows a link. */
function tagsOf(html: string): Record<string, string> {
  const tags = html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)">/g);
  return Object.fromEntries([...tags].map(([, name = "", content = ""]) => [name, content]));
}

describe("a link that is pasted into Zalo or Messenger shows", () => {
  test("a title, a sentence and a picture for the chat", async () => {
    const { app } = await openSite({ publicUrl });
    const { body } = await app.inject("/?procedure=khai-sinh");
    expect(tagsOf(body)).toMatchObject({
      description: expect.stringContaining("giấy tờ"),
      "og:title": "Hướng Dẫn – trợ lý dịch vụ công",
      "og:description": expect.stringContaining("giấy tờ"),
      "og:url": `${publicUrl}/`,
      "og:image": `${publicUrl}/preview.png`,
      "og:locale": "vi_VN",
    });
    expect(body).toContain(`<link rel="canonical" href="${publicUrl}/">`);
    expect(body).toContain('<link rel="manifest" href="/manifest.webmanifest">');
  });

  test("the help point for its chat link, in the reader's language", async () => {
    const { app } = await openSite({
      publicUrl,
      links: { find: async () => link, opened: async () => undefined },
    });
    const { body } = await app.inject("/l/BT23");
    expect(tagsOf(body)).toMatchObject({
      "og:title": expect.stringContaining("Khu phố 23 - 24"),
      "og:url": `${publicUrl}/l/BT23`,
      "og:image": `${publicUrl}/preview.png`,
    });
    expect(body).toContain(`<link rel="canonical" href="${publicUrl}/l/BT23">`);
    expect(tagsOf((await app.inject("/l/BT23?lang=en")).body)["og:locale"]).toBe("en_US");
  });
});

test("without a public address the tags name the host that was asked, and never one that is none", async () => {
  const { app } = await openSite({ publicUrl: "http://127.0.0.1:3000" });
  const ask = async (host: string) =>
    tagsOf((await app.inject({ url: "/", headers: { host } })).body);
  expect((await ask("192.168.1.20:3000"))["og:image"]).toBe("http://192.168.1.20:3000/preview.png");
  expect((await ask('a"><script>alert(1)</script>'))["og:image"]).toBe(
    "http://127.0.0.1:3000/preview.png",
  );
});
