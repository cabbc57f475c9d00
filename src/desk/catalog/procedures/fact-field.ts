import type { Procedure, Strength } from "../../../catalog/procedure-schema.ts";

/** The lists of a procedure whose rows have a form. */
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
  | "agencies"
  | "deadlines"
  | "penalties"
  | "entitlements"
>;

/** A field of a row's form. */
export interface FactField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `provinces` and `words` have commas between them; `province` chooses one by its code. */
  readonly kind:
    | "line"
    | "text"
    | "number"
    | "money"
    | "day"
    | "choice"
    | "provinces"
    | "province"
    | "words";
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

export const strengths: readonly { readonly value: Strength; readonly name: string }[] = [
  { value: "full text", name: "Đọc cả văn bản" },
  { value: "official summary", name: "Cổng dịch vụ công" },
  { value: "secondary", name: "Báo, trang khác" },
  { value: "inferred", name: "Suy ra" },
  { value: "unknown", name: "Chưa rõ" },
];

/** From which day a row holds, and until which. */
export const windowFields: readonly FactField[] = [
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

export const strengthField: FactField = {
  name: "strength",
  label: "Nguồn chắc tới đâu",
  kind: "choice",
  empty: "error",
  choices: strengths,
  initial: "full text",
};
