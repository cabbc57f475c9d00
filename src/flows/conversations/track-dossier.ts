import { type ProofKind, toProofKind } from "../../catalog/dossiers/proof.ts";
import { readTypedCode, type TypedCode } from "../../catalog/dossiers/typed-code.ts";
import type { Wording } from "../../wording/wording.ts";
import {
  type Answers,
  askPort,
  type FlowContext,
  type Option,
  type ParsedAnswer,
  type Step,
  type StepAfterPort,
  type StoredAnswer,
  type TaskFlow,
} from "../engine/flow.ts";
import type {
  DossierLinkResult,
  DossierSearchResult,
  FollowOffer,
  OpenDossier,
  ProofTarget,
  VerificationResult,
} from "../engine/ports.ts";
import { followDossier } from "./follow-dossier.ts";
import { findPrivateNumber } from "./private-number.ts";
import { readProof } from "./proof-digits.ts";
import { toHandoff, toMyDossiers } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    dossier: true;
  }
}

/** The answer to the question for the whole code that there is no more of it on the slip. */
const asPrinted = "as-printed";

/**
 * A dossier that was handed in: its code, the proof that it is the resident's, its status, and whether to be notified of changes.
 * Given `@code` if one was typed, `@number` if that was another number, `@link` if a link named the dossier, or `@dossier` from the
 * list of followed dossiers.
 *
 * Until the proof is right nothing tells whether there is a dossier with the code: an unknown one is asked for the same proof.
 */
export const dossierFlow: TaskFlow<"dossier"> = {
  id: "dossier",
  kind: "task",
  version: "3",
  title: ({ dossier }) => dossier.title,
  next(answers, context) {
    const dossier = Number(answers.get("@dossier") ?? Number.NaN);
    if (!Number.isNaN(dossier)) {
      // The former version kept the dossier before there was a proof, with "digits" as the access.
      const isOpen = answers.get("@access") !== "digits" || answers.has("proof");
      return isOpen
        ? followDossier(dossier, answers, context)
        : proveAccess({ dossier }, answers, context);
    }
    const link = answers.get("@link");
    return link === undefined
      ? findByCode(answers, context)
      : openByLink(Number(link), answers, context);
  },
};

function findByCode(answers: Answers, context: FlowContext): Step {
  const { dossier: wording } = context.wording;
  const number = answers.get("@number");
  if (number === "identity" || number === "phone") {
    return {
      kind: "say",
      id: "number",
      texts: [wording.notACode(number)],
      forget: ["@number", "number"],
    };
  }
  const tail = answers.get("@tail");
  const answer = answers.get("code") ?? answers.get("@code");
  if (answer === undefined) return askCode(tail, wording);
  if (answer === "mine") return { kind: "finish", outcome: "to-list", to: toMyDossiers };
  const typed: TypedCode =
    answer === asPrinted
      ? { code: tail ?? "", isWhole: true }
      : (readTypedCode(answer) ?? { code: answer, isWhole: false });
  if (answers.has("@proof")) return proveAccess(typed, answers, context);
  return askPort<"dossier.find">({ port: "dossier.find", ...typed }, (found) =>
    afterSearch(found, typed.code),
  );
}

function askCode(tail: string | undefined, wording: Wording["dossier"]): Step {
  const printed: Option[] =
    tail === undefined
      ? []
      : [{ value: asPrinted, label: wording.asPrinted, full: wording.asPrintedFull }];
  return {
    kind: "choice",
    id: "code",
    ask: tail === undefined ? wording.askCode : wording.askWholeCode,
    options: [...printed, { value: "mine", label: wording.mine }],
    holdsSecret: (typed) => findNumberForCode(typed) !== null,
    parse: (typed) => parseCode(typed, wording),
  };
}

function parseCode(typed: string, wording: Wording["dossier"]): ParsedAnswer {
  const number = findNumberForCode(typed);
  // Told each time, unlike what is not understood, which leads to a person the second time.
  if (number !== null) return { ok: true, step: "@number", value: number };
  const code = readTypedCode(typed)?.code;
  return code === undefined
    ? { ok: false, say: wording.codeUnclear }
    : { ok: true, value: code, forget: ["@code"] };
}

