import { describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import { listedProcedure } from "../catalog/listed/listed-records.ts";
import { shippedRecords } from "../catalog/shipped-records.ts";
import { openPages, shippedCatalog } from "./pages-site.ts";

const linkedIds = (body: string) =>
  [...body.matchAll(/href="\/thu-tuc\/([a-z0-9-]+)/g)].map(([, id]) => id);

describe("the list of procedures", () => {
  test("shows every procedure by its spoken name, under its life events, without scripts", async () => {
    const { get } = await openPages();
    const { statusCode, body, headers } = await get("/thu-tuc");
    expect(statusCode).toBe(200);
    expect(new Set(linkedIds(body))).toEqual(new Set(shippedCatalog.procedures.keys()));
    expect(body).toContain("<span>Kết hôn và giấy tờ về hôn nhân</span>");
    expect(body).not.toMatch(/<script|style="|onclick=/);
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
  });

  test("tells chats and search engines what it is", async () => {
    const { get } = await openPages();
    const { body, headers } = await get("/thu-tuc");
    expect(body).toContain('<html lang="vi">');
    expect(body).toContain("<title>Danh sách thủ tục – Hướng Dẫn</title>");
    expect(body).toContain('rel="canonical" href="https://huongdan.example.vn/thu-tuc"');
    for (const property of ["title", "description", "url", "locale", "site_name"]) {
      expect(body).toMatch(new RegExp(`<meta property="og:${property}" content="[^"]+">`));
    }
    expect(headers["x-robots-tag"]).toBeUndefined();
    expect(headers["cache-control"]).toBe("public, max-age=60");
  });

  test("answers HEAD as GET", async () => {
    const { get, head } = await openPages();
    const [got, headed] = [await get("/thu-tuc"), await head("/thu-tuc")];
    expect([headed.statusCode, headed.body]).toEqual([200, ""]);
    expect(headed.headers["content-length"]).toBe(got.headers["content-length"]);
  });

  test("is there in English", async () => {
    const { get } = await openPages();
    const { body } = await get("/thu-tuc?lang=en");
    expect(body).toContain('<html lang="en">');
    expect(body).toContain("<h1>All procedures</h1>");
    expect(body).toContain('href="/thu-tuc/dang-ky-khai-sinh?lang=en"');
    expect(body).toContain('<a class="language" href="/thu-tuc" lang="vi">Tiếng Việt</a>');
  });
});

describe("a search", () => {
  test.each([
    ["làm giấy khai sinh", "dang-ky-khai-sinh"],
    ["mat can cuoc", "cap-lai-can-cuoc"],
    ["1.001193", "dang-ky-khai-sinh"],
    ["KẾT HÔN", "dang-ky-ket-hon"],
  ])("for “%s” finds %s first", async (q, id) => {
    const { get } = await openPages();
    const { body } = await get(`/thu-tuc?q=${encodeURIComponent(q)}`);
    expect(linkedIds(body)[0]).toBe(id);
    expect(body).toContain('content="noindex, nofollow"');
    expect(body).not.toContain('rel="canonical"');
  });

  test("finds by parts of words what the chat would not understand", async () => {
    const { get } = await openPages();
    const { body } = await get("/thu-tuc?q=khai%20s");
    expect(linkedIds(body)).toContain("dang-ky-khai-sinh");
  });

  test("that finds nothing says so, and shows the groups", async () => {
    const { get } = await openPages();
    const { body } = await get("/thu-tuc?q=xyzzy");
    expect(body).toContain("Cháu chưa thấy việc nào hợp với “xyzzy”.");
    expect(body).toContain("<summary>");
  });

  test("in danger says whom to call, and offers nothing else", async () => {
    const { get } = await openPages();
    const { body } = await get(`/thu-tuc?q=${encodeURIComponent("nhà tôi đang cháy")}`);
    expect(body).toContain('href="tel:114"');
    expect(body).toContain("Bác gọi ngay số 114");
    expect(body).not.toContain("việc hợp với");
  });

  test("shows what was typed only as text", async () => {
    const { get } = await openPages();
    const { body } = await get(`/thu-tuc?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).not.toContain("<script>alert");
    expect(body).toContain("&lt;script&gt;");
  });

  test("that is too long is refused before it is read, with a page", async () => {
    const { get } = await openPages();
    const { statusCode, body } = await get(`/thu-tuc?q=${"a%CC%81".repeat(500)}`);
    expect(statusCode).toBe(400);
    expect(body).toContain("<h1>Câu tìm dài quá</h1>");
  });

  test.each(["q=a&q=b", "trang=-1", "trang=99999999", "nhom=x&lang=xx", "q=%00%01", "__proto__=1"])(
    "answers odd values: %s",
    async (query) => {
      const { get } = await openPages();
      expect((await get(`/thu-tuc?${query}`)).statusCode).toBe(200);
    },
  );
});

describe("procedures without a guide", () => {
  const openWithImported = async () => {
    const records = await shippedRecords();
    const listed = Array.from({ length: 120 }, (_, at) =>
      listedProcedure({
        id: `tthc-9-${100_000 + at}`,
        code: `9.${100_000 + at}`,
        name: `Cấp phép thử nghiệm số ${at}`,
      }),
    );
    const catalog = buildCatalog({ ...records, listed });
    return openPages({ catalog: () => catalog });
  };

  test("have pages of their own, each of which names the next", async () => {
    const { get } = await openWithImported();
    expect((await get("/thu-tuc")).body).toContain('href="/thu-tuc?nhom=khac"');
    const first = (await get("/thu-tuc?nhom=khac")).body;
    expect(linkedIds(first)).toHaveLength(50);
    expect(first).toContain('rel="next" href="/thu-tuc?nhom=khac&amp;trang=2"');
    const last = (await get("/thu-tuc?nhom=khac&trang=3")).body;
    expect(linkedIds(last)).toHaveLength(20);
    expect(last).not.toContain('rel="next"');
  });

  test("are found by name and by code", async () => {
    const { get } = await openWithImported();
    const byName = (await get("/thu-tuc?q=phep%20thu%20nghiem")).body;
    expect(byName).toContain("120 việc hợp với");
    expect(byName).toContain("Trang 1 trên 3");
    expect(linkedIds((await get("/thu-tuc?q=9.100007")).body)[0]).toBe("tthc-9-100007");
  });
});
