import { residentGroups } from "../../../catalog/vocabulary-schema.ts";
import { type FactField, type FactSection, strengthField, windowFields } from "./fact-field.ts";

const ruleFields: readonly FactField[] = [
  ...windowFields,
  { name: "basis", label: "Căn cứ", hint: "Văn bản, điều khoản", kind: "line", empty: "null" },
  strengthField,
  { name: "note", label: "Ghi chú nội bộ", kind: "text", empty: "null" },
];

const groupHint = `Mã nhóm, cách nhau bằng dấu phẩy: ${residentGroups.join(", ")}`;

/** What the law asks of residents or gives them: by when, with what penalty, and who is entitled. */
export const ruleSections: readonly FactSection[] = [
  {
    id: "deadlines",
    name: "Hạn phải làm",
    one: "một hạn phải làm",
    isFigure: true,
    hasConditions: false,
    fields: [
      { name: "value", label: "Trong bao lâu", kind: "number", empty: "error" },
      {
        name: "unit",
        label: "Đơn vị",
        kind: "choice",
        empty: "error",
        initial: "ngày",
        choices: ["ngày", "ngày làm việc", "tháng"].map((unit) => ({ value: unit, name: unit })),
      },
      {
        name: "from",
        label: "Tính từ",
        kind: "choice",
        empty: "error",
        initial: "other",
        choices: [
          { value: "birth", name: "Ngày sinh" },
          { value: "death", name: "Ngày mất" },
          { value: "other", name: "Việc khác" },
        ],
      },
      {
        name: "after",
        label: "Viết ra là",
        hint: "Như: ngày chuyển đến",
        kind: "line",
        empty: "error",
      },
      { name: "late", label: "Quá hạn thì sao", kind: "text", empty: "null" },
      ...ruleFields,
    ],
  },
  {
    id: "penalties",
    name: "Có bị phạt không",
    one: "một mức phạt",
    isFigure: true,
    hasConditions: false,
    fields: [
      {
        name: "fined",
        label: "Có bị phạt không",
        kind: "choice",
        empty: "error",
        initial: "yes",
        choices: [
          { value: "yes", name: "Có" },
          { value: "no", name: "Không" },
          { value: "maybe", name: "Tùy trường hợp" },
        ],
      },
      { name: "say", label: "Bot trả lời", kind: "text", empty: "error" },
      ...ruleFields,
    ],
  },
  {
    id: "entitlements",
    name: "Ai được hưởng",
    one: "một diện được hưởng",
    isFigure: true,
    hasConditions: false,
    fields: [
      { name: "age_from", label: "Từ đủ mấy tuổi", kind: "number", empty: "absent" },
      { name: "age_below", label: "Dưới mấy tuổi", kind: "number", empty: "absent" },
      { name: "groups", label: "Thuộc nhóm", hint: groupHint, kind: "words", empty: "absent" },
      { name: "not", label: "Trừ nhóm", hint: groupHint, kind: "words", empty: "absent" },
      { name: "say", label: "Bot trả lời", kind: "text", empty: "error" },
      ...ruleFields,
    ],
  },
];
