import type { StatusHistoryEntry } from "../../catalog/dossiers/dossier-view.ts";
import { findProcedureByCode } from "../../catalog/procedures/procedure.ts";
import { type Answers, ask, type FlowContext, type Option, type Step } from "../engine/flow.ts";
import type { ConsentPurpose, FollowOffer } from "../engine/ports.ts";

/** How a dossier stands, whether to be told of changes, and what else: once the resident has shown that it is theirs. */
export function followDossier(dossier: number, answers: Answers, scene: FlowContext): Step {
  if (!answers.has("status")) return tellStatus(dossier, scene);
  const isFollowing = answers.get("@access") !== "digits";
  if (!isFollowing && !answers.has("follow")) return offerToFollow(dossier, answers, scene);
  const nowFollows = isFollowing || answers.get("consent") === "yes";
  return whatElse(dossier, nowFollows, answers, scene);
}

function tellStatus(dossier: number, { wording, now, catalog }: FlowContext): Step {
  return ask<"dossier.view">({ port: "dossier.view", dossier }, (view) => {
    if (view === null) return proofIsOver(wording.dossier);
    return {
      kind: "say",
      id: "status",
      texts: [wording.dossier.status(view, now)],
      keep: [
        ["@procedure", findProcedureByCode(catalog, view.procedureCode)?.id ?? ""],
        ["@missing", view.status === 5 ? "yes" : ""],
      ],
      outcome: "dossier-status",
    };
  });
}

/** The proof holds for a day. */
function proofIsOver(wording: FlowContext["wording"]["dossier"]): Exclude<Step, { kind: "ask" }> {
  return {
    kind: "say",
    id: "proof-over",
    texts: [wording.proofOver],
    keep: [["@access", "digits"]],
    forget: ["proof-over", "proof", "status", "next"],
  };
}

/** The first yes follows at once: whoever closes the phone then is told. What is asked after it only adds to that. */
function offerToFollow(dossier: number, answers: Answers, scene: FlowContext): Step {
  const { wording, language } = scene;
  const { purposes, keptDays } = decodeOffer(answers.get("@offer"));
  if (!purposes.includes("chat")) {
    return { kind: "say", id: "follow", texts: [wording.dossier.cannotTell] };
  }
  const consent = answers.get("consent");
  if (consent === undefined) {
    return yesOrNo("consent", wording.dossier.askConsent(keptDays), wording.dossier);
  }
  // They may have said yes before, and gone back.
  if (consent !== "yes") {
    return ask<"dossier.stop">({ port: "dossier.stop", dossier }, () => notFollowing(wording));
  }
  if (!answers.has("followed")) {
    return ask<"dossier.follow">({ port: "dossier.follow", dossier, language }, (isFollowed) =>
      isFollowed
        ? {
            kind: "say",
            id: "followed",
            texts: [wording.dossier.following],
            outcome: "dossier-followed",
          }
        : proofIsOver(wording.dossier),
    );
  }
  return (
    askFurther(dossier, answers, scene, {
      id: "contacts",
      purposes: purposes.filter((purpose) => purpose === "phone" || purpose === "email"),
      question: wording.dossier.askContacts,
    }) ??
    askFurther(dossier, answers, scene, {
      id: "news",
      purposes: purposes.filter((purpose) => purpose === "news"),
      question: wording.broadcast.askConsent,
    }) ?? { kind: "say", id: "follow", texts: [] }
  );
}

interface Further {
  readonly id: string;
  readonly purposes: readonly ConsentPurpose[];
  readonly question: string;
}

/** One more consent, a question of its own; null once it is answered and kept, or where there is nothing to ask. */
function askFurther(
  dossier: number,
  answers: Answers,
  { wording, language }: FlowContext,
  { id, purposes, question }: Further,
): Step | null {
  const kept = `${id}-kept`;
  if (purposes.length === 0 || answers.has(kept)) return null;
  const answer = answers.get(id);
  if (answer === undefined) return yesOrNo(id, question, wording.dossier);
  const isGiven = answer === "yes";
  return ask<"dossier.consent">(
    { port: "dossier.consent", dossier, purposes, isGiven, language },
    (isFollowing) =>
      isFollowing
        ? { kind: "say", id: kept, texts: isGiven ? [wording.dossier.consentKept] : [] }
        : notFollowing(wording),
  );
}

