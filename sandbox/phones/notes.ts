import type { Note } from "./line.ts";

/** Explains errors to a trainer: what they mean for the resident and for the operator. */

const wait = "Dịch vụ giữ tin, nghỉ một lát rồi gửi lại.";

const zaloMeanings: ReadonlyMap<number, string> = new Map([
  [-32, `Zalo báo gửi quá nhanh. ${wait}`],
  [-216, "Zalo báo mã truy cập không dùng được. Dịch vụ xin mã mới rồi gửi lại."],
  [-220, "Zalo báo mã truy cập hết hạn. Dịch vụ xin mã mới rồi gửi lại."],
]);

const metaMeanings: ReadonlyMap<number, string> = new Map([
  [4, `Meta báo gửi quá nhanh. ${wait}`],
  [190, "Meta báo mã của Trang hết hạn. Dịch vụ báo động, giữ tin và mỗi phút thử lại một lần."],
  [551, "Người này đã chặn Trang: tin không đến được, dịch vụ để riêng kèm lý do."],
  [613, `Meta báo gửi quá nhanh. ${wait}`],
]);

export function zaloErrorNote(code: number): Note {
  return errorNote(zaloMeanings.get(code) ?? `Zalo từ chối, mã ${code}.`);
}

export function metaErrorNote(code: number): Note {
  return errorNote(metaMeanings.get(code) ?? `Meta từ chối, mã ${code}.`);
}

export const noAnswerNote: Note = errorNote(
  "Quá giờ mà không có trả lời. Không biết tin đã đến chưa: dịch vụ đợi một lát rồi gửi lại đúng một lần.",
);

export function httpErrorNote(status: number): Note {
  const isPassing = status === 429 || status >= 500;
  return errorNote(`Nền tảng trả lời HTTP ${status}.${isPassing ? ` ${wait}` : ""}`);
}

export function webhookErrorNote(status: number | null): Note | null {
  if (status === 200) return null;
  return errorNote(
    status === null
      ? "Dịch vụ không trả lời webhook kịp giờ. Nền tảng thật sẽ gửi lại."
      : `Dịch vụ trả lời webhook bằng HTTP ${status}. Nền tảng thật sẽ gửi lại.`,
  );
}

function errorNote(text: string): Note {
  return { text, tone: "trouble" };
}
