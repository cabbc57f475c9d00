import type { Flow } from "../engine/flow.ts";

/**
 * Several procedures fit what was typed: the resident chooses. Begun with `@ids`, comma between, and `@unsure`
 * where they only may be meant.
 */
export const chooseFlow: Flow = {
  id: "choose",
  version: "1",
  title: () => null,
  next(answers, { catalog, wording: { procedure: wording, asked } }) {
    const picked = answers.get("procedure");
    if (picked === "none") return { kind: "finish", outcome: "none", go: { flow: "menu" } };
    if (picked !== undefined) {
      return { kind: "finish", outcome: "chosen", go: { flow: `procedure:${picked}` } };
    }
    const ids = (answers.get("@ids") ?? "").split(",");
    const options = ids.flatMap((id) => {
      const procedure = catalog.procedures.get(id);
      return procedure === undefined ? [] : [{ value: id, label: procedure.name }];
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
