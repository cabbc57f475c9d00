import type { DataSubjectRequest } from "../../catalog/dossiers/dossier-view.ts";
import { isListedId } from "../../catalog/listed/listed-procedure.ts";
import type { StoredAnswer, Transition } from "../engine/flow.ts";
import type { PrivateNumber } from "./private-number.ts";

/**
 * How each flow is begun: its id, and the values that it is given. A value under a name with "@" counts as given; under the name
 * of a question it counts as the resident's answer, and going back asks that question.
 */

export const toMenu: Transition = { flow: "menu" };

/** A procedure, with a guide or without. */
export function toProcedure(procedureId: string): Transition {
  return { flow: `${isListedId(procedureId) ? "listed" : "procedure"}:${procedureId}` };
}

/** Submits a procedure on the web; `told`: the answers to its questions, as the flow stores what was told. */
export function toOnlineSteps(procedureId: string, told: readonly StoredAnswer[] = []): Transition {
  return { flow: `online:${procedureId}`, answers: told };
}

/** Lets the resident choose; `isGuess` if the procedures are only what may have been meant. */
export function toChooseProcedure(
  procedureIds: readonly string[],
  { isGuess = false } = {},
): Transition {
  const guess: readonly StoredAnswer[] = isGuess ? [["@unsure", ""]] : [];
  return { flow: "choose", answers: [["@ids", procedureIds.join(",")], ...guess] };
}

/** Answers briefly about another procedure in the middle of a task. */
export function toDigression(procedureId: string): Transition {
  return { flow: "aside", answers: [["@about", procedureId]] };
}

/** `why`: the resident asked for a person, or the service did not understand them repeatedly. */
export function toHandoff(why: "asked" | "missed"): Transition {
  return { flow: "handoff", answers: [["@why", why]] };
}

/** `answers` may hold `place` or `@place`, `which`, and `when` or `@when`: these are then not asked. */
export function toFindPoint(
  procedureId: string | null = null,
  answers: readonly StoredAnswer[] = [],
): Transition {
  const about: readonly StoredAnswer[] = procedureId === null ? [] : [["@procedure", procedureId]];
  return { flow: "find-point", answers: [...about, ...answers] };
}

/** `code` as the resident typed it, possibly only its tail; null asks for it. */
export function toDossier(code: string | null): Transition {
  return { flow: "dossier", answers: code === null ? [] : [["@code", code]] };
}

/** The resident typed another number of their own for the code. */
export function toDossierInsteadOf(number: PrivateNumber): Transition {
  return { flow: "dossier", answers: [["@number", number]] };
}

export function toLinkedDossier(dossierId: number): Transition {
  return { flow: "dossier", answers: [["@link", String(dossierId)]] };
}

export function toFollowedDossier(dossierId: string): Transition {
  return { flow: "dossier", answers: [["@dossier", dossierId]] };
}

export const toMyDossiers: Transition = { flow: "my-dossiers" };

/** `score` is 1 to 5; `dossierId` null rates the dossier handed over last. */
export function toRateDossier(score: string, dossierId: string | null = null): Transition {
  const about: readonly StoredAnswer[] = dossierId === null ? [] : [["@dossier", dossierId]];
  return { flow: "rate-dossier", answers: [["@score", score], ...about] };
}

export const toStopNotifications: Transition = { flow: "stop-notices" };
export const toEraseData: Transition = { flow: "erase-data" };

export function toDataRequest(kind: DataSubjectRequest): Transition {
  return { flow: "data-request", answers: [["@kind", kind]] };
}

export const toStopGeneralNews: Transition = { flow: "stop-news" };

export function toPairChat(code: string): Transition {
  return { flow: "pair-chat", answers: [["@code", code]] };
}
