import { isRuledOut, isSatisfied } from "../facts/applicable.ts";
import type { Procedure } from "../procedure-schema.ts";
import type { Guide, Visit } from "../schema.ts";
import type { BranchAnswers } from "./branches.ts";
import { canSubmitOnline } from "./procedure.ts";

/** What the web is good for in a resident's case. */
export interface OnlineUse {
  readonly use: Visit["online"];
  /** What must be done in person, or why nothing must; null if no source says. */
  readonly say: string | null;
  /** No answer that is still open can change the use. */
  readonly isCertain: boolean;
}

/**
 * Returns what the guide says for these answers, or whether the record lists a way to submit on the web. Everything that
 * mentions the web calls this: the record alone does not state who can only book a time there.
 */
export function findOnlineUse(
  procedure: Procedure,
  { visits = [] }: Guide,
  answers: BranchAnswers = new Map(),
): OnlineUse {
  const visit = visits.find(({ when }) => isSatisfied(when, answers));
  const use = visit?.online ?? (canSubmitOnline(procedure) ? "submit" : "nothing");
  const possible = visits
    .slice(0, visit === undefined ? visits.length : visits.indexOf(visit))
    .filter(({ when }) => !isRuledOut(when, answers));
  return {
    use,
    say: visit?.say ?? null,
    isCertain: possible.every(({ online }) => online === use),
  };
}

const portal = /https:\/\/dichvucong\.gov\.vn(?![\w/.])/;

/** Returns how the record names the national portal among its ways to submit, and the other ways. */
export function splitWays({ submit_online: ways }: Procedure): {
  readonly portal: string | null;
  readonly others: readonly string[];
} {
  return {
    portal: ways.find((way) => portal.test(way)) ?? null,
    others: ways.filter((way) => !portal.test(way)),
  };
}
