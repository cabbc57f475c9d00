import type { Flow, FlowContext } from "../engine/flow.ts";
import { wholeChecklist } from "../input/short-answers.ts";

/** Asking about another procedure in the middle of one: a short answer, then on with either. */
export const asideFlow: Flow = {
  id: "aside",
  version: "1",
  title: () => null,
  next(answers, scene) {
    const about = answers.get("@about") ?? "";
    if (answers.get("pick") === "switch") {
      return { kind: "finish", outcome: "switched", go: { flow: `procedure:${about}` } };
    }
    if (answers.get("pick") === "keep") return { kind: "finish", outcome: "kept" };
    if (!answers.has("brief")) {
      return { kind: "say", id: "brief", texts: [brief(about, scene)], outcome: "aside" };
    }
    const wording = scene.wording.procedure;
    return {
      kind: "choice",
      id: "pick",
      ask: wording.briefAsk(scene.waiting ?? ""),
      options: [
        { value: "keep", label: wording.keepOn, words: wording.keepOnWords },
        { value: "switch", label: wording.switchOver, words: wording.switchOverWords },
      ],
    };
  },
};

function brief(id: string, scene: FlowContext): string {
  const about = wholeChecklist(id, scene);
  const purpose = scene.catalog.guides.get(id)?.purpose ?? "";
  return about === null ? "" : scene.wording.procedure.brief(about.procedure, purpose, about);
}
