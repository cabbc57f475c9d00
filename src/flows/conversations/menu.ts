import { selectValid } from "../../catalog/facts/window.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { findName } from "../../catalog/procedures/procedure.ts";
import type { LifeEvent } from "../../catalog/schema.ts";
import type { Wording } from "../../wording/wording.ts";
import type {
  ChoiceQuestion,
  FlowContext,
  Option,
  PassingFlow,
  Step,
  Transition,
} from "../engine/flow.ts";
import { languageButton } from "../engine/language-button.ts";
import { toDossier, toFindPoint, toHandoff, toProcedure } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    menu: true;
  }
}

/** The entry: by life event, by a typed name, or to a point, a dossier, a person. */
export const menuFlow: PassingFlow<"menu"> = {
  id: "menu",
  kind: "transient",
  version: "1",
  next(answers, context) {
    const topic = answers.get("topic");
    if (topic === undefined) return askTopic(context);
    if (topic === "merger") {
      return answers.has("merger-told")
        ? { kind: "finish", outcome: "told" }
        : { kind: "say", id: "merger-told", texts: tellOfMerger(context) };
    }
    const event = context.catalog.lifeEvents.find(({ id }) => id === topic);
    if (event === undefined) return followTopic(topic);
    const procedure = answers.get("procedure");
    return procedure === undefined
      ? askProcedure(event, context)
      : { kind: "call", to: toProcedure(procedure), forget: ["procedure"] };
  },
};

/** What is not about papers stays on the first page, however many topics there are. */
const topicsBeforeServices = 5;

/** The button that changes the language. */
function otherLanguage(wording: Wording["menu"]): Option {
  return { value: languageButton(wording.otherLanguage.code), label: wording.otherLanguage.name };
}

function askTopic({ catalog, waiting, wording: { menu: wording } }: FlowContext): ChoiceQuestion {
  const topics = catalog.lifeEvents.map(({ id, label, title }) => ({
    value: id,
    label,
    full: title,
  }));
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
      ...topics.slice(0, topicsBeforeServices),
      { value: "point", label: wording.point, full: wording.pointFull, words: wording.pointWords },
      {
        value: "dossier",
        label: wording.dossier,
        full: wording.dossierFull,
        words: wording.dossierWords,
      },
      { value: "person", label: wording.person, full: wording.personFull },
      ...topics.slice(topicsBeforeServices),
      {
        value: "merger",
        label: wording.merger,
        full: wording.mergerFull,
        words: wording.mergerWords,
      },
    ],
    asides: [otherLanguage(wording)],
  };
}

/** How to ask for a ward's new name, and whether old papers still hold. */
function tellOfMerger({ catalog, now, wording: { asks } }: FlowContext): string[] {
  const valid = selectValid(catalog.knownAnswers, toLocalDay(now));
  const papers = valid.filter(({ id }) => id === "papers");
  return [asks.whichWard, ...papers.map(({ say, basis }) => asks.known(say, basis, true, null))];
}

function askProcedure(
  { title, procedures }: LifeEvent,
  { catalog, wording: { menu: wording } }: FlowContext,
): ChoiceQuestion {
  const named = procedures.flatMap((id) => {
    const name = findName(catalog, id);
    return name === null ? [] : [{ value: id, label: name }];
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

/** Follows a topic that is no life event. */
function followTopic(topic: string): Step {
  switch (topic) {
    case "resume":
      return { kind: "finish", outcome: "resumed" };
    case "point":
      return callFromMenu(toFindPoint());
    case "person":
      return callFromMenu(toHandoff("asked"));
    default:
      return callFromMenu(toDossier(null));
  }
}

function callFromMenu(to: Transition): Step {
  return { kind: "call", to, forget: ["topic"] };
}
