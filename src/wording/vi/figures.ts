import type { Procedure } from "../../catalog/schema.ts";
import { sentence } from "../text.ts";

/** "8.000 đ": đồng with a dot for thousands. */
export function money(vnd: number): string {
  return `${String(vnd).replace(/\B(?=(\d{3})+$)/g, ".")} đ`;
}

/** What a procedure costs, in sentences; never a figure that the record doesn't hold. */
export function feeSentences(fee: Procedure["fee"]): string[] {
  if (fee === null) return ["Chưa có thông tin lệ phí, bác hỏi cán bộ tiếp nhận."];
  const { in_person_vnd: inPerson, online_vnd: online, free, note } = fee;
  const notes = note === null ? [] : [sentence(note)];
  if (free === true) return ["Không mất lệ phí.", ...notes];
  if (inPerson === null && online === null) {
    return note === null
      ? ["Chưa có thông tin lệ phí, bác hỏi cán bộ tiếp nhận."]
      : ["Chưa có thông tin mức cụ thể.", ...notes];
  }
  if (inPerson === online && inPerson !== null) return [`${money(inPerson)}.`, ...notes];
  return [`Nộp trực tiếp: ${amount(inPerson)}. Nộp trên mạng: ${amount(online)}.`, ...notes];
}

/** How long it takes, in sentences. */
export function timeSentences(time: Procedure["processing_time"]): string[] {
  const unknown = "Chưa có thông tin thời hạn, bác hỏi cán bộ tiếp nhận.";
  if (time === null) return [unknown];
  const notes = time.note === null ? [] : [sentence(time.note)];
  if (time.value === null) return notes.length > 0 ? notes : [unknown];
  if (time.value === 0) return notes.length > 0 ? notes : ["Xong trong ngày."];
  return [`${time.value} ${time.unit ?? "ngày"}.`, ...notes];
}

function amount(vnd: number | null): string {
  return vnd === null ? "chưa có thông tin" : vnd === 0 ? "không mất tiền" : money(vnd);
}
