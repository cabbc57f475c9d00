import type { LifeEvent } from "../../catalog/schema.ts";
import type { ChoiceQuestion, Flow, FlowContext, Option, Step } from "../engine/flow.ts";

/** The way in: by life event, by a typed name, or to a point, a dossier, a person. */
export const menuFlow: Flow = {
  id: "menu",
  version: "1",
  title: () => null,
  next(answers, scene) {
    const topic = answers.get("topic");
    if (topic === undefined) return chooseTopic(scene);
    const event = scene.catalog.lifeEvents.find(({ id }) => id === topic);
    if (event === undefined) return leadOn(topic);
    const procedure = answers.get("procedure");
    return procedure === undefined
      ? chooseProcedure(event, scene)
      : { kind: "visit", go: { flow: `procedure:${procedure}` }, forget: ["procedure"] };
  },
};

function chooseTopic({
  catalog,
  waiting,
  wording: { menu: wording },
}: FlowContext): ChoiceQuestion {
  const resume: Option[] =
    waiting === null
      ? []
      : [{ value: "resume", label: wording.resume, full: wording.resumeFull(waiting) }];
  return {
    kind: "choice",
    id: "topic",
    ask: wording.ask,
    open: true,
    options: [
      ...resume,
      ...catalog.lifeEvents.map(({ id, label, title }) => ({ value: id, label, full: title })),
      { value: "point", label: wording.point, full: wording.pointFull, words: wording.pointWords },
      {
        value: "dossier",
        label: wording.dossier,
        full: wording.dossierFull,
        words: wording.dossierWords,
      },
      { value: "person", label: wording.person, full: wording.personFull },
    ],
  };
}

function chooseProcedure(
  { title, procedures }: LifeEvent,
  { catalog, wording: { menu: wording } }: FlowContext,
): ChoiceQuestion {
  const named = procedures.flatMap((id) => {
    const procedure = catalog.procedures.get(id);
    return procedure === undefined ? [] : [{ value: id, label: procedure.name }];
  });
  const back: Option = {
    value: "back",
    label: wording.back,
    words: wording.backWords,
    forget: ["topic", "procedure"],
  };
  return {
    kind: "choice",
    id: "procedure",
    ask: wording.askIn(title),
    open: true,
    options: [...named, back],
  };
}

/** What the menu offers beside procedures. */
function leadOn(topic: string): Step {
  const forget = ["topic"];
  switch (topic) {
    case "resume":
      return { kind: "finish", outcome: "resumed" };
    case "point":
      return { kind: "visit", go: { flow: "find-point" }, forget };
    case "person":
      return { kind: "visit", go: { flow: "handoff", answers: [["@why", "asked"]] }, forget };
    default:
      return { kind: "visit", go: { flow: "dossier" }, forget };
  }
}
