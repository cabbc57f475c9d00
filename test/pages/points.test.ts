import { describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import { loadRecords } from "../../src/catalog/load.ts";
import type { HelpPoint } from "../../src/catalog/schema.ts";
import { openPages, shippedCatalog } from "./pages-site.ts";

const aPoint = "diem-kp-23-24-binh-tien";
const records = await loadRecords("data");

/** Opens the pages over the shipped records with one help point changed. */
async function openWith(change: Partial<HelpPoint>) {
  const points = records.points.map((point) =>
    point.id === aPoint ? { ...point, ...change } : point,
  );
  const catalog = buildCatalog({ ...records, points });
  return openPages({ catalog: () => catalog });
}

const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");

function structuredOf(html: string): Record<string, unknown> {
  const [, json = "{}"] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json) as Record<string, unknown>;
}

describe("the list of help points", () => {
  test("leads by province to every active point, a page at a time", async () => {
    const { get } = await openPages();
    const first = await get("/diem");
    expect(first.statusCode).toBe(200);
    const provinces = [...first.body.matchAll(/href="(\/diem\?tinh=\d+)"/g)].map(
      ([, path = ""]) => path,
    );
    const found = new Set<string>();
    for (const province of provinces) {
      let next: string | undefined = province;
      while (next !== undefined) {
        const { body, statusCode } = await get(next);
        expect(statusCode).toBe(200);
        for (const [, id = ""] of body.matchAll(/href="\/diem\/([a-z0-9-]+)"/g)) found.add(id);
        next = /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll("&amp;", "&");
      }
    }
    const active = [...shippedCatalog.points.values()].filter(({ status }) => status === "active");
    expect([...found].toSorted()).toEqual(active.map(({ id }) => id).toSorted());
  });

  test.each([
    ["a ward", "Phường Bình Tiên"],
    ["a ward without diacritics", "phuong binh tien"],
    ["a ward's name from before 2025", "phường 1 quận 6"],
    ["a street", "Phạm Văn Chí"],
    ["the beginning of words", "khu pho 23"],
  ])("finds a point by %s", async (_what, query) => {
    const { get } = await openPages();
    const { body } = await get(`/diem?q=${encodeURIComponent(query)}`);
    expect(body).toContain(`href="/diem/${aPoint}"`);
    expect(body).toContain('content="noindex, nofollow"');
  });

  test("says that a ward has none and shows the nearest ones", async () => {
    const { get } = await openPages();
    const { body } = await get(`/diem?q=${encodeURIComponent("Xã Mường Chà, Điện Biên")}`);
    expect(textOf(body)).toContain("Cháu chưa có điểm nào ở Xã Mường Chà");
    expect(body.match(/href="\/diem\/[a-z0-9-]+"/g)?.length).toBe(5);
  });

  test("says so if nothing fits, and leads on", async () => {
    const { get } = await openPages();
    const { body, statusCode } = await get("/diem?q=zzzzqqq");
    expect(statusCode).toBe(200);
    expect(textOf(body)).toContain("Cháu chưa thấy nơi nào hợp với “zzzzqqq”");
    expect(body).toContain('href="/diem?tinh=79"');
  });

  test("tells the state of a point in words", async () => {
    const { get } = await openPages({ now: () => new Date("2026-12-01T09:30:00+07:00") });
    const { body } = await get("/diem?xa=27373");
    expect(textOf(body)).toContain("Đang mở cửa");
    expect(textOf(body)).toContain("Chưa rõ giờ");
  });

  test("speaks English if asked, and keeps to it", async () => {
    const { get } = await openPages();
    const { body } = await get("/diem?xa=27373&lang=en");
    expect(body).toContain('<html lang="en">');
    expect(body).toContain(`href="/diem/${aPoint}?lang=en"`);
  });

  test.each([
    ["q", "a".repeat(201), 400],
    ["q", "<script>alert(1)</script>", 200],
    ["q", "\u0000\u0301".repeat(50), 200],
    ["q", "%", 200],
    ["q", "' or 1=1 --", 200],
    ["trang", "0", 200],
    ["trang", "-1", 200],
    ["trang", "9999999999", 200],
    ["trang", "1e9", 200],
    ["tinh", "__proto__", 200],
    ["tinh", '"><img src=x>', 200],
    ["xa", "constructor", 200],
    ["lang", "xx", 200],
  ])("survives %s=%s", async (name, value, status) => {
    const { get } = await openPages();
    const response = await get(`/diem?${new URLSearchParams({ [name]: value })}`);
    expect(response.statusCode).toBe(status);
    expect(response.body).toContain('<html lang="vi">');
    expect(response.body).not.toMatch(/<script>|<img src=x/);
  });

  test("survives a value that is given twice", async () => {
    const { get } = await openPages();
    expect((await get("/diem?q=a&q=b&trang=1&trang=2&tinh=1&tinh=2")).statusCode).toBe(200);
  });
});

