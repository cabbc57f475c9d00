import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  splitLaws,
  splitPapers,
  splitResults,
  splitSteps,
  splitWays,
} from "../../../src/catalog/import/portal-text.ts";

test("splits the ways of a page whose cells run together", () => {
  const text =
    "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến7 Ngày làm việcMiễn phí(Chưa quy định.)- Qua Cổng, như: Trực tuyến qua ứng dụng.Trực tiếp7 Ngày làm việc70,000 Việt Nam Đồng(- Cấp lại (khoản 2): 70.000 đồng.)- Trực tiếp tại cơ quan.Dịch vụ bưu chính1Miễn phí";
  expect(splitWays(text)).toEqual([
    {
      how: "Trực tuyến",
      time: "7 Ngày làm việc",
      fee: "Miễn phí (Chưa quy định.)",
      note: "- Qua Cổng, như: Trực tuyến qua ứng dụng.",
    },
    {
      how: "Trực tiếp",
      time: "7 Ngày làm việc",
      fee: "70,000 Việt Nam Đồng (- Cấp lại (khoản 2): 70.000 đồng.)",
      note: "- Trực tiếp tại cơ quan.",
    },
    { how: "Dịch vụ bưu chính", time: "1", fee: "Miễn phí", note: null },
  ]);
});

test("splits the ways of a page whose cells have their labels", () => {
  const text =
    "Hình thức nộp: Trực tiếp Thời hạn giải quyết: 5 ngày làm việc Phí, lệ phí: 50.000 đồng Mô tả: Nộp tại UBND xã";
  expect(splitWays(text)).toEqual([
    { how: "Trực tiếp", time: "5 ngày làm việc", fee: "50.000 đồng", note: "Nộp tại UBND xã" },
  ]);
});

test("never takes a time without its unit for a part of the fee", () => {
  // One day and 70,000 đồng, or 170,000 đồng?
  const [way] = splitWays("Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp170,000 Việt Nam Đồng");
  expect(way).toMatchObject({ time: null, fee: null, note: "170,000 Việt Nam Đồng" });
});

test("splits papers with their copies, forms and cases", () => {
  const text =
    "* Hồ sơ gồm: Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai (Mẫu CT01) có ý kiến đồng ý;1.MauCT01.doc1 bản chínhGiấy tờ nhà, kèm 2 bản chính của nhà.1 bản chính,1 bản sao* Theo danh sách:Tên giấy tờMẫu đơn, tờ khaiSố lượngVăn bản đề nghịBản chính: 1Bản sao: 0--Tên giấy tờMẫu đơn, tờ khaiSố lượngLưu ý.0 bản chính";
  expect(splitPapers(text)).toEqual([
    {
      name: "Tờ khai (Mẫu CT01) có ý kiến đồng ý;",
      form: "1.MauCT01.doc",
      copies: "1 bản chính",
      group: "* Hồ sơ gồm:",
    },
    {
      name: "Giấy tờ nhà, kèm 2 bản chính của nhà.",
      form: null,
      copies: "1 bản chính, 1 bản sao",
      group: "* Hồ sơ gồm:",
    },
    {
      name: "Văn bản đề nghị",
      form: null,
      copies: "1 bản chính, 0 bản sao",
      group: "* Theo danh sách:",
    },
    { name: "Lưu ý.", form: null, copies: "0 bản chính", group: null },
  ]);
});

test("splits laws at their numbers, steps at their marks, and results at their codes", () => {
  expect(
    splitLaws(
      "Tên văn bản pháp lýMã văn bảnThông tư số 53/2025/TT-BCAngày 01/7/2025.53/2025/TT-BCALuật Cư trú68/2020/QH14",
    ),
  ).toEqual(["Thông tư số 53/2025/TT-BCAngày 01/7/2025.53/2025/TT-BCA", "Luật Cư trú68/2020/QH14"]);
  expect(splitSteps("Bước 1: nộp. Bước 2: nhận.\n- Lưu ý")).toEqual([
    "Bước 1: nộp.",
    "Bước 2: nhận.",
    "- Lưu ý",
  ]);
  expect(splitResults("Thẻ căn cướcMã: KQ.G01.000023Từ khóaCấp lạiMô tảKhông")).toEqual([
    "Thẻ căn cước (Mã: KQ.G01.000023)",
  ]);
});

const words = fc.constantFrom(
  ...[
    "Trực tiếp",
    "Trực tuyến",
    "Dịch vụ bưu chính",
    "5 Ngày làm việc",
    "3",
    "Miễn phí",
    "(một",
    "hai)",
  ],
  ...[
    "70,000 Việt Nam Đồng",
    "Phí, lệ phí",
    "Mô tả",
    "Thời hạn giải quyết",
    ":",
    "đơn đề nghị",
    "Giấy",
  ],
  ...[
    "1 bản chính",
    "0 bản sao",
    "Mau.doc",
    ".",
    ";",
    " ",
    "\n",
    "Tên giấy tờMẫu đơn, tờ khaiSố lượng",
  ],
);
const lettersOf = (text: string) => text.replace(/[^\p{L}\d]/gu, "");

test("loses nothing of what it does not recognise", () => {
  const labels = /Hình thức nộp|Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng/g;
  const cellLabels = /Thời hạn giải quyết|Phí, lệ phí|Mô tả/g;
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      const strip = (whole: string) => lettersOf(whole.replace(labels, "").replace(cellLabels, ""));
      const ways = splitWays(text).flatMap(({ how, time, fee, note }) => [how, time, fee, note]);
      expect(strip(ways.join(" "))).toBe(strip(text));
      const papers = splitPapers(text).flatMap(({ name, form, group }) => [group, name, form]);
      const kept = lettersOf(papers.join(" "));
      for (const word of ["đơn đề nghị", "Giấy", "Trực tiếp", "(một", "Mau.doc", "Miễn phí"]) {
        if (text.includes(word)) expect(kept).toContain(lettersOf(word));
      }
    }),
  );
});
