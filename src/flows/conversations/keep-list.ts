import type { Procedure } from "../../catalog/procedure-schema.ts";
import { findDecidingQuestions, findEffectiveAnswers } from "../../catalog/procedures/branches.ts";
import type { Guide } from "../../catalog/schema.ts";
import type { Wording } from "../../wording/wording.ts";
import { type Answers, askPort, type FlowContext, type Option, type Step } from "../engine/flow.ts";
import { findProvince } from "./resident-province.ts";

/** The answer with which a resident keeps their list. */
export const keepValue = "keep";
const step = "kept";

export function keepOption({ option, optionWords }: Wording["keptList"]): Option {
  return { value: keepValue, label: option, words: optionWords };
}

/** Keeps the list with the answers that count, says where it is, and asks the step `asked` again. */
export function keepList(
  procedure: Procedure,
  guide: Guide,
  answers: Answers,
  context: FlowContext,
  asked: string,
): Step {
  const { catalog, language, point, wording } = context;
  const effective = findEffectiveAnswers(findDecidingQuestions(procedure, guide), answers);
  return askPort<"list.keep">(
    {
      port: "list.keep",
      procedure: procedure.id,
      answers: effective.map(({ question, value }) => [question.id, value] as const),
      province: findProvince(catalog, context)?.code ?? null,
      point,
      language,
    },
    ({ address }) => ({
      kind: "say",
      id: step,
      texts: [wording.keptList.kept(address)],
      forget: [step, asked],
      outcome: "list-kept",
    }),
  );
}
