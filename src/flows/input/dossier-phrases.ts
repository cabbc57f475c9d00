import { minCodeTailLength, normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import type { DataSubjectRequest } from "../../catalog/dossiers/dossier-view.ts";
import { fold } from "../../catalog/text/fold.ts";
import type { Transition } from "../engine/flow.ts";

/** What residents say about their dossiers and their data, with or without diacritics, in both languages. */

const dossier = "(?:ho so|dossiers?)";
const courtesy = "(?:(?:da|xin|cho|toi|bac|chau|em|minh|muon|can|hay|please) )*";
const track = new RegExp(
  `^${courtesy}(?:theo doi|tra cuu|tra|kiem tra|xem|hoi|tinh trang|tien do|follow|track|check|look up) (?:tinh trang |tien do |ma )?(?:the |my )?${dossier}\\b`,
);
const listing = new RegExp(
  `^${courtesy}(?:(?:cac |danh sach |xem )*${dossier} (?:toi |dang |da )*theo doi|${dossier} i follow|my ${dossier})$`,
);
const stopping =
  /^(?:cho toi |xin )?(?:(?:ngung|dung|tat|huy|bo) (?:nhan )?(?:thong bao|bao tin|theo doi ho so)|rut (?:lai )?(?:su |moi )?dong y|withdraw my consent|stop (?:the )?(?:notifications?|notices|messages)|unsubscribe)(?: a)?$/;
const erasing =
  /^(?:cho toi |xin |hay )?(?:xoa (?:het |toan bo |moi )?(?:du lieu|thong tin)(?: ca nhan)? cua toi|(?:delete|erase) (?:all )?my data)(?: a)?$/;
const rights: readonly (readonly [RegExp, DataSubjectRequest])[] = [
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

const stoppingNews =
  /^(?:cho toi |xin )?(?:(?:ngung|dung|tat|huy|bo) (?:nhan )?tin chung|stop (?:the )?general news)(?: a)?$/;
/** An official makes their own chat one for trials. */
const pairing = /^ma thu (\d{8})$/;

/** The whole code of one dossier, however it is typed: an identifier with a letter, the day of receipt, the number of that day. */
const wholeCode =
  /(?:^|\s)((?:\d{1,3}[.\s]){0,4}[A-Z]\d{2}(?:[.\s]\d{1,3}){0,4}\s?[-–\s]\s?\d{6}\s?[-–\s]\s?\d{1,6})(?=\s|[.,;?!]|$)/i;
const digit = /\d/;

/** Where a sentence about dossiers or personal data leads; null where it is about something else. */
export function transitionForDossierPhrase(typed: string): Transition | null {
  const said = fold(typed);
  if (stopping.test(said)) return { flow: "stop-notices" };
  if (stoppingNews.test(said)) return { flow: "stop-news" };
  const pair = pairing.exec(said)?.[1];
  if (pair !== undefined) return { flow: "pair-chat", answers: [["@code", pair]] };
  if (erasing.test(said)) return { flow: "erase-data" };
  const right = rights.find(([words]) => words.test(said));
  if (right !== undefined) return { flow: "data-request", answers: [["@kind", right[1]]] };
  const score = rating.exec(said)?.[1];
  if (score !== undefined) return { flow: "rate-dossier", answers: [["@score", score]] };
  if (listing.test(said)) return { flow: "my-dossiers" };
  const code = wholeCodeIn(typed);
  if (code !== null) return aboutDossier(code);
  const asked = track.exec(said);
  if (asked === null) return null;
  return aboutDossier(codeIn(said.slice(asked[0].length)));
}

/** The code, or the tail of one, in words that were asked for it; null where there is none. */
export function codeIn(typed: string): string | null {
  const whole = wholeCodeIn(typed);
  if (whole !== null) return whole;
  const words = fold(typed)
    .split(" ")
    .filter((word) => word !== "");
  const from = words.findIndex((word) => digit.test(word));
  const to = words.findLastIndex((word) => digit.test(word));
  const code =
    from < 0
      ? ""
      : words
          .slice(from, to + 1)
          .join("-")
          .toUpperCase();
  return normalizeDossierCode(code).length < minCodeTailLength ||
    (code.match(/\d/g) ?? []).length < minCodeTailLength
    ? null
    : code;
}

function wholeCodeIn(typed: string): string | null {
  return wholeCode.exec(typed.normalize("NFC"))?.[1]?.trim() ?? null;
}

function aboutDossier(code: string | null): Transition {
  return { flow: "dossier", answers: code === null ? [] : [["@code", code]] };
}