/** Which other number was typed for the code; null if it may be a code. */
function findNumberForCode(typed: string) {
  return readTypedCode(typed)?.isWhole === true ? null : findPrivateNumber(typed);
}

function afterSearch(found: DossierSearchResult, code: string): StepAfterPort {
  switch (found.result) {
    case "open":
      return { kind: "say", id: "search", texts: [], keep: openAnswers(found) };
    case "prove":
      return { kind: "say", id: "search", texts: [], keep: [["@proof", found.proof]] };
    case "tail":
      return {
        kind: "say",
        id: "search",
        texts: [],
        keep: [["@tail", code]],
        forget: ["search", "code", "@code"],
        outcome: "dossier-tail",
      };
    case "several-followed":
      return { kind: "finish", outcome: "to-list", to: toMyDossiers };
  }
}

function openByLink(dossier: number, answers: Answers, context: FlowContext): Step {
  if (answers.has("@proof")) return proveAccess({ dossier }, answers, context);
  return askPort<"dossier.open">({ port: "dossier.open", dossier }, (found) =>
    afterOpening(found, context.wording.dossier),
  );
}

function afterOpening(found: DossierLinkResult, wording: Wording["dossier"]): StepAfterPort {
  switch (found.result) {
    case "open":
      return { kind: "say", id: "search", texts: [], keep: openAnswers(found) };
    case "prove":
      return { kind: "say", id: "search", texts: [], keep: [["@proof", found.proof]] };
    case "none":
      return {
        kind: "say",
        id: "search",
        texts: [wording.linkGone],
        forget: ["search", "@link", "@code", "code"],
        outcome: "dossier-unknown",
      };
    case "unprovable":
      return {
        kind: "finish",
        outcome: "dossier-unprovable",
        texts: [wording.unprovable],
        to: toHandoff("asked"),
      };
  }
}

function openAnswers({ dossier, isFollowed, offer }: Omit<OpenDossier, "result">): StoredAnswer[] {
  return [
    ["@dossier", String(dossier)],
    ["@access", isFollowed ? "following" : "proven"],
    ["@offer", encodeOffer(offer)],
  ];
}

function encodeOffer({ purposes, keptDays }: FollowOffer): string {
  return [keptDays, ...purposes].join(" ");
}

function proveAccess(target: ProofTarget, answers: Answers, context: FlowContext): Step {
  const wording = context.wording.dossier;
  const proof = toProofKind(answers.get("@proof") ?? null);
  const digits = answers.get("digits");
  if (digits === undefined) {
    return {
      kind: "text",
      id: "digits",
      ask: wording.askProof(proof, "code" in target ? target.code : null),
      confidential: true,
      ...(proof === "identity" && { asks: proof }),
      parse: (typed) => parseProof(typed, proof, wording),
    };
  }
  return askPort<"dossier.verify">({ port: "dossier.verify", target, digits }, (verified) =>
    afterProof(verified, context, "dossier" in target),
  );
}

function parseProof(typed: string, proof: ProofKind, wording: Wording["dossier"]): ParsedAnswer {
  const read = readProof(typed, proof);
  switch (read.type) {
    case "digits":
      return { ok: true, value: read.digits };
    case "unclear":
      return { ok: false, say: wording.proofUnclear(proof), meant: true };
    case "other-number":
      return { ok: false, say: wording.notTheProof(read.number, proof), meant: true };
    case "none":
      return { ok: false, say: null };
  }
}

function afterProof(
  verified: VerificationResult,
  { wording: { dossier: wording }, now }: FlowContext,
  isLinked: boolean,
): StepAfterPort {
  switch (verified.result) {
    case "right":
      return {
        kind: "say",
        id: "proof",
        texts: [],
        keep: openAnswers(verified),
        outcome: "dossier-proven",
      };
    case "wrong":
      return {
        kind: "say",
        id: "wrong",
        texts: [(isLinked ? wording.wrongLinkedProof : wording.wrongProof)(verified.left)],
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
