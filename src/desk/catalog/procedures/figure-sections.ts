import { type FactField, type FactSection, strengthField, windowFields } from "./fact-field.ts";

const channels = [
  { value: "any", name: "Cách nào cũng vậy" },
  { value: "in_person", name: "Nộp trực tiếp" },
  { value: "online", name: "Nộp trên mạng" },
  { value: "post", name: "Gửi bưu điện" },
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

const factFields: readonly FactField[] = [
  {
    name: "province",
    label: "Chỉ ở tỉnh",
    hint: "Tên ngắn, như Hồ Chí Minh; nhiều tỉnh thì cách nhau bằng dấu phẩy. Để trống: cả nước",
    kind: "provinces",
    empty: "absent",
  },
  ...windowFields,
  { name: "basis", label: "Căn cứ", hint: "Văn bản, điều khoản", kind: "line", empty: "null" },
  strengthField,
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

/** Money and times: a new row ends the one before it. */
export const figureSections: readonly FactSection[] = [
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
];
