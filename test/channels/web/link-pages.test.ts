import { describe, expect, test } from "@jest/globals";
import type { LinkChannels, ShownLink } from "../../../src/channels/web/landing/link-page.ts";
import { readQr } from "./read-qr.ts";
import { openSite } from "./site.ts";

const shown: ShownLink = {
  id: 1,
  code: "PX23",
  state: "open",
  point: { name: "Khu phố 3 & 4", address: "1 Phạm Văn Chí, Phường Bình Tiên", phone: null },
  openingHours: "Mo-Fr 07:30-11:30,13:00-17:00; Sa 07:30-11:30",
  procedureName: "Làm giấy khai sinh",
  officialName: "Đăng ký khai sinh",
  isDossier: false,
  expiresAt: null,
};
const allChannels: LinkChannels = {
  zaloOaId: "4321",
  zaloMiniAppId: null,
  messengerPageId: "1234",
  zaloName: "UBND phường Bình Tiên",
  messengerName: null,
  isPublic: true,
  contactPhone: "1022",
};

async function openWith(link: Partial<ShownLink> | null, channels: Partial<LinkChannels> = {}) {
  const opened: number[] = [];
  const site = await openSite({
    publicUrl: "https://huongdan.example.vn",
    linkChannels: async () => ({ ...allChannels, ...channels }),
    links: {
      find: async (code) => (link !== null && code === "PX23" ? { ...shown, ...link } : null),
      opened: async (id) => {
        opened.push(id);
      },
    },
  });
  return { get: (url: string, headers = {}) => site.app.inject({ url, headers }), opened };
}

test("a reader from whose address too many codes were wrong is asked to wait", async () => {
  const { app } = await openSite({
    links: {
      find: async (_code, { address }) =>
        address === "127.0.0.1" ? { state: "refused", retryAfterMs: 600_000 } : null,
      opened: async () => undefined,
    },
  });
  for (const url of ["/l/PX23", "/l/PX23/qr.svg", "/l/PX23/poster?lang=en"]) {
    const { statusCode, headers, body } = await app.inject({ url });
    expect([statusCode, headers["retry-after"]]).toEqual([429, "600"]);
    expect(body).toContain(url.endsWith("en") ? "Please wait a little" : "Bác chờ một lúc");
  }
});

