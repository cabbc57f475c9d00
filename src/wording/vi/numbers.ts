import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import { formatPhoneNumber } from "../../phone/phone-number.ts";
import { createNumberLine } from "../number-line.ts";

/** Writes a number as it is dialled: "0236 1022 nhánh 3". */
export function formatNumber({ phone, extension }: NumberToCall): string {
  const number = formatPhoneNumber(phone);
  return extension === null ? number : `${number} nhánh ${extension}`;
}

/** "gọi 1022 hỏi trước", or "hỏi trước" only if no number is known. */
export function askFirst(call: NumberToCall | null): string {
  return call === null ? "hỏi trước" : `gọi ${formatNumber(call)} hỏi trước`;
}

/** Follows a number whose source is weak. */
export const doubtfulPhone = "(số cũ, cháu chưa kiểm lại được)";

/** A number in a sentence that is not followed by the card of its point. */
export function warnOfDoubt(call: NumberToCall): string {
  const number = formatNumber(call);
  return call.isDoubtful ? `${number} ${doubtfulPhone}` : number;
}

export function nameOwner({ of, name }: NumberToCall): string {
  if (of === "province" && name !== null) return `đường dây của ${name}`;
  if (of === "line") return "số hỗ trợ";
  return name ?? "tổng đài Cổng Dịch vụ công quốc gia";
}

/** Gives the number of the resident's ward, province or country with an advice to ask. */
export const numberWording = createNumberLine({
  asks: /bác (?:cứ |nên |nhớ )?(?:gọi )?hỏi(?! một trong)|hỏi (?:trước|thêm)/iu,
  line: (call) => `Số để bác gọi hỏi: ${nameOwner(call)}, ${warnOfDoubt(call)}.`,
  briefLine: (call) => {
    const owner = call.of === "country" ? "tổng đài dịch vụ công" : nameOwner(call);
    return `Gọi ${owner}: ${warnOfDoubt(call)}.`;
  },
  formatNumber,
});
