import { ask, type Flow } from "../engine/flow.ts";

/** Ten times what anybody writes; the database keeps it. */
const maxWhyLength = 500;

/** How satisfied a resident is with a dossier that was handed over. Begun with `@score`, 1 to 5, and `@dossier` where news of one was tapped. */
export const rateFlow: Flow = {
  id: "rate-dossier",
  version: "1",
  title: () => null,
  next(answers, { wording: { dossier: wording } }) {
    const score = Number(answers.get("@score") ?? 0);
    const tapped = answers.get("@dossier");
    const dossier = tapped === undefined ? null : Number(tapped);
    if (!answers.has("scored")) {
      return ask<"dossier.rate">({ port: "dossier.rate", dossier, score, why: null }, (isKept) =>
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
    return ask<"dossier.rate">({ port: "dossier.rate", dossier, score, why }, () => thanks);
  },
};
