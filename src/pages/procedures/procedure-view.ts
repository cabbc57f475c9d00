import type { Catalog } from "../../catalog/catalog.ts";
import { parseWeeklyHours } from "../../catalog/hours/weekly-hours.ts";
import type { Language } from "../../catalog/language.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { NumberToCall } from "../../catalog/points/phone-book.ts";
import type { Procedure } from "../../catalog/procedure-schema.ts";
import {
  findApplicableQuestions,
  findDecidingQuestions,
  findEffectiveAnswers,
} from "../../catalog/procedures/branches.ts";
import { buildChecklist, listOpenDocuments } from "../../catalog/procedures/checklist.ts";
import type { Guide, HelpPoint } from "../../catalog/schema.ts";
import { findNumberForPoint, findNumberNearby } from "../../flows/conversations/number-to-call.ts";
import { pictureOfPaper } from "../../pictures/picture-of.ts";
import { pictureAddress } from "../../pictures/picture-routes.ts";
import { wordingIn } from "../../wording/wording.ts";
import { pathOfPoint, writeAddress } from "../points/summarize-point.ts";
import { describeSources } from "./describe-sources.ts";
import { nameProcedures } from "./named-procedure.ts";
import type { GivenCase } from "./read-case.ts";

/** What a procedure's page is made of. */
export interface ShownProcedure {
  /** In the page's language. */
  readonly catalog: Catalog;
  readonly procedure: Procedure;
  readonly guide: Guide;
  readonly given: GivenCase;
  readonly language: Language;
  readonly now: Date;
  /** The number to call that the operator has set; null if there is none. */
  readonly contactPhone: string | null;
}

/** Everything that a procedure's page says of one case, on the day of `now`. */
export function viewProcedure(shown: ShownProcedure) {
  const { catalog, procedure, guide, given, language, now } = shown;
  const { answers, province, point } = given;
  const { glossary, sources } = catalog;
  const checklist = buildChecklist(procedure, guide, answers, {
    glossary,
    sources,
    now,
    province,
    call: findCall(shown),
  });
  const questions = findDecidingQuestions(procedure, guide);
  const effective = findEffectiveAnswers(questions, answers);
  const away = findAway(effective, guide);
  const wording = wordingIn(language);
  return {
    checklist,
    day: toLocalDay(now),
    official: procedure.name === checklist.name ? null : procedure.name,
    purpose: guide.purpose,
    code: procedure.code,
    /** Why there is no list in this case, and what serves instead. */
    away:
      away === null
        ? null
        : { reason: away.reason, to: nameProcedures(catalog, away.leadsTo)[0] ?? null },
    /** The four lines with which the chat begins, each with its label. */
    summary: away === null ? wording.checklist.summary(checklist).split("\n").map(splitLabel) : [],
    sections: wording.layOutChecklist(checklist, listOpenDocuments(checklist, guide, answers)),
    /** By the paper's name in the page's language. */
    pictureOf: (paper: string) =>
      pictureAddress(pictureOfPaper(findVietnameseName(shown, paper) ?? paper)),
    answered: effective.map(({ question, option }) => ({
      ask: question.ask.replace(/ ạ\?$/, "?"),
      answer: option.full ?? option.label,
    })),
    questions: findApplicableQuestions(questions, answers).map(({ id, ask, hint, options }) => ({
      id,
      ask,
      hint: hint ?? null,
      options: Object.entries(options).map(([value, { label, full }]) => ({
        value,
        label: full ?? label,
        isChosen: answers.get(id) === value,
      })),
    })),
    provinces: dependsOnProvince(procedure)
      ? [...catalog.provinces.values()]
          .map(({ code, short }) => ({ code, name: short, isChosen: code === province?.code }))
          .toSorted((one, other) => one.name.localeCompare(other.name, "vi"))
      : [],
    province: province?.name ?? null,
    point: point === null ? null : describePoint(point, language),
    laws: checklist.laws.map((law) => ({
      name: law.name,
      dates: [
        law.valid_from === null ? "" : wording.procedurePage.lawFrom(law.valid_from),
        law.valid_to === null ? "" : wording.procedurePage.lawUntil(law.valid_to),
      ].filter((date) => date !== ""),
    })),
    sources: describeSources(checklist, sources),
    next: nameProcedures(catalog, procedure.related),
  };
}

function findAway(effective: ReturnType<typeof findEffectiveAnswers>, guide: Guide) {
  const answer = effective.find(({ option }) => option.stops ?? option.leads_to);
  const reason = answer?.option.stops ?? answer?.option.note ?? guide.no_checklist?.say;
  if (reason === undefined) return null;
  const leadsTo = answer?.option.leads_to ?? guide.no_checklist?.leads_to;
  return { reason, leadsTo: leadsTo === undefined ? [] : [leadsTo] };
}

/** Splits "Mang theo: Giấy chứng sinh." into its label and what it says. */
function splitLabel(line: string) {
  const [label = "", ...text] = line.split(": ");
  return { label, text: text.join(": ") };
}

/** Whom to ask before going: at the point or in the province, if they have a number. */
function findCall({ catalog, given, contactPhone }: ShownProcedure): NumberToCall | null {
  const { point, province } = given;
  if (point !== null) return findNumberForPoint(point, { catalog, contactPhone });
  const local = province === null ? null : catalog.phones.ofProvince(province.code);
  return local ?? findNumberNearby({ catalog, contactPhone, point: null, place: null });
}

function dependsOnProvince({
  fees,
  processing_times: times,
  amounts,
  ...rest
}: Procedure): boolean {
  const facts = [...fees, ...times, ...amounts];
  return rest.agency_by_province.length > 0 || facts.some(({ province }) => province !== undefined);
}

function describePoint(point: HelpPoint, language: Language) {
  const { id, name, phone, opening_hours: hours } = point;
  return {
    path: pathOfPoint(id, language),
    name,
    address: writeAddress(point),
    phone,
    hours: hours === null ? [] : wordingIn(language).links.week(parseWeeklyHours(hours)),
  };
}

/** Pictures are known by Vietnamese names: a translated record has the same papers in the same order. */
function findVietnameseName({ catalog, procedure }: ShownProcedure, paper: string): string | null {
  const at = procedure.documents.findIndex(({ name }) => name === paper);
  const vietnamese = catalog.inLanguage("vi").procedures.get(procedure.id);
  return vietnamese?.documents[at]?.name ?? null;
}
