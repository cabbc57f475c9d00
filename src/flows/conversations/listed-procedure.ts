import type { ListedProcedure } from "../../catalog/listed/listed-procedure.ts";
import type { TaskFlow } from "../engine/flow.ts";
import { findNumberNearby } from "./number-to-call.ts";
import { toFindPoint, toHandoff, toMenu } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    [id: `listed:${string}`]: true;
  }
}

/** A procedure without a guide: what the portal says of it, in our own frame, then what next. */
export function listedFlow(record: ListedProcedure): TaskFlow<`listed:${string}`> {
  return {
    id: `listed:${record.id}`,
    kind: "task",
    version: "1",
    title: () => record.name,
    next(answers, context) {
      const { wording } = context;
      if (!answers.has("facts")) {
        const call = findNumberNearby(context);
        const texts = wording.numbers.addNumber(wording.listed.texts(record), call);
        return { kind: "say", id: "facts", texts, outcome: "listed" };
      }
      switch (answers.get("next")) {
        case "point":
          return { kind: "call", to: toFindPoint(record.id), forget: ["next"] };
        case "person":
          return { kind: "call", to: toHandoff("asked"), forget: ["next"] };
        case "other":
          return { kind: "finish", outcome: "done", to: toMenu };
      }
      const { next, point, pointFull, pointWords, person, other, otherWords } = wording.procedure;
      return {
        kind: "choice",
        id: "next",
        ask: next,
        open: true,
        options: [
          { value: "point", label: point, full: pointFull, words: pointWords },
          { value: "person", label: person },
          { value: "other", label: other, words: otherWords },
        ],
      };
    },
  };
}