describe("a help point's page", () => {
  test("tells whether it is open, its hours, its address, the way, and where the facts come from", async () => {
    const { get } = await openPages({ now: () => new Date("2026-12-01T09:30:00+07:00") });
    const { body, statusCode } = await get(`/diem/${aPoint}`);
    const text = textOf(body);
    expect(statusCode).toBe(200);
    expect(text).toContain("Đang mở cửa, đến 11 giờ trưa hôm nay");
    expect(text).toContain("654 Phạm Văn Chí (trụ sở Khu phố 23 - 24), Phường Bình Tiên");
    expect(text).toContain("Thứ Bảy: 9 giờ – 11 giờ");
    expect(text).toContain("Hôm nay, thứ Ba 1/12 9 giờ – 11 giờ, 14 giờ – 16 giờ");
    expect(text).toContain("Máy in");
    expect(body).toContain('href="/thu-tuc/doi-can-cuoc"');
    expect(body).toContain("https://www.google.com/maps/dir/");
    expect(text).toContain("Đọc lại: 21/11/2025");
    expect(body).not.toContain("seed:");
  });

  test("tells the holidays of the next two months", async () => {
    const { get } = await openPages({ now: () => new Date("2026-12-01T09:30:00+07:00") });
    const text = textOf((await get(`/diem/${aPoint}`)).body);
    expect(text).toContain("Ngày nghỉ sắp tới");
    expect(text).toMatch(/Thứ Sáu 1\/1\/2027 nghỉ lễ/);
  });

  test("says that hours are not known, with a number to ask if there is one", async () => {
    const unknown = { opening_hours: null, phone: null };
    const { get } = await openWith(unknown);
    const text = textOf((await get(`/diem/${aPoint}`)).body);
    expect(text).toContain("Cháu chưa có giờ làm việc của nơi này.");
    expect(text).not.toContain("Hằng tuần");
    expect(text).not.toContain("hỏi trước khi đi.</p>");
  });

  test("shows a closure from the desk today and ahead, with its reason", async () => {
    const { get } = await openWith({
      closures: [{ from: "2026-11-30", to: "2026-12-02", note: "sửa nhà" }],
    });
    const text = textOf((await get(`/diem/${aPoint}`)).body);
    expect(text).toContain("Đang đóng cửa");
    expect(text).toContain("Thứ Hai 30/11 đến thứ Tư 2/12 điểm nghỉ (sửa nhà)");
  });

  test("makes its own number a link that can be pressed", async () => {
    const { get } = await openWith({ phone: "028 3838 3838" });
    const { body } = await get(`/diem/${aPoint}`);
    expect(body).toContain('href="tel:02838383838"');
    expect(textOf(body)).not.toContain("chưa có số riêng");
  });

  test("shows the code of a chat that already knows this place", async () => {
    const { get } = await openPages();
    const { body } = await get(`/diem/${aPoint}`);
    expect(body).toContain(`https://huongdan.example.vn/?point=${aPoint}`);
    expect(body).toContain("<svg");
  });

  test("has a title, a description, a picture and an address for whoever shares it", async () => {
    const { get } = await openPages();
    const { body } = await get(`/diem/${aPoint}`);
    expect(body).toContain(
      `<link rel="canonical" href="https://huongdan.example.vn/diem/${aPoint}">`,
    );
    expect(body).toContain('content="https://huongdan.example.vn/preview.png"');
    expect(body).toMatch(/<meta property="og:description" content="654 Phạm Văn Chí[^"]+">/);
  });

  test.each([
    ["a point that is no more", "ct-phu-loi", 410],
    ["a point that never was", "khong-co", 404],
    ["a name that every object has", "__proto__", 404],
    ["another such name", "constructor", 404],
    ["a way up", "..%2F..%2Fetc%2Fpasswd", 404],
    ["a script", "%3Cscript%3E", 404],
    ["a long name", "a".repeat(100), 404],
  ])("answers %s with a page and its own status", async (_what, id, status) => {
    const { get } = await openPages();
    const { body, statusCode, headers } = await get(`/diem/${id}`);
    expect(statusCode).toBe(status);
    expect(headers["content-type"]).toContain("text/html");
    expect(headers["x-robots-tag"]).toContain("noindex");
    expect(body).not.toContain("<script>");
  });

  test("is answered to HEAD without a body or a cookie", async () => {
    const { head } = await openPages();
    for (const url of ["/diem", `/diem/${aPoint}`, "/bang"]) {
      const response = await head(url);
      expect({ url, status: response.statusCode }).toEqual({ url, status: 200 });
      expect(response.body).toBe("");
      expect(response.headers["set-cookie"]).toBeUndefined();
    }
  });
});

