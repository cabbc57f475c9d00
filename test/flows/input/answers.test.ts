import { describe, expect, test } from "@jest/globals";
import type { Option } from "../../../src/flows/engine/flow.ts";
import { matchOption } from "../../../src/flows/input/match-option.ts";
import { Said } from "../../../src/flows/input/said.ts";

const yesOrNo: Option[] = [
  { value: "yes", label: "Có" },
  { value: "no", label: "Không" },
];

/** What a typed text means at a plain yes/no question; "none" is no answer. */
const answers = {
  yes: [
    ...["có", "Có", "CÓ", "co", "có ạ", "co a", "dạ có", "da co", "dạ có ạ", "dạ thưa cô có"],
    ...["có cháu ạ", "có em nhé", "có nha", "có chứ", "có chứ cháu", "có mà", "có luôn", "tôi có"],
    ...[
      "dạ em có ạ",
      "có rồi",
      "có rồi ạ",
      "đã có",
      "rồi",
      "rồi ạ",
      "rồi cháu",
      "đúng",
      "đúng rồi",
    ],
    ...["đúng vậy", "phải", "vâng", "vâng ạ", "dạ vâng", "dạ vâng ạ", "dạ", "dạ ạ", "ừ", "ừ cháu"],
    ...["ừm", "uh", "uk", "ok", "OK", "ok nhé", "okay", "oke", "ok luôn", "đồng ý", "đồng ý ạ"],
    ...[
      "dong y",
      "tất nhiên",
      "dĩ nhiên rồi",
      "chắc chắn rồi",
      "vâng, có ạ",
      "có có",
      "👍",
      "👍🏽",
    ],
    ...[
      "👌",
      "✅",
      "ok 👍",
      "có ❤️",
      "yes",
      "yes please",
      "yeah",
      "yep",
      "sure",
      "i do",
      "co\u0301",
    ],
    ...["có giấy chứng sinh", "co giay chung sinh", "có giấy đó rồi", "có, tôi có giấy rồi"],
  ],
  no: [
    ...["không", "Không", "khong", "ko", "k", "kg", "hông", "không ạ", "dạ không", "dạ không ạ"],
    ...["da khong a", "không cháu ạ", "không em ơi", "không có", "khong co", "dạ không có ạ"],
    ...[
      "không phải",
      "không cần",
      "không đâu",
      "tôi không",
      "em không có ạ",
      "chưa",
      "chua",
      "chưa ạ",
    ],
    ...["dạ chưa", "chưa có", "chưa có đâu", "chưa bao giờ", "không đồng ý", "khong dong y"],
    ...["không có ai", "👎", "❌", "no", "nope", "not yet", "no thanks", "không, cảm ơn cháu"],
    ...["không có giấy", "chưa có giấy", "tôi chưa có giấy chứng sinh", "giấy chưa có"],
  ],
  none: [
    ...["cô ơi", "co oi", "cô", "cô giáo", "co giao", "cơ sở y tế", "co so y te", "cố lên", "cỏ"],
    ...["có lẽ", "co le", "có lẽ là có", "có thể", "co the", "có khi", "có mất phí", "có mất tiền"],
    ...[
      "có không",
      "có hay không",
      "có chưa",
      "có được không",
      "được không",
      "được chưa",
      "ok chưa",
    ],
    ...["có phải đóng tiền", "có cần gì nữa", "có mấy loại", "có ai giúp", "có gì mới", "có à"],
    ...["không biết", "khong biet", "không hiểu", "chưa hiểu", "không rõ", "chưa rõ", "không nhớ"],
    ...[
      "không chắc",
      "không chắc chắn",
      "not sure",
      "không sao",
      "không biết nữa",
      "chịu",
      "hổng biết",
      "ko bít",
      "k hiểu",
    ],
    ...["tôi muốn hỏi việc khác", "hả", "gì", "dạ cô ơi", "thưa cô", "thua co"],
    ...[
      "cảm ơn",
      "cảm ơn cô",
      "cam on co",
      "dạ cảm ơn",
      "chào cô",
      "đã",
      "khống chế",
      "rỗi",
      "dừng",
    ],
    ...[
      "😀",
      "🙏",
      "👍👎",
      "...",
      "co chau oi",
      "cô chú ơi",
      "nhờ cô",
      "cho hỏi chút",
      "được rồi cô",
    ],
    ...["có con nhỏ không", "không biết có không", "từ từ đã", "để sau", "có lưu gì không"],
  ],
};

