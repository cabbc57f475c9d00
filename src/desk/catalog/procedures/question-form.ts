import type { CatalogRecords, GuideOption } from "../../../catalog/schema.ts";
import type { CatalogForm, FormField, TickGroup } from "../form-page.ts";
import { type Branching, findQuestion, type PairedQuestion } from "./branching.ts";
import { nameProcedure } from "./find-procedure.ts";
import { ticksMark } from "./typed-body.ts";

/** The fields of one question: `options.VALUE.label` of an answer that is there, `new1.label` of one to add. */

/** How many answers a form can add at once: a question begins with at least two. */
export const addedAnswers = (isNew: boolean) => (isNew ? ["new1", "new2", "new3"] : ["new1"]);

export interface QuestionPage {
  readonly branching: Branching;
  /** null: a question to add. */
  readonly question: PairedQuestion | null;
  readonly records: CatalogRecords;
}

export function describeQuestion({
  branching,
  question,
  records,
}: QuestionPage): Pick<CatalogForm, "fields" | "ticks" | "hidden" | "listed" | "suggestions"> {
  const { guide } = branching;
  const asked = question?.asked;
  const answers = Object.entries(asked?.options ?? {});
  const place = guide.questions.findIndex(({ id }) => id === asked?.id);
  return {
    fields: [
      {
        name: "ask",
        label: "Câu hỏi",
        hint: "Bot hỏi nguyên văn, như: Bé sinh ở đâu ạ?",
        value: asked?.ask ?? "",
        rows: 2,
      },
      {
        name: "hint",
        label: "Gợi ý",
        hint: "Để trống nếu không cần",
        value: asked?.hint ?? "",
        rows: 2,
      },
      {
        name: "why",
        label: "Vì sao hỏi",
        hint: "Một câu, như: Cháu hỏi vì mỗi nơi sinh cần giấy khác nhau.",
        value: asked?.why ?? "",
        rows: 2,
      },
      {
        name: "question",
        label: "Câu hỏi ghi trong dữ liệu",
        hint: "Cho chương trình khác đọc, không xưng hô. Để trống: như câu hỏi",
        value: question?.recorded.question ?? "",
      },
      {
        name: "place",
        label: "Hỏi thứ mấy",
        value: String((place < 0 ? guide.questions.length : place) + 1),
        narrow: true,
      },
      ...answers.flatMap(([value, option]) =>
        answerFields(`options.${value}`, `Câu trả lời “${option.label}”`, {
          option,
          effect: question?.recorded.options.find((each) => each.value === value)?.effect,
          records,
        }),
      ),
      ...addedAnswers(question === null).flatMap((name) =>
        answerFields(
          name,
          question === null ? `Câu trả lời ${name.slice(-1)}` : "Thêm câu trả lời",
          { option: null, effect: undefined, records },
        ),
      ),
    ],
    ticks: [
      ...describeEarlier(branching, asked?.id),
      ...(question === null ? [] : describePapers(branching, question)),
    ],
    hidden: { [ticksMark]: "1" },
    suggestions: {
      procedures: records.guides.map(({ procedure }) => nameProcedure(records, procedure)),
    },
    listed: answers.map(([value, { label }]) => ({
      text: `Câu trả lời “${label}”`,
      remove: { remove_answer: value },
    })),
  };
}

interface Answer {
  readonly option: GuideOption | null;
  readonly effect: string | undefined;
  readonly records: CatalogRecords;
}

function answerFields(
  name: string,
  heading: string,
  { option, effect, records }: Answer,
): FormField[] {
  const to = option?.leads_to;
  const folded =
    option === null ? `Chi tiết (${name.slice(-1)})` : `Chi tiết của “${option.label}”`;
  return [
    {
      name: `${name}.label`,
      label: "Nút",
      hint: "Nhiều nhất 20 ký tự",
      value: option?.label ?? "",
      heading,
    },
    { name: `${name}.note`, label: "Dặn khi chọn", value: option?.note ?? "", rows: 2 },
    {
      name: `${name}.leads_to`,
      label: "Chuyển sang thủ tục",
      hint: "Tên hoặc mã. Để trống: vẫn là thủ tục này",
      value: to === undefined ? "" : nameProcedure(records, to),
      list: "procedures",
    },
    {
      name: `${name}.stops`,
      label: "Dừng lại vì",
      hint: "Chỉ khi người trả lời như vậy không làm được thủ tục này",
      value: option?.stops ?? "",
      rows: 2,
      folded,
    },
    {
      name: `${name}.full`,
      label: "Ghi đủ",
      hint: "Để trống nếu nút đã đủ",
      value: option?.full ?? "",
      folded,
    },
    {
      name: `${name}.words`,
      label: "Người dân còn nói",
      hint: "Cách nhau bằng dấu phẩy",
      value: (option?.words ?? []).join(", "),
      folded,
    },
    {
      name: `${name}.effect`,
      label: "Kết quả ghi trong dữ liệu",
      hint: "Cho chương trình khác đọc. Để trống: như lời dặn",
      value: effect ?? "",
      folded,
    },
  ];
}

/** Only what is asked before can decide whether this question is asked. */
function describeEarlier({ guide }: Branching, id: string | undefined): TickGroup[] {
  const at = guide.questions.findIndex((each) => each.id === id);
  const needed = guide.questions[at]?.only_if ?? {};
  return guide.questions.slice(0, at < 0 ? undefined : at).map((earlier) => ({
    legend: `Chỉ hỏi khi: ${earlier.ask}`,
    name: `only_if.${earlier.id}`,
    options: Object.entries(earlier.options).map(([value, { label, full }]) => ({
      value,
      label: full ?? label,
      isTicked: (needed[earlier.id] ?? []).includes(value),
    })),
  }));
}

/** The papers of each answer that the record knows, by their places in its list. */
function describePapers(
  { procedure }: Branching,
  { asked, recorded }: PairedQuestion,
): TickGroup[] {
  if (procedure.documents.length === 0) return [];
  return recorded.options.map(({ value, label }) => ({
    legend: `Giấy tờ cần khi chọn “${asked.options[value]?.label ?? label}”`,
    name: `papers.${value}`,
    options: procedure.documents.map(({ name, condition, when }, at) => ({
      value: String(at),
      label: condition === null ? name : `${name} (${condition})`,
      isTicked: isNeeded(when?.[asked.id], value),
    })),
  }));
}

/** Whether a fact is for an answer; what names no answer is for all. */
export function isNeeded(needed: string | readonly string[] | undefined, value: string): boolean {
  return needed === undefined || [needed].flat().includes(value);
}

/** Finds what a form is about; null if there is no such question. */
export function openQuestion(
  branching: Branching,
  id: string | null,
  records: CatalogRecords,
): QuestionPage | null {
  if (id === null) return { branching, question: null, records };
  const question = findQuestion(branching, id);
  return question === null ? null : { branching, question, records };
}
