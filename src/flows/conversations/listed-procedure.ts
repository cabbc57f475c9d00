import type { ListedProcedure } from "../../catalog/listed/listed-procedure.ts";
import type { Wording } from "../../wording/wording.ts";
import type { Option, TaskFlow } from "../engine/flow.ts";
import { findNumberNearby } from "./number-to-call.ts";
import { toFindPoint, toHandoff, toMenu } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    [id: `listed:${string}`]: true;
  }
}

/** What the portal says besides the four lines, behind a button each. */
const sections = ["papers", "facts", "steps", "source"] as const;

/** A procedure without a guide: four lines of what the portal says of it, then what next. */
export function listedFlow(record: ListedProcedure): TaskFlow<`listed:${string}`> {
  return {
    id: `listed:${record.id}`,
    kind: "task",
    version: "2",
    title: () => record.name,
    next(answers, context) {
      const { wording } = context;
      const call = findNumberNearby(context);
      if (!answers.has("facts")) {
        const texts = [
          wording.procedure.listedIntro(record.name),
          wording.listed.summary(record, call),
        ];
        return { kind: "say", id: "facts", texts, outcome: "listed" };
      }
      const chosen = answers.get("next");
      switch (chosen) {
        case "point":
          return { kind: "call", to: toFindPoint(record.id), forget: ["next"] };
        case "person":
          return { kind: "call", to: toHandoff("asked"), forget: ["next"] };
        case "other":
          return { kind: "finish", outcome: "done", to: toMenu };
      }
      const section = sections.find((each) => each === chosen);
      if (section !== undefined) {
        const texts = wording.numbers.addNumber([wording.listed[section](record)], call);
        return { kind: "say", id: "section", texts, forget: ["section", "next"] };
      }
      const { next, point, pointFull, pointWords, person, other, otherWords } = wording.procedure;
      return {
        kind: "choice",
        id: "next",
        ask: next,
        open: true,
        options: [
          { value: "point", label: point, full: pointFull, words: pointWords },
          ...sectionsOf(record, wording),
          { value: "person", label: person },
          { value: "other", label: other, words: otherWords },
        ],
      };
    },
  };
}

function sectionsOf({ papers, steps }: ListedProcedure, { procedure }: Wording): Option[] {
  const { sections: words, stepByStep, source, sourceWords } = procedure;
  return [
    ...(papers.length === 0 ? [] : [{ value: "papers", ...words.papers }]),
    { value: "facts", ...words.facts },
    ...(steps.length === 0 ? [] : [{ value: "steps", label: stepByStep }]),
    { value: "source", label: source, words: sourceWords },
  ];
}