describe("the landing page of a link", () => {
  test("opens every channel that is on, at the link's place, without scripts", async () => {
    const { get, opened } = await openWith({});
    const { body, statusCode, headers } = await get("/l/PX23");
    expect(statusCode).toBe(200);
    expect(body).toContain("Khu phố 3 &amp; 4");
    expect(body).toMatch(/class="lead">[^<]*Làm giấy khai sinh[^<]*<\/p>/);
    expect(body).toContain('<p class="official">Đăng ký khai sinh</p>');
    expect(body).toContain('href="https://m.me/1234?ref=PX23"');
    expect(body).toContain('href="https://zalo.me/4321"');
    expect(body).toContain("#PX23</strong>");
    expect(body).toContain('href="/?code=PX23"');
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["x-robots-tag"]).toContain("noindex");
    expect(opened).toEqual([1]);
  });

  test("hides a channel that is off, and passes the code to the Mini App", async () => {
    const off = await (await openWith({}, { zaloOaId: null, messengerPageId: null })).get(
      "/l/PX23",
    );
    expect(off.body).not.toMatch(/zalo\.me|m\.me/);
    const mini = await (await openWith({}, { zaloMiniAppId: "777" })).get("/l/PX23");
    expect(mini.body).toContain('href="https://zalo.me/s/777/?code=PX23"');
    expect(mini.body).toContain("#PX23</strong>");
  });

  test("is also served in English", async () => {
    const { get } = await openWith({});
    const { body } = await get("/l/PX23?lang=en");
    expect(body).toContain('<html lang="en">');
    expect(body).toContain("Copy the code");
    expect((await get("/l/PX23?lang=de")).body).toContain('<html lang="vi">');
  });

  test("is not counted as opened by a program that shows a preview", async () => {
    const { get, opened } = await openWith({});
    await get("/l/PX23", { "user-agent": "facebookexternalhit/1.1" });
    await get("/l/PX23", { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" });
    await get("/l/PX23", { "sec-purpose": "prefetch" });
    expect(opened).toEqual([]);
    await get("/l/PX23", { "user-agent": "Mozilla/5.0 Zalo android/24.1" });
    expect(opened).toEqual([1]);
  });

  test.each([
    ["expired", 410, "đã hết hạn"],
    ["revoked", 410, "không dùng nữa"],
    ["used", 410, "đã có người dùng"],
  ] as const)(
    "explains kindly that a link is %s and offers another way",
    async (state, status, words) => {
      const { get, opened } = await openWith({ state });
      const { body, statusCode } = await get("/l/PX23");
      expect(statusCode).toBe(status);
      expect(body).toContain(words);
      expect(body).toContain('href="/"');
      expect(body).toContain('href="tel:1022"');
      expect((await get("/l/PX23/qr.svg")).statusCode).toBe(410);
      expect((await get("/l/PX23/poster")).statusCode).toBe(410);
      expect(opened).toEqual([]);
    },
  );

  test("explains kindly that a code is unknown, whatever it holds", async () => {
    const { get } = await openWith(null);
    for (const code of ["PX24", "%3Cscript%3E", "x".repeat(90)]) {
      const { body, statusCode } = await get(`/l/${code}`);
      expect(statusCode).toBe(404);
      expect(body).toContain("không tìm thấy");
      expect(body).not.toContain("<script>");
    }
  });

  test("says that a dossier's link works once, and until when", async () => {
    const { get } = await openWith({
      isDossier: true,
      procedureName: null,
      officialName: null,
      expiresAt: new Date("2026-12-02T17:00:00Z"),
    });
    const { body } = await get("/l/PX23");
    expect(body).toContain("một lần, đến hết 2/12/2026");
    expect(body).toContain("trang này không báo tin");
  });
});

describe("its poster", () => {
  test("shows the point's name, hours and three steps, on A4 or A6", async () => {
    const { get } = await openWith({});
    const { body } = await get("/l/PX23/poster");
    expect(body).toContain('<body class="a4">');
    expect(body).toContain("Thứ Hai đến thứ Sáu: 7 giờ 30 – 11 giờ 30, 13 giờ – 17 giờ");
    expect(body).toContain("Thứ Bảy: 7 giờ 30 – 11 giờ 30");
    expect(body).toContain("Làm giấy khai sinh <small>Đăng ký khai sinh</small>");
    expect(body.match(/<li>/g)).toHaveLength(3);
    expect(body).toContain("#PX23");
    expect(body).toContain("huongdan.example.vn/l/PX23");
    expect((await get("/l/PX23/poster?size=a6")).body).toContain('<body class="a6">');
    expect((await get("/l/PX23/poster?size=a0")).body).toContain('<body class="a4">');
  });

  test("names the accounts of the channels that are on, with a code for each, and no others", async () => {
    const { body } = await (await openWith({})).get("/l/PX23/poster");
    expect(body).toContain("Hoặc nhắn mã #PX23 cho UBND phường Bình Tiên trên Zalo");
    expect(body).toContain("zalo.me/4321");
    expect(body).toContain("m.me/1234");
    expect(body.match(/<svg/g)).toHaveLength(2);
    const off = { zaloOaId: null, messengerPageId: null };
    const web = (await (await openWith({}, off)).get("/l/PX23/poster")).body;
    expect(web).not.toMatch(/nhắn mã|trên Zalo<|zalo\.me|m\.me|Messenger/);
    expect(web).not.toContain("#PX23");
  });

  test("has the point's phone, and its own procedure as the example", async () => {
    const point = { ...shown.point, phone: "02838291055" };
    const { body } = await (await openWith({ point })).get("/l/PX23/poster");
    expect(body).toContain("Điện thoại: 028 3829 1055");
    expect(body).toContain("“làm giấy khai sinh”");
    const ofPassport = { procedureName: "Làm hộ chiếu", officialName: null };
    const other = (await (await openWith(ofPassport)).get("/l/PX23/poster")).body;
    expect(other).toContain("“làm hộ chiếu”");
    expect(other).not.toContain("khai sinh");
  });

  test("is refused, with its QR code, while links open on this machine only", async () => {
    const { get } = await openWith({}, { isPublic: false });
    for (const url of ["/l/PX23/poster", "/l/PX23/poster?size=a6", "/l/PX23/qr.svg"]) {
      const { statusCode, body } = await get(url);
      expect(statusCode).toBe(409);
      expect(body).toContain("PUBLIC_URL");
      expect(body).not.toContain("<svg");
    }
    expect((await get("/l/PX23")).statusCode).toBe(200);
  });

  test("leaves a line to write the hours on if they are not known", async () => {
    const { get } = await openWith({ openingHours: null });
    expect((await get("/l/PX23/poster")).body).toContain("Giờ làm việc: ……");
  });
});

test("encodes the link's address in its QR code", async () => {
  const { get } = await openWith({});
  const { body, headers } = await get("/l/PX23/qr.svg");
  expect(headers["content-type"]).toContain("image/svg+xml");
  expect(readQr(body)).toBe("https://huongdan.example.vn/l/PX23");
});
