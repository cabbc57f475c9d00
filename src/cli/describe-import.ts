import type { PlannedRow } from "../catalog/import/plan-import.ts";
import { showDifference } from "../desk/catalog-import/describe-plan.ts";
import { countRows, type FilePlan } from "../desk/catalog-import/plan-files.ts";
import type { DraftedImport } from "../live/catalog-imports.ts";

/** What the import prints, in Vietnamese like the desk's own page. */

/** Of a file with thousands of new procedures, this many say enough. */
const maxNewShown = 20;
const numbers = new Intl.NumberFormat("vi-VN");
const count = (value: number) => numbers.format(value);

/** Returns the lines about one file: its counts, each fault, and each difference. */
export function describeFile(plan: FilePlan, isFull: boolean): string[] {
  const { new: added, changed, unchanged, guided, faulty } = countRows(plan);
  const counts = [
    `${count(added)} mới`,
    `${count(changed)} thay đổi`,
    `${count(unchanged)} không đổi`,
    `${count(guided)} đã có hướng dẫn`,
    `${count(faulty)} dòng có lỗi`,
  ];
  const newRows = plan.rows.filter(({ verdict }) => verdict === "new");
  const shown = isFull ? newRows : newRows.slice(0, maxNewShown);
  const hidden = newRows.length - shown.length;
  return [
    `${plan.name}: ${counts.join(", ")}`,
    ...plan.faults.map(
      ({ row, field, reason, remedy }) => `  ! dòng ${row}, ${field}: ${reason}; ${remedy}`,
    ),
    ...plan.rows.flatMap(describeRow),
    ...shown.map(({ row, id, name }) => `  + dòng ${row}, ${id}: ${name}`),
    ...(hidden > 0 ? [`  + và ${count(hidden)} mới nữa (--full in hết)`] : []),
  ];
}

function describeRow({ verdict, row, id, name, differences, notes }: PlannedRow): string[] {
  if (verdict === "changed") {
    return [
      `  ~ dòng ${row}, ${id}: ${name}`,
      ...differences
        .map(showDifference)
        .map((each) => `      ${each.name}: ${each.before} → ${each.after}`),
    ];
  }
  return verdict === "guided" ? [`  = dòng ${row}: ${notes.join("; ")}`] : [];
}

export function describeTotal(changeCount: number): string {
  return changeCount === 0 ? "Không có gì thay đổi." : `Sẽ thay đổi: ${count(changeCount)}.`;
}

/** Returns what became of the draft, and where it is approved. */
export function describeDraft(
  { draftId, changeCount, pendingIds }: DraftedImport,
  publicUrl: string,
): string[] {
  const pageOf = (id: number) => `${publicUrl}/desk/catalog/${id}`;
  const pending =
    pendingIds.length === 0
      ? []
      : [`Đã có trong bản nháp chưa ai quyết: ${pendingIds.map(pageOf).join(", ")}`];
  if (draftId === null) return ["Không có gì thay đổi thêm, không tạo bản nháp.", ...pending];
  return [
    `Đã lưu bản nháp ${draftId} với ${count(changeCount)} thay đổi. Chưa có gì chạy.`,
    `Xem và cho chạy ở ${pageOf(draftId)}`,
    ...pending,
  ];
}
