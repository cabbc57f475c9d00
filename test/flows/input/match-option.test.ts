import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import type { Option } from "../../../src/flows/engine/flow.ts";
import { matchOption } from "../../../src/flows/input/match-option.ts";
import { Said } from "../../../src/flows/input/said.ts";

const catalog = await loadCatalog("data");
const unaccented = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");

describe("every answer of every question", () => {
  const questions = [...catalog.guides.values()].flatMap(({ procedure, questions }) =>
    questions.map(({ id, options }) => ({ name: `${procedure}/${id}`, options })),
  );

  test.each(questions)(
    "$name is recognised by its number, its label, its wording and its words",
    ({ options }) => {
      const offered: Option[] = Object.entries(options).map(([value, { label, full, words }]) => ({
        value,
        label,
        ...(full === undefined ? {} : { full }),
        ...(words === undefined ? {} : { words }),
      }));
      offered.forEach((option, index) => {
        const spoken = [option.label, option.full ?? option.label, ...(option.words ?? [])];
        for (const typed of [String(index + 1), ...spoken, ...spoken.map(unaccented)]) {
          expect({ typed, value: matchOption(offered, new Said(typed))?.value }).toStrictEqual({
            typed,
            value: option.value,
          });
        }
      });
    },
  );
});

describe("answers in a sentence", () => {
  const places: Option[] = [
    { value: "hospital", label: "Bệnh viện, trạm y tế", words: ["nhà bảo sanh"] },
    { value: "home", label: "Ở nhà, nơi khác", full: "Ở nhà hoặc nơi khác" },
  ];
  const yesNo: Option[] = [
    { value: "yes", label: "Có" },
    { value: "no", label: "Không" },
  ];

  test.each([
    [places, "cháu nó sinh ở bệnh viện quận", "hospital"],
    [places, "benh vien", "hospital"],
    [places, "số 2", "home"],
    [yesNo, "dạ có", "yes"],
    [yesNo, "không có", "no"],
    [yesNo, "chưa", "no"],
    [yesNo, "rồi", "yes"],
  ] as const)('%j: "%s" means %s', (options, typed, value) => {
    expect(matchOption(options, new Said(typed))?.value).toBe(value);
  });

  test("is made of an option's own wordings, also where the question is open to any wish", () => {
    const again = { value: "again", label: "Gửi lại danh sách", words: ["xem lại", "danh sách"] };
    const birth = {
      value: "birth",
      label: "Sinh con",
      full: "Sinh con, khai sinh, sửa giấy khai sinh",
    };
    const open = { ask: "Bác muốn làm gì tiếp ạ?", open: true };
    const match = (typed: string) => matchOption([again, birth], new Said(typed), open)?.value;
    expect(["xem lại danh sách", "cho tôi xem lại", "giấy khai sinh"].map(match)).toEqual([
      "again",
      "again",
      undefined,
    ]);
  });

  test.each([
    [places, "bệnh viện có cấp giấy này không?"],
    [places, "3"],
    [places, "😀"],
    [yesNo, "tôi muốn hỏi việc khác"],
  ] as const)('%j: "%s" is no answer', (options, typed) => {
    expect(matchOption(options, new Said(typed))).toBeNull();
  });
});
