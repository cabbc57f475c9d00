import type { FastifyRequest } from "fastify";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Guide, HelpPoint, Province } from "../../catalog/schema.ts";
import { wordingIn } from "../../wording/wording.ts";
import { PageError } from "../errors/answer-error.ts";
import { readParameter } from "../read-query.ts";

/** What an address says of the resident's case: nothing by which anybody could know them. */
export interface GivenCase {
  /** Question id → value. */
  readonly answers: ReadonlyMap<string, string>;
  readonly province: Province | null;
  /** The help point that the resident goes to, or was at. */
  readonly point: HelpPoint | null;
}

/** The words that an address has for something else: no question may have one of these ids. */
export const reservedParameters = { answers: "answers", province: "tinh", point: "diem" } as const;

const maxAnswersLength = 500;
const maxQuotedLength = 40;

/**
 * Reads `?ly_do=mat&tuoi=tu_14`, as the page's form writes it, and `?answers=ly_do:mat,tuoi:tu_14`, as the API reads it. What
 * chats and networks add to the addresses that they pass on is ignored.
 * @throws PageError (400) naming a question of `answers` or a value that is unknown.
 */
export function readCase(request: FastifyRequest, guide: Guide, catalog: Catalog): GivenCase {
  const province = readParameter(request, reservedParameters.province) ?? "";
  const point = catalog.points.get(readParameter(request, reservedParameters.point) ?? "");
  return {
    answers: new Map([...readPairs(request, guide), ...readFields(request, guide)]),
    province: catalog.provinces.get(province) ?? null,
    point: point?.status === "active" ? point : null,
  };
}

function readPairs(request: FastifyRequest, guide: Guide): [string, string][] {
  const written = readParameter(request, reservedParameters.answers) ?? "";
  if (written.length > maxAnswersLength) {
    throw new PageError(400, wordingIn("vi").errorPage.unreadable);
  }
  return written
    .split(",")
    .filter((pair) => pair.trim() !== "")
    .map((pair) => {
      const [question = "", value = ""] = pair.split(":").map((part) => part.trim());
      return checkAnswer(guide, question, value);
    });
}

/** A question that is left open in the form is not in the address, or is there without a value. */
function readFields(request: FastifyRequest, guide: Guide): [string, string][] {
  return guide.questions.flatMap(({ id }) => {
    const value = readParameter(request, id);
    return value === null || value === "" ? [] : [checkAnswer(guide, id, value)];
  });
}

function checkAnswer(guide: Guide, id: string, value: string): [string, string] {
  const { unknownQuestion, unknownAnswer } = wordingIn("vi").pages;
  const question = guide.questions.find((each) => each.id === id);
  if (question === undefined) throw new PageError(400, unknownQuestion(quote(id)));
  if (Object.hasOwn(question.options, value)) return [id, value];
  throw new PageError(400, unknownAnswer(id, quote(value)));
}

function quote(text: string): string {
  return text.length <= maxQuotedLength ? text : `${text.slice(0, maxQuotedLength)}…`;
}

/** Writes a case as the parameters of an address. */
export function writeCase({ answers, province, point }: GivenCase): Record<string, string | null> {
  return {
    ...Object.fromEntries(answers),
    [reservedParameters.province]: province?.code ?? null,
    [reservedParameters.point]: point?.id ?? null,
  };
}
