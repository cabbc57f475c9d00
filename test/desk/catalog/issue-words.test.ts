import { expect, test } from "@jest/globals";
import { validateRecords } from "../../../src/catalog/validation/validate-records.ts";
import { wordIssue } from "../../../src/desk/catalog/issue-words.ts";
import {
  otherProcedure,
  smallFee,
  smallGuide,
  smallPoint,
  smallProcedure,
  smallRecords,
} from "../../catalog/small-records.ts";

const other = otherProcedure();
const [, otherGuide] = smallRecords().guides;
const withFees = (...fees: ReturnType<typeof smallFee>[]) =>
  smallRecords({ procedures: [smallProcedure({ fees }), other] });
const long = Array.from({ length: 30 }, () => "chữ").join(" ");

/** What a person may do at the desk, and the words in which the checks' own reason comes back. */
test.each([
  ["an unknown source", withFees(smallFee({ source: "đồn" })), "chưa có nguồn “đồn”"],
  [
    "an end before its beginning",
    withFees(smallFee({ valid_from: "2027-01-01", valid_to: "2026-12-31" })),
    "hết hiệu lực 2026-12-31 trước khi bắt đầu 2027-01-01",
  ],
  [
    "two figures on the same days",
    withFees(smallFee(), smallFee({ vnd: 1 })),
    "trùng ngày với lệ phí thứ 1 của cùng trường hợp; cho dòng cũ hết hiệu lực trước",
  ],
  [
    "days without a figure",
    withFees(smallFee({ valid_to: "2026-12-31" }), smallFee({ vnd: 1, valid_from: "2027-01-03" })),
    "từ 2027-01-01 đến 2027-01-02 không có mức nào",
  ],
  [
    "an unknown province",
    withFees(smallFee({ province: ["Gia Định"] })),
    "không có tỉnh “Gia Định”",
  ],
  [
    "a figure that isn't the fact's",
    withFees(smallFee({ say: "Thu 5.000 đồng." })),
    "số 5000 không có trong dữ liệu của thủ tục",
  ],
  [
    "an unknown question",
    withFees(smallFee({ when: { tuoi: "1" } })),
    "thủ tục không có câu hỏi “tuoi”",
  ],
  ["an unknown answer", withFees(smallFee({ when: { tre: "xưa" } })), "không có câu trả lời “xưa”"],
  [
    "an unknown procedure",
    smallRecords({ procedures: [smallProcedure({ related: ["ma"] }), other] }),
    "không có thủ tục “ma”",
  ],
  [
    "a procedure twice",
    smallRecords({ procedures: [smallProcedure(), other, other] }),
    "“ihanoi” có hai lần",
  ],
  [
    "a long sentence",
    smallRecords({ guides: [smallGuide({ purpose: `${long}.` }), otherGuide ?? smallGuide()] }),
    "câu dài 30 chữ chưa ngắt, nhiều nhất 25 chữ",
  ],
  [
    "a long text",
    smallRecords({
      guides: [
        smallGuide({ purpose: `${"một hai ba bốn năm sáu. ".repeat(12)}` }),
        otherGuide ?? smallGuide(),
      ],
    }),
    "đoạn dài 72 chữ, nhiều nhất 65 chữ",
  ],
  [
    "a hard word",
    smallRecords({
      guides: [smallGuide({ purpose: "Nộp trực tuyến." }), otherGuide ?? smallGuide()],
    }),
    "chữ “trực tuyến” khó hiểu; ghi kèm “trên mạng”",
  ],
  [
    "an unknown ward",
    smallRecords({ points: [smallPoint({ ward_code: "1" }), smallPoint({ id: "trung-tam" })] }),
    "không có phường, xã mã 1",
  ],
  [
    "a ward of another province",
    smallRecords({
      points: [
        smallPoint({ province: "Thành phố Hà Nội" }),
        smallPoint({ id: "trung-tam", parent: null }),
      ],
    }),
    "mã 27373 không thuộc Thành phố Hà Nội",
  ],
  [
    "a procedure that no topic names",
    smallRecords({ lifeEvents: [] }),
    "chưa nhóm việc nào dẫn tới thủ tục này",
  ],
  [
    "a topic without procedures",
    smallRecords({
      lifeEvents: [
        ...smallRecords().lifeEvents,
        { id: "trong", label: "Trống", title: "Trống", procedures: [] },
      ],
    }),
    "nhóm việc này không còn thủ tục nào",
  ],
  [
    "English with another figure",
    smallRecords({ english: new Map([["Trong 3 ngày", "Within 5 days"]]) }),
    "tiếng Anh có số “5”, tiếng Việt có số “3”; hai bên phải như nhau",
  ],
])("%s is told in the words of the desk", (_name, records, expected) => {
  const reasons = validateRecords(records).map((issue) => wordIssue(issue).reason);
  expect(reasons).toContain(expected);
});

test("a reason without words of the desk is shown as it is", () => {
  const issue = { file: "f", record: "r", field: "fees[0]", reason: "something new", remedy: "" };
  expect(wordIssue(issue)).toEqual({ record: "r", field: "lệ phí thứ 1", reason: "something new" });
});
