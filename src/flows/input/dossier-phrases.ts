import type { DataSubjectRequest } from "../../catalog/dossiers/dossier-view.ts";
import { fold } from "../../catalog/text/fold.ts";
import { findDossierCode, findWholeDossierCode } from "../conversations/dossier-code.ts";
import {
  toDataRequest,
  toDossier,
  toEraseData,
  toMyDossiers,
  toPairChat,
  toRateDossier,
  toStopGeneralNews,
  toStopNotifications,
} from "../conversations/transitions.ts";
import type { Transition } from "../engine/flow.ts";

/** Phrases with which residents ask about their dossiers and their data, in both languages, without diacritics. */

const dossier = "(?:ho so|dossiers?)";
const courtesy = "(?:(?:da|xin|cho|toi|bac|chau|em|minh|muon|can|hay|please) )*";
const tracking = new RegExp(
  `^${courtesy}(?:theo doi|tra cuu|tra|kiem tra|xem|hoi|tinh trang|tien do|follow|track|check|look up) (?:tinh trang |tien do |ma )?(?:the |my )?${dossier}\\b`,
);
const listing = new RegExp(
  `^${courtesy}(?:(?:cac |danh sach |xem )*${dossier} (?:toi |dang |da )*theo doi|${dossier} i follow|my ${dossier})$`,
);
const stoppingNotifications =
  /^(?:cho toi |xin )?(?:(?:ngung|dung|tat|huy|bo) (?:nhan )?(?:thong bao|bao tin|theo doi ho so)|rut (?:lai )?(?:su |moi )?dong y|withdraw my consent|stop (?:the )?(?:notifications?|notices|messages)|unsubscribe)(?: a)?$/;
const erasing =
  /^(?:cho toi |xin |hay )?(?:xoa (?:het |toan bo |moi )?(?:du lieu|thong tin)(?: ca nhan)? cua toi|(?:delete|erase) (?:all )?my data)(?: a)?$/;
const dataRequests: readonly (readonly [RegExp, DataSubjectRequest])[] = [
  [
    /^(?:cho toi |toi muon )?(?:xem|lay) (?:du lieu|thong tin)(?: ca nhan)? cua toi$|^show my data$/,
    "data-copy",
  ],
  [
    /^(?:cho toi |toi muon )?(?:sua|chinh sua) (?:du lieu|thong tin)(?: ca nhan)? cua toi$|^correct my data$/,
    "data-correction",
  ],
  [
    /^(?:cho toi |toi muon |xin )?han che (?:viec )?(?:xu ly |su dung |dung )?(?:du lieu|thong tin)(?: ca nhan)?(?: cua toi)?$|^restrict (?:the use of )?my data$/,
    "data-restriction",
  ],
  [
    /^(?:toi )?(?:phan doi|khong dong y) (?:viec )?(?:xu ly|su dung|dung) (?:du lieu|thong tin)(?: ca nhan)?(?: cua toi)?$|^object to the use of my data$/,
    "data-objection",
  ],
  [
    /^(?:toi muon )?khieu nai (?:ve )?(?:du lieu|thong tin)(?: ca nhan)?(?: cua toi)?$|^complain about my data$/,
    "data-complaint",
  ],
];

const rating = /^(?:toi )?(?:cham diem|danh gia|cham|rate) ([1-5])(?: diem| sao)?$/;

const stoppingGeneralNews =
  /^(?:cho toi |xin )?(?:(?:ngung|dung|tat|huy|bo) (?:nhan )?tin chung|stop (?:the )?general news)(?: a)?$/;
/** An official makes their own chat a recipient of trial messages. */
const pairing = /^ma thu (\d{8})$/;

/** Finds where a sentence about dossiers or personal data leads; null if it is about something else. */
export function transitionForDossierPhrase(typed: string): Transition | null {
  const folded = fold(typed);
  if (stoppingNotifications.test(folded)) return toStopNotifications;
  if (stoppingGeneralNews.test(folded)) return toStopGeneralNews;
  const pairingCode = pairing.exec(folded)?.[1];
  if (pairingCode !== undefined) return toPairChat(pairingCode);
  if (erasing.test(folded)) return toEraseData;
  const dataRequest = dataRequests.find(([pattern]) => pattern.test(folded));
  if (dataRequest !== undefined) return toDataRequest(dataRequest[1]);
  const score = rating.exec(folded)?.[1];
  if (score !== undefined) return toRateDossier(score);
  if (listing.test(folded)) return toMyDossiers;
  const code = findWholeDossierCode(typed);
  if (code !== null) return toDossier(code);
  const tracked = tracking.exec(folded);
  if (tracked === null) return null;
  return toDossier(findDossierCode(folded.slice(tracked[0].length)));
}