describe("for machines a point's page is a GovernmentOffice", () => {
  test("with its own hours", async () => {
    const { get } = await openPages();
    const office = structuredOf((await get(`/diem/${aPoint}`)).body);
    expect(office).toMatchObject({
      "@type": "GovernmentOffice",
      url: `https://huongdan.example.vn/diem/${aPoint}`,
      address: { addressRegion: "Thành phố Hồ Chí Minh", addressCountry: "VN" },
    });
    expect(office["openingHoursSpecification"]).toEqual(
      expect.arrayContaining([
        {
          "@type": "OpeningHoursSpecification",
          dayOfWeek: "https://schema.org/Saturday",
          opens: "09:00",
          closes: "11:00",
        },
      ]),
    );
    expect(office["geo"]).toBeUndefined();
  });

  test("without hours that are not known, or only a rule's, or of a weak source", async () => {
    const weak = {
      source: "một trang",
      valid_from: "2026-01-01",
      strength: "weak",
      note: null,
    } as const;
    for (const change of [{ opening_hours: null }, { hours_source: weak }]) {
      const { get } = await openWith(change);
      const office = structuredOf((await get(`/diem/${aPoint}`)).body);
      expect(office["openingHoursSpecification"]).toBeUndefined();
    }
  });

  test("with its closures", async () => {
    const { get } = await openWith({
      closures: [{ from: "2026-12-01", to: "2026-12-02", note: null }],
    });
    const office = structuredOf((await get(`/diem/${aPoint}`)).body);
    expect(office["specialOpeningHoursSpecification"]).toEqual([
      {
        "@type": "OpeningHoursSpecification",
        validFrom: "2026-12-01",
        validThrough: "2026-12-02",
        opens: "00:00",
        closes: "00:00",
      },
    ]);
  });

  test("in a script element that no name can end", async () => {
    const { get } = await openWith({ name: "</script><script>alert(1)</script>" });
    const { body } = await get(`/diem/${aPoint}`);
    expect(body).not.toContain("<script>alert(1)");
    expect(structuredOf(body)["name"]).toBe("</script><script>alert(1)</script>");
  });
});
