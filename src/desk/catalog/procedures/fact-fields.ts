import type { Procedure, Strength } from "../../../catalog/procedure-schema.ts";

/** The lists of a procedure whose rows have a form, and the fields of a row. */

export type SectionId = keyof Pick<
  Procedure,
  | "fees"
  | "processing_times"
  | "amounts"
  | "documents"
  | "clerk_says"
  | "legal_basis"
  | "results"
  | "agency_by_province"
>;

export interface FactField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `provinces` has short names with commas between them; `province` chooses one by its code. */
  readonly kind: "line" | "text" | "number" | "money" | "day" | "choice" | "provinces" | "province";
  /** An empty field is null, or absent. */
  readonly empty: "null" | "absent" | "error";
  readonly choices?: readonly { readonly value: string; readonly name: string }[];
  /** The value of a new row. */
  readonly initial?: string;
}

export interface FactSection {
  readonly id: SectionId;
  /** "Lệ phí" */
  readonly name: string;
  /** "một mức lệ phí" */
  readonly one: string;
  readonly fields: readonly FactField[];
  /** Rows follow each other in time: a new one ends the old one. */
  readonly isFigure: boolean;
  readonly hasConditions: boolean;
}

const channels = [
  { value: "any", name: "Cách nào cũng vậy" },
  { value: "in_person", name: "Nộp trực tiếp" },
  { value: "online", name: "Nộp trên mạng" },
  { value: "post", name: "Gửi bưu điện" },
];

export const strengths: readonly { readonly value: Strength; readonly name: string }[] = [
  { value: "full text", name: "Đọc cả văn bản" },
  { value: "official summary", name: "Cổng dịch vụ công" },
  { value: "secondary", name: "Báo, trang khác" },
  { value: "inferred", name: "Suy ra" },
  { value: "unknown", name: "Chưa rõ" },
];

const window: readonly FactField[] = [
  {
    name: "valid_from",
    label: "Có hiệu lực từ ngày",
    hint: "Để trống: không rõ từ khi nào",
    kind: "day",
    empty: "null",
  },
  {
    name: "valid_to",
    label: "Đến hết ngày",
    hint: "Để trống: chưa có ngày hết",
    kind: "day",
    empty: "null",
  },
];

const channel: FactField = {
  name: "channel",
  label: "Cách nộp",
  kind: "choice",
  empty: "error",
  choices: channels,
  initial: "any",
};

const who: FactField = {
  name: "who",
  label: "Cho ai",
  hint: "all là mọi người",
  kind: "line",
  empty: "error",
  initial: "all",
};

const strength: FactField = {
  name: "strength",
  label: "Nguồn chắc tới đâu",
  kind: "choice",
  empty: "error",
  choices: strengths,
  initial: "full text",
};

const factFields: readonly FactField[] = [
  {
    name: "province",
    label: "Chỉ ở tỉnh",
    hint: "Tên ngắn, như Hồ Chí Minh; nhiều tỉnh thì cách nhau bằng dấu phẩy. Để trống: cả nước",
    kind: "provinces",
    empty: "absent",
  },
  ...window,
  { name: "basis", label: "Căn cứ", hint: "Văn bản, điều khoản", kind: "line", empty: "null" },
  strength,
  { name: "say", label: "Dặn thêm người dân", kind: "text", empty: "absent" },
  { name: "note", label: "Ghi chú nội bộ", kind: "text", empty: "null" },
];

const vnd: FactField = {
  name: "vnd",
  label: "Số tiền (đồng)",
  hint: "0 là miễn phí; để trống là chưa biết",
  kind: "money",
  empty: "null",
};

export const factSections: readonly FactSection[] = [
  {
    id: "fees",
    name: "Lệ phí",
    one: "một mức lệ phí",
    isFigure: true,
    hasConditions: true,
    fields: [
      vnd,
      { name: "unit", label: "Tính theo", kind: "line", empty: "error", initial: "hồ sơ" },
      channel,
      who,
      { name: "rate_percent", label: "Hoặc tỷ lệ (%)", kind: "number", empty: "absent" },
      { name: "rate_of", label: "Tỷ lệ của", kind: "line", empty: "absent" },
      ...factFields,
    ],
  },
  {
    id: "processing_times",
    name: "Thời hạn",
    one: "một thời hạn",
    isFigure: true,
    hasConditions: true,
    fields: [
      {
        name: "value",
        label: "Bao lâu",
        hint: "0 là trong ngày; để trống là chưa biết",
        kind: "number",
        empty: "null",
      },
      { name: "unit", label: "Đơn vị", kind: "line", empty: "null", initial: "ngày làm việc" },
      channel,
      who,
      ...factFields,
    ],
  },
  {
    id: "amounts",
    name: "Mức tiền",
    one: "một mức tiền",
    isFigure: true,
    hasConditions: true,
    fields: [
      { name: "what", label: "Khoản gì", kind: "line", empty: "error" },
      vnd,
      { name: "unit", label: "Tính theo", kind: "line", empty: "null" },
      { name: "formula", label: "Cách tính", kind: "text", empty: "absent" },
      who,
      ...factFields,
    ],
  },
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
      ...window,
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
      ...window,
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
      ...window,
    ],
  },
  {
    id: "results",
    name: "Kết quả theo ngày",
    one: "một kết quả",
    isFigure: false,
    hasConditions: false,
    fields: [{ name: "name", label: "Tên kết quả", kind: "line", empty: "error" }, ...window],
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
      strength,
    ],
  },
];

export function findSection(id: string | undefined): FactSection | null {
  return factSections.find((section) => section.id === id) ?? null;
}
