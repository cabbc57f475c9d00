import type { Intent } from "../../catalog/understanding/intent.ts";
import type { LabelVerdict } from "../../db/tables/sentence-label-table.ts";
import type { MissedKind } from "../../db/tables/turn-tables.ts";

/** How the desk names what shows that a sentence was not understood. */
export const misunderstandingNames: Readonly<Record<Exclude<MissedKind, "offered">, string>> = {
  unmatched: "chưa hiểu",
  corrected: "dân sửa lại ngay",
  repeated: "dân hỏi lại bằng lời khác",
  none: "không chọn việc nào",
  returned: "quay lại ngay khi vừa bắt đầu",
  left: "bỏ sang việc khác",
  abandoned: "được mời chọn rồi bỏ đi",
};

export const labelNames: Readonly<Record<LabelVerdict, string>> = {
  meant: "đã rõ ý",
  out_of_scope: "ngoài phạm vi",
  discarded: "bỏ câu này",
};

/** How the desk names what a sentence asks. */
export const intentNames: Readonly<Record<Intent, string>> = {
  eligibility: "có được, có phải làm không",
  documents: "cần giấy tờ gì",
  steps: "làm thế nào, muốn làm",
  where: "nộp ở đâu",
  time: "mất bao lâu",
  fee: "hết bao nhiêu tiền",
  online: "làm qua mạng",
  account_help: "trục trặc tài khoản, ứng dụng",
  nearest_point: "điểm, cơ quan ở đâu",
  hours: "giờ làm việc",
  dossier_status: "hồ sơ tới đâu rồi",
  clarify: "chưa đủ rõ",
  emergency: "khẩn cấp",
  smalltalk: "chào hỏi, cảm ơn",
  out_of_scope: "ngoài phạm vi",
  person: "gặp người",
  menu: "xem danh mục",
};

/** Names an intent that is stored; one of another version keeps its id. */
export function nameIntent(intent: string): string {
  return Object.hasOwn(intentNames, intent) ? intentNames[intent as Intent] : intent;
}

/** Names a kind that is stored; one of another version keeps its id. */
export function nameKind(kind: string): string {
  return Object.hasOwn(misunderstandingNames, kind)
    ? misunderstandingNames[kind as keyof typeof misunderstandingNames]
    : kind;
}
