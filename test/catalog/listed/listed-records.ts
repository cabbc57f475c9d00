import {
  type ListedProcedure,
  listedProcedureSchema,
  toListedId,
} from "../../../src/catalog/listed/listed-procedure.ts";

/** A procedure as a portal has it, in which each test changes what it is about. */
export function listedProcedure(changes: Partial<ListedProcedure> = {}): ListedProcedure {
  const code = changes.code ?? "1.000688";
  return listedProcedureSchema.parse({
    id: toListedId(code),
    code,
    name: "Cấp chứng chỉ hành nghề luật sư",
    decision: { number: "1565/QĐ-BTP", date: "2026-02-01" },
    level: "Cấp bộ",
    field: "Luật sư",
    who: "Công dân Việt Nam",
    agency: "Sở Tư pháp",
    steps: ["Bước 1: Nộp hồ sơ.", "Bước 2: Nhận kết quả."],
    ways: [
      { how: "Trực tiếp", time: "10 Ngày làm việc", fee: "100,000 Việt Nam Đồng", note: null },
      { how: "Trực tuyến", time: "1", fee: "Miễn phí", note: "- Qua Cổng dịch vụ công" },
    ],
    papers: [
      {
        name: "- Đơn đề nghị;",
        form: "TP-LS-01.doc",
        copies: "1 bản chính",
        group: "* Hồ sơ gồm:",
      },
      {
        name: "Bằng cử nhân luật",
        form: null,
        copies: "0 bản chính, 1 bản sao",
        group: "* Hồ sơ gồm:",
      },
      {
        name: "Lưu ý: không nộp lại giấy tờ đã có",
        form: null,
        copies: "0 bản chính",
        group: null,
      },
    ],
    conditions: "Đã hoàn thành tập sự",
    laws: ["Luật Luật sư 65/2006/QH11"],
    results: ["Chứng chỉ hành nghề luật sư (Mã: KQ.G09.000123)"],
    detail_url: "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1-000688",
    imported_from: "portal-page",
    checked: "2026-11-20",
    ...changes,
  });
}