describe("a yes/no question", () => {
  const question = { ask: "Bác đã có giấy chứng sinh chưa ạ?" };
  const table = Object.entries(answers).flatMap(([meant, texts]) =>
    texts.map((typed) => ({ typed, meant })),
  );

  test.each(table)('reads "$typed" as $meant', ({ typed, meant }) => {
    const value = matchOption(yesOrNo, new Said(typed), question)?.value ?? "none";
    expect(value).toBe(meant);
  });
});

describe("a number with courtesies", () => {
  const options: Option[] = [
    { value: "1", label: "Bệnh viện" },
    { value: "2", label: "Ở nhà" },
    { value: "3", label: "Nơi khác" },
  ];

  test.each([
    ...["2", "2 ạ", "dạ 2", "dạ 2 ạ", "2.", "2)", "(2)", "2!", "số 2", "số 2 ạ", "so 2 a", "2 nhé"],
    ...["2 nha cháu", "2 cháu ạ", "2 cháu ơi", "hai", "hai ạ", "dạ hai", "số hai", "tôi chọn số 2"],
    ...["toi chon so 2", "chọn 2", "chọn số 2 nhé cháu", "em chọn 2 ạ", "cho tôi số 2", "câu 2"],
    ...["cái thứ hai", "cái thứ 2", "tôi lấy cái thứ hai", "câu thứ hai", "ý thứ 2", "lựa chọn 2"],
    ...["lựa chọn thứ hai", "phương án 2", "phương án hai", "đáp án 2", "mục 2", "bấm 2", "phím 2"],
    ...[
      "trả lời là 2",
      "2️⃣",
      "②",
      "２",
      "two",
      "number 2",
      "option 2 please",
      "the second one",
      "2nd",
    ],
    ...["i choose 2", "#2", "thưa cô, số 2 ạ", "cô ơi 2", "cảm ơn cháu, số 2"],
  ])('"%s" is the second option', (typed) => {
    expect(matchOption(options, new Said(typed))?.value).toBe("2");
  });

  test.each([...["một", "số một ạ", "cái đầu tiên", "câu đầu", "the first one", "1 ạ", "mot"]])(
    '"%s" is the first option',
    (typed) => {
      expect(matchOption(options, new Said(typed))?.value).toBe("1");
    },
  );

  test.each([
    ...[
      "1 2",
      "1 hoặc 2",
      "2 cháu",
      "hai cháu",
      "hai em ạ",
      "2 con",
      "thứ hai",
      "thứ 2",
      "tháng 2",
    ],
    ...[
      "hải",
      "năm 2",
      "22",
      "4",
      "0",
      "hai vợ chồng",
      "2 người",
      "một mình",
      "một mình ạ",
      "theo ba",
    ],
    ...[
      "con thứ hai",
      "ngày 2",
      "phường 2",
      "2/9",
      "số 2 đường 3",
      "2.5",
      "cả hai",
      "lần 2",
      "hai lần",
    ],
  ])('"%s" is no option', (typed) => {
    expect(matchOption(options, new Said(typed))).toBeNull();
  });
});

describe("words with other marks", () => {
  const renew: Option[] = [
    { value: "lost", label: "Bị mất", words: ["mất", "mất thẻ", "mất rồi"] },
    { value: "broken", label: "Bị hỏng", words: ["hỏng", "hư", "sửa thẻ"] },
  ];

  test.each([
    ["mất", "lost"],
    ["mat", "lost"],
    ["mất rồi cháu ơi", "lost"],
    ["mât the", "lost"],
    ["dạ thẻ bị hư ạ", "broken"],
    ["sữa thẻ", "broken"],
    ["cháu làm mất thẻ ở chợ hôm trước", "lost"],
  ])('"%s" is %s', (typed, value) => {
    expect(matchOption(renew, new Said(typed))?.value).toBe(value);
  });

  test.each(["mát", "mặt thế", "hổng", "không mất", "chưa bị mất", "không phải mất thẻ", "hừ"])(
    '"%s" is none of them',
    (typed) => {
      expect(matchOption(renew, new Said(typed))).toBeNull();
    },
  );

  const wishes: Option[] = [
    { value: "all", label: "Có, làm luôn", words: ["muốn", "làm hết"] },
    { value: "birth", label: "Không, chỉ khai sinh", words: ["chỉ khai sinh"] },
  ];

  test.each([
    ["muốn", "all"],
    ["tôi muốn làm luôn", "all"],
    ["muốn hỏi chút", null],
    ["tôi muốn hỏi", null],
  ])('a verb counts only beside words of the question: "%s"', (typed, value) => {
    const question = { ask: "Bác có muốn làm luôn thường trú cho bé không ạ?" };
    expect(matchOption(wishes, new Said(typed), question)?.value ?? null).toBe(value);
  });
});
