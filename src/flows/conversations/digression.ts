import type { FlowContext, PassingFlow } from "../engine/flow.ts";
import { buildFullChecklist } from "./checklist-now.ts";
import { findNumberNearby } from "./number-to-call.ts";
import { toProcedure } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    aside: true;
  }
}

/** A question about another procedure in the middle of a task: a short answer, then the task or the other one. Given `@about`. */
export const digressionFlow: PassingFlow<"aside"> = {
  id: "aside",
  kind: "interruption",
  version: "1",
  next(answers, context) {
    const about = answers.get("@about") ?? "";
    if (answers.get("pick") === "switch") {
      return { kind: "finish", outcome: "switched", to: toProcedure(about) };
    }
    if (answers.get("pick") === "keep") return { kind: "finish", outcome: "kept" };
    if (!answers.has("brief")) {
      return {
        kind: "say",
        id: "brief",
        texts: context.wording.numbers.addNumber(
          [describeBriefly(about, context)],
          findNumberNearby(context),
        ),
        outcome: "aside",
      };
    }
    const wording = context.wording.procedure;
    return {
      kind: "choice",
      id: "pick",
      ask: wording.briefAsk(context.waiting ?? ""),
      options: [
        { value: "keep", label: wording.keepOn, words: wording.keepOnWords },
        { value: "switch", label: wording.switchOver, words: wording.switchOverWords },
      ],
    };
  },
};

function describeBriefly(procedureId: string, context: FlowContext): string {
  const listed = context.catalog.listed.get(procedureId);
  if (listed !== undefined) return `${listed.name}\n\n${context.wording.listed.summary(listed)}`;
  const checklist = buildFullChecklist(procedureId, context);
  if (checklist === null) return "";
  const purpose = context.catalog.guides.get(procedureId)?.purpose ?? "";
  return context.wording.procedure.brief(purpose, checklist);
}
