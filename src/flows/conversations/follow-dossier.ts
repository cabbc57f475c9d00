import { dossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { StatusHistoryEntry } from "../../catalog/dossiers/dossier-view.ts";
import type { Wording } from "../../wording/wording.ts";
import {
  type Answers,
  askPort,
  type FlowContext,
  type Option,
  type Step,
  type StepAfterPort,
} from "../engine/flow.ts";
import type { ConsentPurpose, FollowOffer } from "../engine/ports.ts";
import { findNumberNearby } from "./number-to-call.ts";
import { toDossier, toFindPoint, toMyDossiers, toProcedure } from "./transitions.ts";

/** The status of a dossier, whether to be notified of changes, and what else, once the resident has proved that it is theirs. */
export function followDossier(dossier: number, answers: Answers, context: FlowContext): Step {
  if (!answers.has("status")) return showStatus(dossier, context);
  const access = answers.get("@access");
  const isFollowing = access === undefined || access === "following";
  if (!isFollowing && !answers.has("follow")) return offerToFollow(dossier, answers, context);
  const nowFollows = isFollowing || answers.get("consent") === "yes";
  return askNext(dossier, nowFollows, answers, context);
}

function showStatus(dossier: number, context: FlowContext): Step {
  const { wording, now, catalog } = context;
  return askPort<"dossier.view">({ port: "dossier.view", dossier }, (view) => {
    if (view === null) return askProofAgain(dossier, wording.dossier);
    const progress = wording.dossier.progress(view);
    const told = wording.numbers.addNumber(
      [wording.dossier.status(view, now)],
      findNumberNearby(context),
    );
    return {
      kind: "say",
      id: "status",
      texts: told.map((text, index) => (index === 0 ? { text, progress } : text)),
      keep: [
        ["@procedure", catalog.findProcedureByCode(view.procedureCode)?.id ?? ""],
        ["@missing", view.status === dossierStatus.papersMissing ? "yes" : ""],
      ],
      outcome: "dossier-status",
    };
  });
}

/** The proof has expired: it is valid for a day. */
function askProofAgain(dossier: number, wording: Wording["dossier"]): StepAfterPort {
  return {
    kind: "say",
    id: "proof-over",
    texts: [wording.proofOver],
    keep: [["@link", String(dossier)]],
    forget: ["proof-over", "@dossier", "@access", "@proof", "search", "proof", "status", "next"],
  };
}

/** The first yes follows at once, so that a resident who then closes the phone is notified. The questions after it only add to that. */
function offerToFollow(dossier: number, answers: Answers, context: FlowContext): Step {
  const { wording, language } = context;
  const { purposes, keptDays } = decodeOffer(answers.get("@offer"));
  if (!purposes.includes("chat")) {
    return { kind: "say", id: "follow", texts: [wording.dossier.cannotTell] };
  }
  const consent = answers.get("consent");
  if (consent === undefined) {
    return askForConsent("consent", wording.dossier.askConsent(keptDays), wording.dossier);
  }
  // The resident may have said yes before, and gone back.
  if (consent !== "yes") {
    return askPort<"dossier.stop">({ port: "dossier.stop", dossier }, () => notFollowing(wording));
  }
  if (!answers.has("followed")) {
    return askPort<"dossier.follow">({ port: "dossier.follow", dossier, language }, (isFollowed) =>
      isFollowed
        ? {
            kind: "say",
            id: "followed",
            texts: [wording.dossier.following],
            outcome: "dossier-followed",
          }
        : askProofAgain(dossier, wording.dossier),
    );
  }
  return (
    askFurtherConsent(dossier, answers, context, {
      id: "contacts",
      purposes: purposes.filter((purpose) => purpose === "phone" || purpose === "email"),
      question: wording.dossier.askContacts,
    }) ??
    askFurtherConsent(dossier, answers, context, {
      id: "news",
      purposes: purposes.filter((purpose) => purpose === "news"),
      question: wording.broadcast.askConsent,
    }) ?? { kind: "say", id: "follow", texts: [] }
  );
}

interface ConsentQuestion {
  readonly id: string;
  readonly purposes: readonly ConsentPurpose[];
  readonly question: string;
}

/** Asks for one more consent in a question of its own; null once the answer is stored, or if there is nothing to ask. */
function askFurtherConsent(
  dossier: number,
  answers: Answers,
  { wording, language }: FlowContext,
  { id, purposes, question }: ConsentQuestion,
): Step | null {
  const storedStep = `${id}-kept`;
  if (purposes.length === 0 || answers.has(storedStep)) return null;
  const answer = answers.get(id);
  if (answer === undefined) return askForConsent(id, question, wording.dossier);
  const isGiven = answer === "yes";
  return askPort<"dossier.consent">(
    { port: "dossier.consent", dossier, purposes, isGiven, language },
    (isFollowing) =>
      isFollowing
        ? { kind: "say", id: storedStep, texts: isGiven ? [wording.dossier.consentKept] : [] }
        : notFollowing(wording),
  );
}

function notFollowing({ dossier: wording }: Wording): StepAfterPort {
  return {
    kind: "say",
    id: "follow",
    texts: [wording.notFollowing],
    keep: [["consent", "no"]],
    outcome: "not-followed",
  };
}

function askForConsent(id: string, question: string, wording: Wording["dossier"]): Step {
  return {
    kind: "choice",
    id,
    ask: question,
    needsClearAnswer: true,
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

function askNext(dossier: number, follows: boolean, answers: Answers, context: FlowContext): Step {
  const { wording, now } = context;
  const procedure = answers.get("@procedure") ?? "";
  const next = answers.get("next");
  switch (next) {
    case undefined:
      return {
        kind: "choice",
        id: "next",
        ask: wording.dossier.askNext,
        open: true,
        options: nextOptions(follows, answers, context),
      };
    case "again":
      return { kind: "say", id: "again", texts: [], forget: ["again", "status", "next"] };
    case "way":
      return askPort<"dossier.way">({ port: "dossier.way", dossier }, (way) =>
        way === null
          ? askProofAgain(dossier, wording.dossier)
          : {
              kind: "say",
              id: "way",
              texts: [describeHistory(way, wording.dossier, now)],
              forget: ["way", "next"],
              outcome: "dossier-way",
            },
      );
    case "papers":
      return { kind: "call", to: toProcedure(procedure), forget: ["next"] };
    case "point": {
      const to = toFindPoint(procedure === "" ? null : procedure);
      return { kind: "call", to, forget: ["next"] };
    }
    case "stop":
      return askPort<"dossier.stop">({ port: "dossier.stop", dossier }, () => ({
        kind: "finish",
        outcome: "dossier-stopped",
        texts: [wording.dossier.stoppedOne],
      }));
    case "mine":
      return { kind: "finish", outcome: "to-list", to: toMyDossiers };
    case "other":
      return { kind: "finish", outcome: "to-other", to: toDossier(null) };
    default:
      return { kind: "finish", outcome: "done" };
  }
}

function nextOptions(
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

function describeHistory(
  way: readonly StatusHistoryEntry[],
  wording: Wording["dossier"],
  now: Date,
): string {
  if (way.length === 0) return wording.noWay;
  return [wording.wayTitle, ...way.map((station) => wording.station(station, now))].join("\n");
}

function decodeOffer(encoded = "0"): FollowOffer {
  const [days, ...purposes] = encoded.split(" ");
  return { keptDays: Number(days), purposes: purposes.filter(isPurpose) };
}

function isPurpose(word: string): word is ConsentPurpose {
  return word === "chat" || word === "phone" || word === "email" || word === "news";
}
