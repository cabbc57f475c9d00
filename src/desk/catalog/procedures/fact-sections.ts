import { type FactSection, strengthField, windowFields } from "./fact-field.ts";
import { figureSections } from "./figure-sections.ts";
import { ruleSections } from "./rule-sections.ts";

/** The lists of a procedure whose rows have a form, and the fields of a row. */
export const factSections: readonly FactSection[] = [
  ...figureSections,
  {
    id: "documents",
    name: "Giấy tờ",
    one: "một giấy tờ",
    isFigure: false,
    hasConditions: true,
    fields: [
      { name: "name", label: "Tên giấy", kind: "line", empty: "error" },
      { name: "form", label: "Mẫu", kind: "line", empty: "null" },
      { name: "note", label: "Ghi chú cho người dân", kind: "text", empty: "null" },
      { name: "condition", label: "Chỉ khi", kind: "text", empty: "null" },
      {
        name: "originals",
        label: "Bản chính",
        kind: "choice",
        empty: "null",
        choices: [
          { value: "", name: "Không rõ" },
          { value: "show", name: "Mang bản chính để đối chiếu" },
          { value: "submit", name: "Nộp bản chính" },
          { value: "copy", name: "Bản sao là đủ" },
        ],
      },
      ...windowFields,
    ],
  },
  {
    id: "clerk_says",
    name: "Cán bộ dặn",
    one: "một lời dặn",
    isFigure: false,
    hasConditions: true,
    fields: [
      {
        name: "kind",
        label: "Về",
        kind: "choice",
        empty: "error",
        initial: "tip",
        choices: [
          { value: "tip", name: "Mẹo" },
          { value: "deadline", name: "Hạn" },
          { value: "exempt", name: "Miễn, giảm" },
          { value: "hours", name: "Giờ giấc" },
          { value: "money", name: "Tiền" },
          { value: "online", name: "Nộp trên mạng" },
          { value: "originals", name: "Bản chính" },
          { value: "photo", name: "Ảnh" },
          { value: "presence", name: "Phải có mặt" },
          { value: "result", name: "Kết quả" },
          { value: "validity", name: "Giá trị" },
          { value: "vneid", name: "VNeID" },
          { value: "when", name: "Khi nào" },
          { value: "where", name: "Ở đâu" },
          { value: "who", name: "Ai" },
          { value: "dead", name: "Người mất" },
        ],
      },
      { name: "say", label: "Lời dặn", kind: "text", empty: "error" },
      ...windowFields,
    ],
  },
  {
    id: "legal_basis",
    name: "Căn cứ pháp lý",
    one: "một văn bản",
    isFigure: false,
    hasConditions: false,
    fields: [
      { name: "name", label: "Tên văn bản", kind: "line", empty: "error" },
      {
        name: "status",
        label: "Hiệu lực",
        kind: "choice",
        empty: "error",
        initial: "in_force",
        choices: [
          { value: "in_force", name: "Còn hiệu lực" },
          { value: "upcoming", name: "Sắp có hiệu lực" },
          { value: "partly", name: "Còn một phần" },
          { value: "expired", name: "Hết hiệu lực" },
          { value: "unknown", name: "Chưa rõ" },
        ],
      },
      { name: "note", label: "Ghi chú", kind: "text", empty: "absent" },
      ...windowFields,
    ],
  },
  {
    id: "results",
    name: "Kết quả theo ngày",
    one: "một kết quả",
    isFigure: false,
    hasConditions: false,
    fields: [{ name: "name", label: "Tên kết quả", kind: "line", empty: "error" }, ...windowFields],
  },
  {
    id: "agency_by_province",
    name: "Nơi giải quyết riêng của tỉnh",
    one: "nơi giải quyết của một tỉnh",
    isFigure: false,
    hasConditions: false,
    fields: [
      { name: "province_code", label: "Tỉnh, thành phố", kind: "province", empty: "error" },
      { name: "agency", label: "Nơi giải quyết ở đó", kind: "line", empty: "error" },
      strengthField,
    ],
  },
  {
    id: "agencies",
    name: "Nơi giải quyết theo ngày",
    one: "nơi giải quyết từ một ngày",
    isFigure: true,
    hasConditions: false,
    fields: [
      { name: "name", label: "Nơi giải quyết", kind: "line", empty: "error" },
      ...windowFields,
    ],
  },
  ...ruleSections,
];

export function findSection(id: string | undefined): FactSection | null {
  return factSections.find((section) => section.id === id) ?? null;
}
