import type { Catalog } from "../../catalog/catalog.ts";
import { findWholeCode, readTypedCode } from "../../catalog/dossiers/typed-code.ts";
import type { DossierRequest } from "../../catalog/understanding/dossier-requests.ts";
import { findPrivateNumber } from "../conversations/private-number.ts";
import {
  toDataRequest,
  toDossier,
  toDossierInsteadOf,
  toEraseData,
  toMyDossiers,
  toPairChat,
  toRateDossier,
  toStopGeneralNews,
  toStopNotifications,
} from "../conversations/transitions.ts";
import type { Transition } from "../engine/flow.ts";

/** Finds where a sentence about dossiers or personal data leads; null if it is about something else. */
export function transitionForDossierPhrase(
  typed: string,
  catalog: Pick<Catalog, "findDossierRequest">,
): Transition | null {
  const request = catalog.findDossierRequest(typed);
  const transition = request === null ? null : transitionFor(request);
  if (transition !== null) return transition;
  const code = findWholeCode(typed);
  if (code !== null) return toDossier(code);
  return request === null ? null : toDossierOf(request.value === null ? "" : typed);
}

/** `typed` asks for a dossier by something that is no whole code of the official form. */
function toDossierOf(typed: string): Transition {
  const code = readTypedCode(typed);
  const number = code?.isWhole === true ? null : findPrivateNumber(typed);
  return number === null ? toDossier(code?.code ?? null) : toDossierInsteadOf(number);
}

/** Returns null for a dossier to be tracked: a whole code anywhere in the sentence comes before what follows the request. */
function transitionFor({ kind, value }: DossierRequest): Transition | null {
  switch (kind) {
    case "stop-notifications":
      return toStopNotifications;
    case "stop-general-news":
      return toStopGeneralNews;
    case "pair-chat":
      return toPairChat(value ?? "");
    case "erase-data":
      return toEraseData;
    case "rate-dossier":
      return toRateDossier(value ?? "");
    case "list-dossiers":
      return toMyDossiers;
    case "track-dossier":
      return null;
    default:
      return toDataRequest(kind);
  }
}
