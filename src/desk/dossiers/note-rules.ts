import { type DossierStatus, dossierStatus } from "../../catalog/dossiers/dossier-status.ts";

/** Statuses that tell residents nothing without the officer's words, and what to write. */
const neededNotes: Readonly<Partial<Record<DossierStatus, string>>> = {
  [dossierStatus.refusedAtDesk]: "Ghi vì sao hồ sơ không được tiếp nhận, để người dân biết",
  [dossierStatus.papersMissing]: "Ghi người dân cần bổ sung giấy tờ gì",
  [dossierStatus.stopped]: "Ghi vì sao dừng xử lý, để người dân biết",
};

/** The statuses that need a note. */
export const notedStatuses: readonly DossierStatus[] = [
  dossierStatus.papersMissing,
  dossierStatus.refusedAtDesk,
  dossierStatus.stopped,
];

/** Returns what the note of this status has to say; null if it needs none, or has one. */
export function findMissingNote(status: DossierStatus, note: string): string | null {
  return /[\p{L}\p{N}]/u.test(note) ? null : (neededNotes[status] ?? null);
}

/** What agencies write most often. */
export const usualNotes: Readonly<Partial<Record<DossierStatus, readonly string[]>>> = {
  [dossierStatus.papersMissing]: [
    "Thiếu bản sao giấy khai sinh",
    "Thiếu bản sao căn cước",
    "Thiếu giấy xác nhận tình trạng hôn nhân",
    "Thiếu giấy tờ về chỗ ở",
    "Ảnh chụp mờ, cần chụp lại cho rõ",
    "Sai thông tin trong tờ khai, cần khai lại",
    "Tờ khai chưa ký",
  ],
  [dossierStatus.refusedAtDesk]: [
    "Nộp không đúng nơi giải quyết",
    "Hồ sơ không thuộc thủ tục này",
    "Hồ sơ trùng với hồ sơ đã nộp",
  ],
  [dossierStatus.stopped]: [
    "Quá hạn bổ sung giấy tờ",
    "Người nộp không đến làm việc theo giấy mời",
    "Thông tin trong hồ sơ không đúng sự thật",
  ],
};
