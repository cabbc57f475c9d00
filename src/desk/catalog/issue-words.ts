import type { ValidationIssue } from "../../catalog/validation/issue.ts";
import { nameField } from "./labels.ts";

/** What must be corrected, in words for the editor. */
export interface WordedIssue {
  readonly record: string;
  readonly field: string;
  readonly reason: string;
}

/** The reasons of the checks, which are written for programmers, in the words of the desk. */
const wordings: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [
    /^somebody else has changed it since/,
    () => "người khác đã sửa chỗ này; mở lại, so rồi ghi lại",
  ],
  [
    /^(\d+) words without a pause, more than (\d+)/,
    (n, max) => `câu dài ${n} chữ chưa ngắt, nhiều nhất ${max} chữ`,
  ],
  [/^(\d+) words, more than (\d+)/, (n, max) => `đoạn dài ${n} chữ, nhiều nhất ${max} chữ`],
  [/^“(.+)” is used without “(.+)”/, (word, plain) => `chữ “${word}” khó hiểu; ghi kèm “${plain}”`],
  [/^"(.+)" is not a source/, (id) => `chưa có nguồn “${id}”`],
  [/^"(.+)" is not a procedure/, (id) => `không có thủ tục “${id}”`],
  [
    /^it ends on (\S+), before it begins on (\S+)/,
    (to, from) => `hết hiệu lực ${to} trước khi bắt đầu ${from}`,
  ],
  [
    /^the same case as (\S+) holds on the same days/,
    (other) =>
      `trùng ngày với ${nameField(other ?? "")} của cùng trường hợp; cho dòng cũ hết hiệu lực trước`,
  ],
  [/^no figure holds from (\S+) to (\S+)/, (from, to) => `từ ${from} đến ${to} không có mức nào`],
  [/^"(.+)" is not the short name of a province/, (name) => `không có tỉnh “${name}”`],
  [/^the number (\S+) is not in/, (number) => `số ${number} không có trong dữ liệu của thủ tục`],
  [/^this procedure has no question "(.+)"/, (id) => `thủ tục không có câu hỏi “${id}”`],
  [/^"(.+)" is not an answer/, (value) => `không có câu trả lời “${value}”`],
  [/^"(.+)" occurs more than once/, (value) => `“${value}” có hai lần`],
  [/^ward (\S+) is not in (.+)/, (ward, province) => `mã ${ward} không thuộc ${province}`],
  [/^no ward has the code (\S+)/, (code) => `không có phường, xã mã ${code}`],
  [/^no province has the code (\S+)/, (code) => `không có tỉnh mã ${code}`],
  [/^(\S+) is before (\S+)/, (to, from) => `ngày cuối ${to} trước ngày đầu ${from}`],
  [/^(\S+) is (\S+), not (\S+)/, (day, is) => `ngày ${day} là ${is}`],
  [/^a workday must name|is not a day off/, () => "ngày làm bù phải ghi đúng ngày nghỉ được bù"],
  [/^no life event leads/, () => "chưa nhóm việc nào dẫn tới thủ tục này"],
];

export function wordIssue({ record, field, reason }: ValidationIssue): WordedIssue {
  for (const [pattern, word] of wordings) {
    const found = pattern.exec(reason);
    if (found !== null) return { record, field: nameField(field), reason: word(...found.slice(1)) };
  }
  return { record, field: nameField(field), reason };
}
