import { askPort, type PassingFlow } from "../engine/flow.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    "rate-dossier": true;
  }
}

/** Ten times what anybody writes; it is stored in the database. */
const maxWhyLength = 500;

/** How satisfied a resident is with a dossier that was handed over. Given `@score`, 1 to 5, and perhaps `@dossier`. */
export const rateDossierFlow: PassingFlow<"rate-dossier"> = {
  id: "rate-dossier",
  kind: "transient",
  version: "1",
  next(answers, { wording: { dossier: wording } }) {
    const score = Number(answers.get("@score") ?? 0);
    const rated = answers.get("@dossier");
    const dossier = rated === undefined ? null : Number(rated);
    if (!answers.has("scored")) {
      return askPort<"dossier.rate">(
        { port: "dossier.rate", dossier, score, why: null },
        (isKept) =>
          isKept
            ? { kind: "say", id: "scored", texts: [], outcome: `rated-${score}` }
            : { kind: "finish", outcome: "nothing-to-rate", texts: [wording.nothingToRate] },
      );
    }
    const why = answers.get("why");
    if (why === undefined) {
      return {
        kind: "choice",
        id: "why",
        ask: wording.askWhy,
        options: [{ value: "none", label: wording.noWhy, words: wording.noWhyWords }],
        parse: (typed) => ({ ok: true, value: typed.slice(0, maxWhyLength) }),
      };
    }
    const thanks = { kind: "finish", outcome: "rated", texts: [wording.ratingThanks] } as const;
    if (why === "none") return thanks;
    return askPort<"dossier.rate">({ port: "dossier.rate", dossier, score, why }, () => thanks);
  },
};
