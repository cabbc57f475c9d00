import type { Wording } from "../../wording/wording.ts";
import {
  type Answers,
  askPort,
  type FlowContext,
  type Step,
  type StepAfterPort,
  type TaskFlow,
} from "../engine/flow.ts";
import type { DossierSearchResult, FollowOffer, VerificationResult } from "../engine/ports.ts";
import { findDossierCode } from "./dossier-code.ts";
import { followDossier } from "./follow-dossier.ts";
import { toMyDossiers } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    dossier: true;
  }
}

/** An attempt may have some words around the digits: "4 số cuối là 1234 nhé". */
const maxWordsAroundDigits = 5;

/**
 * A dossier that was handed in: its code, the proof that it is the resident's, its status, and whether to be notified of changes.
 * Given `@code` if one was typed, `@link` if a link named the dossier, or `@dossier` from the list of followed dossiers.
 */
export const dossierFlow: TaskFlow<"dossier"> = {
  id: "dossier",
  kind: "task",
  version: "2",
  title: ({ dossier }) => dossier.title,
  next(answers, context) {
    const dossier = Number(answers.get("@dossier") ?? Number.NaN);
    if (Number.isNaN(dossier)) return findDossier(answers, context);
    const isProven = answers.get("@access") !== "digits" || answers.has("proof");
    return isProven
      ? followDossier(dossier, answers, context)
      : proveAccess(dossier, answers, context);
  },
};

function findDossier(answers: Answers, { wording: { dossier: wording } }: FlowContext): Step {
  const linked = answers.get("@link");
  if (linked !== undefined) {
    return askPort<"dossier.open">({ port: "dossier.open", dossier: Number(linked) }, (found) =>
      afterSearch("", found, wording),
    );
  }
  const typed = answers.get("code") ?? answers.get("@code");
  if (typed === undefined) {
    return {
      kind: "choice",
      id: "code",
      ask: wording.askCode,
      options: [{ value: "mine", label: wording.mine }],
      parse: (words) => {
        const code = findDossierCode(words);
        return code === null ? { ok: false, say: wording.codeUnclear } : { ok: true, value: code };
      },
    };
  }
  if (typed === "mine") return { kind: "finish", outcome: "to-list", to: toMyDossiers };
  return askPort<"dossier.find">({ port: "dossier.find", typed }, (found) =>
    afterSearch(typed, found, wording),
  );
}

function afterSearch(
  typed: string,
  found: DossierSearchResult,
  wording: Wording["dossier"],
): StepAfterPort {
  const askAgain = {
    kind: "say",
    id: "search",
    forget: ["search", "code", "@code", "@link"],
  } as const;
  switch (found.result) {
    case "none":
      return {
        ...askAgain,
        texts: [typed === "" ? wording.linkGone : wording.notFound(typed)],
        outcome: "dossier-unknown",
      };
    case "many":
      return { ...askAgain, texts: [wording.ambiguous(typed)], outcome: "dossier-ambiguous" };
    case "word":
      return { kind: "finish", outcome: "status-word", texts: [wording.wordOnly(found.status)] };
    case "one":
      return {
        kind: "say",
        id: "search",
        texts: [],
        keep: [
          ["@dossier", String(found.dossier)],
          ["@access", found.isFollowed ? "following" : "digits"],
          ["@offer", encodeOffer(found.offer)],
        ],
      };
  }
}

function encodeOffer({ purposes, keptDays }: FollowOffer): string {
  return [keptDays, ...purposes].join(" ");
}

function proveAccess(dossier: number, answers: Answers, { wording, now }: FlowContext): Step {
  const digits = answers.get("digits");
  if (digits === undefined) {
    return {
      kind: "text",
      id: "digits",
      ask: wording.dossier.askDigits,
      confidential: true,
      parse: (typed) => {
        if (!isAttempt(typed)) return { ok: false, say: null };
        const [four] = /^\D*(\d{4})\D*$/.exec(typed.replaceAll(/\s/g, ""))?.slice(1) ?? [];
        return four === undefined
          ? { ok: false, say: wording.dossier.digitsUnclear, meant: true }
          : { ok: true, value: four };
      },
    };
  }
  return askPort<"dossier.verify">({ port: "dossier.verify", dossier, digits }, (verified) =>
    afterDigits(verified, wording.dossier, now),
  );
}

/** "Tối nay phường 9 có làm không" has a digit too, but asks something else. */
function isAttempt(typed: string): boolean {
  const letters = typed.match(/\p{L}+/gu) ?? [];
  return /\d/.test(typed) && letters.length <= maxWordsAroundDigits;
}

function afterDigits(
  verified: VerificationResult,
  wording: Wording["dossier"],
  now: Date,
): StepAfterPort {
  switch (verified.result) {
    case "right":
      return { kind: "say", id: "proof", texts: [], outcome: "dossier-proven" };
    case "wrong":
      return {
        kind: "say",
        id: "wrong",
        texts: [wording.wrongDigits(verified.left)],
        forget: ["wrong"],
        outcome: "dossier-wrong-digits",
      };
    case "locked":
      return {
        kind: "finish",
        outcome: "dossier-locked",
        texts: [wording.locked(verified.until, now)],
      };
  }
}
