import {
  type Checklist,
  isAlwaysNeeded,
  type ListedDocument,
} from "../../catalog/procedures/checklist.ts";
import { canSubmitOnline } from "../../catalog/procedures/procedure.ts";
import type { Procedure, ProcedureDocument } from "../../catalog/schema.ts";
import { joinLines, joinParagraphs, labelled, lower, section, sentence, upper } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";
import { feeSentences, timeSentences } from "./figures.ts";

/** A procedure's facts, as a resident needs them. */
export const checklistWording: Wording["checklist"] = {
  texts: (checklist) => [papers(checklist), practical(checklist), cautions(checklist)],
  fee: feeText,
  time: timeText,
  agency: agencyText,
  online: onlineText,

  legal: ({ name, legal_basis: laws }) =>
    laws.length === 0
      ? `The law behind “${name}” is not known.`
      : [
          `The law behind “${name}”, by its Vietnamese name:`,
          ...laws.map((law) => `• ${law}`),
        ].join("\n"),

  papersInBrief: ({ documents }) =>
    documents.length === 0
      ? "The papers are not known. Ask the officer."
      : sentence(documents.map(({ document }) => document.name).join("; ")),
};

function feeText({ procedure, feeLines }: Checklist): string {
  return (feeLines ?? feeSentences(procedure.fee)).join(" ");
}

function timeText({ procedure, timeLines }: Checklist): string {
  return (timeLines ?? timeSentences(procedure.processing_time)).join(" ");
}

function agencyText({ agency }: Procedure): string {
  return agency === null ? "Where it is handled is not known. Ask a guide." : sentence(agency);
}

function onlineText(procedure: Procedure): string {
  const { submit_online: ways, online_only_note: note } = procedure;
  const listed = ways.join("; ");
  const where = canSubmitOnline(procedure)
    ? `Apply online at: ${listed}`
    : listed || "It is not known whether you can apply online";
  return note ? `${sentence(where)} ${sentence(note)}` : sentence(where);
}

function papers({ procedure, documents, notes }: Checklist): string {
  const always = documents.filter(({ document }) => isAlwaysNeeded(document));
  const sometimes = documents.filter(({ document }) => !isAlwaysNeeded(document));
  return joinParagraphs(
    `YOUR LIST: ${procedure.name}`,
    section(
      "In your case",
      notes.map((note) => `• ${sentence(note)}`),
    ),
    documents.length === 0
      ? "The papers for this are not known. Ask the officer before you go."
      : "",
    section(
      "Papers you need",
      always.map((listed, index) => paper(listed, index + 1)),
    ),
    section(
      "Bring these only if they fit your case",
      sometimes.map((listed, index) => paper(listed, always.length + index + 1)),
    ),
  );
}

function paper({ document, issuer }: ListedDocument, number: number): string {
  const { name, form, note } = document;
  return joinLines(
    `${number}. ${name}`,
    conditionLine(document),
    form === null ? "" : `   ${labelled("Form", form)}`,
    issuer === null ? "" : `   Get it from: ${issuer}`,
    note === null ? "" : `   Note: ${lower(note)}`,
  );
}

/** An answered `when` has settled its condition, unless that holds a further "when" or "if". */
function conditionLine({ condition, when }: ProcedureDocument): string {
  if (condition === null) return "";
  if (when === undefined) return `   Only if ${bareCondition(condition)}`;
  return /;|\b(when|if)\b/i.test(condition) ? `   Applies: ${lower(condition)}` : "";
}

function bareCondition(condition: string): string {
  return lower(condition.replace(/^(only )?(if|when) /i, ""));
}

function practical(checklist: Checklist): string {
  const { procedure } = checklist;
  return joinParagraphs(
    `Who can do it: ${procedure.who === null ? "not known." : sentence(lower(procedure.who))}`,
    labelled("Fee", feeText(checklist)),
    `How long it takes: ${timeText(checklist)}`,
    `Where it is handled: ${agencyText(procedure)}`,
    onlineText(procedure),
    procedure.result === null ? "" : `You get: ${sentence(lower(procedure.result))}`,
  );
}

function cautions({ procedure, terms, isStale: stale }: Checklist): string {
  return joinParagraphs(
    section(
      "Often sent back because",
      procedure.common_mistakes.map((mistake) => `• ${sentence(mistake)}`),
    ),
    section(
      "What the Vietnamese words mean",
      terms.map(({ term, everyday }) => `• ${upper(term)}: ${sentence(everyday)}`),
    ),
    checkedText(procedure.checked, stale),
  );
}

function checkedText(checked: string | null, stale: boolean): string {
  if (checked === null) {
    return "I do not know when this was checked. Please ask before you go.";
  }
  const date = checked.split("-").map(Number).reverse().join("/");
  return stale
    ? `Last checked: ${date}, more than a year ago. Please ask before you go.`
    : `Last checked: ${date}.`;
}