function notFollowing({
  dossier: wording,
}: FlowContext["wording"]): Exclude<Step, { kind: "ask" }> {
  return {
    kind: "say",
    id: "follow",
    texts: [wording.notFollowing],
    keep: [["consent", "no"]],
    outcome: "not-followed",
  };
}

function yesOrNo(id: string, question: string, wording: FlowContext["wording"]["dossier"]): Step {
  return {
    kind: "choice",
    id,
    ask: question,
    options: [
      {
        value: "yes",
        label: wording.consentYes,
        full: wording.consentYesFull,
        words: wording.consentYesWords,
      },
      {
        value: "no",
        label: wording.consentNo,
        full: wording.consentNoFull,
        words: wording.consentNoWords,
      },
    ],
  };
}

function whatElse(dossier: number, follows: boolean, answers: Answers, scene: FlowContext): Step {
  const { wording, now } = scene;
  const procedure = answers.get("@procedure") ?? "";
  const next = answers.get("next");
  switch (next) {
    case undefined:
      return {
        kind: "choice",
        id: "next",
        ask: wording.dossier.askNext,
        open: true,
        options: waysOn(follows, answers, scene),
      };
    case "again":
      return { kind: "say", id: "again", texts: [], forget: ["again", "status", "next"] };
    case "way":
      return ask<"dossier.way">({ port: "dossier.way", dossier }, (way) =>
        way === null
          ? proofIsOver(wording.dossier)
          : {
              kind: "say",
              id: "way",
              texts: [tellWay(way, wording.dossier, now)],
              forget: ["way", "next"],
              outcome: "dossier-way",
            },
      );
    case "papers":
      return { kind: "visit", go: { flow: `procedure:${procedure}` }, forget: ["next"] };
    case "point": {
      const about = procedure === "" ? [] : [["@procedure", procedure] as const];
      return { kind: "visit", go: { flow: "find-point", answers: about }, forget: ["next"] };
    }
    case "stop":
      return ask<"dossier.stop">({ port: "dossier.stop", dossier }, () => ({
        kind: "finish",
        outcome: "dossier-stopped",
        texts: [wording.dossier.stoppedOne],
      }));
    case "mine":
      return { kind: "finish", outcome: "to-list", go: { flow: "my-dossiers" } };
    case "other":
      return { kind: "finish", outcome: "to-other", go: { flow: "dossier" } };
    default:
      return { kind: "finish", outcome: "done" };
  }
}

function waysOn(
  follows: boolean,
  answers: Answers,
  { wording: { dossier: wording } }: FlowContext,
) {
  const isMissing = answers.get("@missing") === "yes";
  const knowsPapers = isMissing && answers.get("@procedure") !== "";
  const options: (Option | false)[] = [
    knowsPapers && { value: "papers", label: wording.papers, full: wording.papersFull },
    isMissing && { value: "point", label: wording.point, full: wording.pointFull },
    { value: "way", label: wording.way, full: wording.wayFull },
    { value: "again", label: wording.again, full: wording.againFull },
    follows && { value: "stop", label: wording.stop, full: wording.stopFull },
    follows && { value: "mine", label: wording.mine },
    { value: "other", label: wording.other, full: wording.otherFull },
    { value: "done", label: wording.done, words: wording.doneWords },
  ];
  return options.filter((option) => option !== false);
}

function tellWay(
  way: readonly StatusHistoryEntry[],
  wording: FlowContext["wording"]["dossier"],
  now: Date,
): string {
  if (way.length === 0) return wording.noWay;
  return [wording.wayTitle, ...way.map((station) => wording.station(station, now))].join("\n");
}

function decodeOffer(kept = "0"): FollowOffer {
  const [days, ...purposes] = kept.split(" ");
  return { keptDays: Number(days), purposes: purposes.filter(isPurpose) };
}

function isPurpose(word: string): word is ConsentPurpose {
  return word === "chat" || word === "phone" || word === "email" || word === "news";
}
