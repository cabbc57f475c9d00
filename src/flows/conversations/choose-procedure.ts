import { findName } from "../../catalog/procedures/procedure.ts";
import type { PassingFlow } from "../engine/flow.ts";
import { toMenu, toProcedure } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    choose: true;
  }
}

/** Several procedures fit what was typed: the resident chooses. Given `@ids`, and `@unsure` if they are only a guess. */
export const chooseFlow: PassingFlow<"choose"> = {
  id: "choose",
  kind: "transient",
  version: "1",
  next(answers, { catalog, wording: { procedure: wording, asked } }) {
    const picked = answers.get("procedure");
    if (picked === "none") return { kind: "finish", outcome: "none", to: toMenu };
    if (picked !== undefined) return { kind: "finish", outcome: "chosen", to: toProcedure(picked) };
    const ids = (answers.get("@ids") ?? "").split(",");
    const options = ids.flatMap((id) => {
      const name = findName(catalog, id);
      return name === null ? [] : [{ value: id, label: name }];
    });
    return {
      kind: "choice",
      id: "procedure",
      ask: answers.has("@unsure") ? asked.didYouMean : wording.choose,
      open: true,
      options: [
        ...options,
        { value: "none", label: wording.noneOfThese, words: wording.noneWords },
      ],
    };
  },
};
