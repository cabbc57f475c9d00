import { describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import { reservedParameters } from "../../src/pages/procedures/read-case.ts";
import { listedProcedure } from "../catalog/listed/listed-records.ts";
import { shippedRecords } from "../catalog/shipped-records.ts";
import { openPages, shippedCatalog } from "./pages-site.ts";

const textOf = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
const structuredIn = (html: string): Record<string, unknown> | null => {
  const [, json = "null"] =
    /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html) ?? [];
  return JSON.parse(json);
};

describe("the page of a procedure", () => {
  test("shows papers with boxes to tick, dated money, place, steps, law and sources", async () => {
    const { get } = await openPages();
    const { statusCode, body } = await get("/thu-tuc/cap-lai-can-cuoc");
    expect(statusCode).toBe(200);
    const text = textOf(body);
    expect(body).toContain('<ul class="ticks">');
    for (const part of [
      "Theo quy định ngày 30/11/2026.",
      "35.000 đ một thẻ đến hết 31/12/2026; từ 01/01/2027 là 70.000 đ một thẻ",
      "Nộp tại quầy: 7 ngày làm việc",
      "Công an cấp xã (bất kỳ).",
      "Làm từng bước",
      "Cán bộ hay dặn",
      "Hay bị trả lại vì",
      "Giải nghĩa",
      "Căn cứ theo luật",
      "Thông tin lấy từ đâu",
      "Việc thường làm tiếp",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("shows what the answers would add, with the case", async () => {
    const { get } = await openPages();
    const text = textOf((await get("/thu-tuc/cap-lai-can-cuoc")).body);
    expect(text).toMatch(/Thêm tùy trường hợp của bác Thẻ bị hỏng Chỉ khi bị hỏng/);
  });

  test("asks the questions in a plain form", async () => {
    const { get } = await openPages();
    const { body } = await get("/thu-tuc/cap-lai-can-cuoc");
    expect(body).toContain(
      '<form class="questions" method="get" action="/thu-tuc/cap-lai-can-cuoc">',
    );
    expect(body).toContain('type="radio" name="ly_do" value="mat"');
    expect(body).not.toMatch(/ style="| on[a-z]+="/);
  });

  test("tells search engines what it is, and they may show it", async () => {
    const { get } = await openPages();
    const { body, headers } = await get("/thu-tuc/cap-lai-can-cuoc");
    const url = "https://huongdan.example.vn/thu-tuc/cap-lai-can-cuoc";
    expect(structuredIn(body)).toMatchObject({
      "@context": "https://schema.org",
      "@type": "GovernmentService",
      alternateName: "Cấp lại thẻ căn cước (mất, hỏng)",
      url,
      serviceOperator: { "@type": "GovernmentOrganization" },
    });
    expect(body).toContain(`rel="canonical" href="${url}"`);
    expect(headers["x-robots-tag"]).toBeUndefined();
  });

  test("leads back to the chat, where it goes on", async () => {
    const { get } = await openPages();
    const { body } = await get("/thu-tuc/cap-lai-can-cuoc");
    expect(body).toContain('href="/?procedure=cap-lai-can-cuoc"');
  });

  test("exists for every procedure in both languages, with structured data that parses", async () => {
    const { get } = await openPages();
    const broken: string[] = [];
    for (const id of shippedCatalog.procedures.keys()) {
      for (const lang of ["", "?lang=en"]) {
        const { statusCode, body } = await get(`/thu-tuc/${id}${lang}`);
        const isWhole = statusCode === 200 && structuredIn(body) !== null;
        if (!isWhole || /undefined|\[object|null\b/.test(textOf(body))) broken.push(`${id}${lang}`);
      }
    }
    expect(broken).toEqual([]);
  }, 60_000);

  test("answers HEAD as GET", async () => {
    const { get, head } = await openPages();
    const url = "/thu-tuc/cap-lai-can-cuoc?ly_do=mat";
    const [got, headed] = [await get(url), await head(url)];
    expect([headed.statusCode, headed.body]).toEqual([200, ""]);
    expect(headed.headers["content-length"]).toBe(got.headers["content-length"]);
  });
});

describe("answers in the address", () => {
  const own = "/thu-tuc/cap-lai-can-cuoc?ly_do=mat";

  test("make it the resident's own list, as the form sends them and as the API writes them", async () => {
    const { get } = await openPages();
    for (const url of [own, "/thu-tuc/cap-lai-can-cuoc?answers=ly_do:mat"]) {
      const { body } = await get(url);
      const text = textOf(body);
      expect(text).toContain("Danh sách của bác: Làm lại căn cước bị mất, hỏng");
      expect(text).toContain("Thẻ của bác bị mất hay bị hỏng? Bị mất");
      expect(text).not.toContain("Thẻ bị hỏng");
      expect(body).toContain('value="mat" checked');
    }
  });

  test("keep it from search engines, which get the plain page", async () => {
    const { get } = await openPages();
    const { body, headers } = await get(own);
    expect(headers["x-robots-tag"]).toBe("noindex, nofollow");
    expect(headers["cache-control"]).toBe("no-store");
    expect(body).toContain(
      'rel="canonical" href="https://huongdan.example.vn/thu-tuc/cap-lai-can-cuoc"',
    );
    expect(structuredIn(body)).toBeNull();
  });

  test("that end the case say so, and lead to what serves instead", async () => {
    const { get } = await openPages();
    const [id, question, value, to] = firstLeadingAway();
    const { body } = await get(`/thu-tuc/${id}?${question}=${value}`);
    expect(body).toContain(`class="button go" href="/thu-tuc/${to}"`);
    expect(body).not.toContain('class="ticks"');
  });

  test.each([
    ["?ly_do=quen", "không có câu trả lời “quen”"],
    ["?ly_do=constructor", "không có câu trả lời “constructor”"],
    ["?answers=tuoi_tac:12", "không có câu hỏi “tuoi_tac”"],
    ["?answers=ly_do", "không có câu trả lời “”"],
    [`?answers=${"a".repeat(600)}`, "Cháu không đọc được địa chỉ này"],
    ["?answers=%3Cscript%3E:1", "“&lt;script&gt;”"],
  ])("that are unknown are named on a page: %s", async (query, said) => {
    const { get } = await openPages();
    const { statusCode, headers, body } = await get(`/thu-tuc/cap-lai-can-cuoc${query}`);
    expect(statusCode).toBe(400);
    expect(headers["content-type"]).toContain("text/html");
    expect(body).toContain(said);
  });

  test("are read beside what chats add to shared addresses", async () => {
    const { get } = await openPages();
    const { statusCode, body } = await get(`${own}&fbclid=abc&utm_source=zalo&tinh=79`);
    expect(statusCode).toBe(200);
    expect(body).not.toContain("fbclid");
  });

  test("have names that no question uses for something else", () => {
    const reserved = [...Object.values(reservedParameters), "lang", "in"];
    const ids = [...shippedCatalog.guides.values()].flatMap(({ questions }) =>
      questions.map(({ id }) => id),
    );
    expect(ids.filter((id) => reserved.includes(id))).toEqual([]);
  });
});

describe("on paper", () => {
  test("it has the size that was asked for, a code to go on at home, and its address", async () => {
    const { get } = await openPages();
    const { body } = await get("/thu-tuc/cap-lai-can-cuoc?ly_do=mat&in=a5");
    expect(body).toMatch(/href="\/pages\/assets\/[0-9a-f]+\/paper-a5\.css"/);
    expect(body).toContain("<svg");
    expect(body).toContain("https://huongdan.example.vn/thu-tuc/cap-lai-can-cuoc?ly_do=mat");
    expect((await get("/thu-tuc/cap-lai-can-cuoc?in=a9")).body).not.toContain("paper-a");
  });

  test("it names the help point that the address names", async () => {
    const { get } = await openPages();
    const { body } = await get("/thu-tuc/cap-lai-can-cuoc?diem=diem-kp-23-24-binh-tien");
    expect(body).toContain("654 Phạm Văn Chí");
    expect(body).toContain('href="/diem/diem-kp-23-24-binh-tien"');
    expect(body).toContain('href="/?procedure=cap-lai-can-cuoc&amp;point=diem-kp-23-24-binh-tien"');
  });
});

test("an unknown procedure is a page that says so", async () => {
  const { get } = await openPages();
  for (const id of ["khong-co", "__proto__", "constructor", "%00"]) {
    const { statusCode, body } = await get(`/thu-tuc/${id}`);
    expect(statusCode).toBe(404);
    expect(body).toContain("<h1>Không có trang này</h1>");
  }
});

test("a procedure without a guide says what the portal says", async () => {
  const record = listedProcedure({ name: 'Cấp phép </script><b>"thử"' });
  const records = await shippedRecords();
  const catalog = buildCatalog({ ...records, listed: [record] });
  const { get } = await openPages({ catalog: () => catalog });
  const { statusCode, body } = await get(`/thu-tuc/${record.id}`);
  expect(statusCode).toBe(200);
  expect(body).toContain('class="ticks"');
  expect(body).toContain("Cấp phép &lt;/script&gt;&lt;b&gt;");
  expect(structuredIn(body)).toMatchObject({ name: record.name, identifier: record.code });
});

/** A procedure, question and answer that leads to another procedure. */
function firstLeadingAway(): [string, string, string, string] {
  for (const [id, { questions }] of shippedCatalog.guides) {
    const [first] = questions;
    const found = Object.entries(first?.options ?? {}).find(([, { leads_to: to }]) => to);
    if (first !== undefined && found?.[1].leads_to !== undefined) {
      return [id, first.id, found[0], found[1].leads_to];
    }
  }
  throw new Error("no answer leads to another procedure");
}
