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
  [
    /^its English has the figures "(.*)", not "(.*)"/,
    (english, vietnamese) =>
      `tiếng Anh có số “${english}”, tiếng Việt có số “${vietnamese}”; hai bên phải như nhau`,
  ],
  [
    /^the record holds no “(.+)” without an end/,
    (figure) => `bỏ “${figure}”: số tiền, thời hạn có ngày thì bot tự lấy từ dữ liệu`,
  ],
  [/^the question "(.+)" is missing/, (id) => `lời hướng dẫn thiếu câu hỏi “${id}”`],
  [/^the procedure has no question "(.+)"/, (id) => `thủ tục không có câu hỏi “${id}”`],
  [/^the answer "(.+)" is missing/, (value) => `lời hướng dẫn thiếu câu trả lời “${value}”`],
  [/^the record has no answer "(.+)"/, (value) => `thủ tục không có câu trả lời “${value}”`],
  [/^"(.+)" is not an earlier question/, (id) => `câu “${id}” phải hỏi trước câu này`],
  [/^it leads to the procedure that asks/, () => "câu trả lời dẫn về chính thủ tục này"],
  [/^the procedure has no document of this name/, () => "thủ tục không có giấy tên này"],
  [/^this procedure has no guide/, () => "thủ tục chưa có lời hướng dẫn"],
  [/^no procedure is left in this life event/, () => "nhóm việc này không còn thủ tục nào"],
  [/^no life event leads/, () => "chưa nhóm việc nào dẫn tới thủ tục này"],
];

export function wordIssue({ record, field, reason }: ValidationIssue): WordedIssue {
  for (const [pattern, word] of wordings) {
    const found = pattern.exec(reason);
    if (found !== null) return { record, field: nameField(field), reason: word(...found.slice(1)) };
  }
  return { record, field: nameField(field), reason };
}
