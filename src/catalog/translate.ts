import type {
  Amount,
  Fee,
  Procedure,
  ProcedureDocument,
  ProcessingTime,
} from "./procedure-schema.ts";
import type { CatalogRecords, Guide, GuideOption, HelpPoint } from "./schema.ts";

/** The records whose texts are shown to residents. */
export type TranslatableRecords = Pick<
  CatalogRecords,
  "procedures" | "guides" | "glossary" | "lifeEvents" | "knownAnswers"
>;

/** Returns the same text in another language. */
export type Translate = (text: string) => string;

/**
 * Translates the records phrase by phrase. Names that a resident must recognize on papers and doors keep their
 * Vietnamese, with the translation in brackets; laws, codes and aliases are not translated.
 */
export function translateRecords(
  { procedures, guides, glossary, lifeEvents, knownAnswers = [] }: TranslatableRecords,
  translate: Translate,
): TranslatableRecords {
  return {
    procedures: procedures.map((procedure) => translateProcedure(procedure, translate)),
    guides: guides.map((guide) => translateGuide(guide, translate)),
    glossary: glossary.map((entry) => ({ ...entry, everyday: translate(entry.everyday) })),
    lifeEvents: lifeEvents.map((event) => ({
      ...event,
      label: translate(event.label),
      title: translate(event.title),
    })),
    knownAnswers: knownAnswers.map((answer) => ({ ...answer, say: translate(answer.say) })),
  };
}

export function translatePoint(point: HelpPoint, translate: Translate): HelpPoint {
  return { ...point, equipment: point.equipment?.map(translate) ?? null };
}

function translateProcedure(procedure: Procedure, translate: Translate): Procedure {
  const { name, online_only_note: onlineOnly } = procedure;
  return {
    ...procedure,
    name: appendTranslation(name, translate),
    aliases: [...procedure.aliases, ...translate(name).split(/[,;] /)],
    agency: translateIfKnown(procedure.agency, translate),
    agency_by_province: procedure.agency_by_province.map((local) => ({
      ...local,
      agency: translate(local.agency),
    })),
    ...(procedure.agencies === undefined
      ? {}
      : {
          agencies: procedure.agencies.map((each) => ({ ...each, name: translate(each.name) })),
        }),
    submit_online: procedure.submit_online.map(translate),
    who: translateIfKnown(procedure.who, translate),
    documents: procedure.documents.map((document) => translateDocument(document, translate)),
    steps: procedure.steps.map(translate),
    processing_times: procedure.processing_times.map((time) => translateFact(time, translate)),
    fees: procedure.fees.map((fee) => translateFact(fee, translate)),
    amounts: procedure.amounts.map((amount) => ({
      ...translateFact(amount, translate),
      what: translate(amount.what),
    })),
    ...translateRules(procedure, translate),
    result: translateIfKnown(procedure.result, translate),
    results: procedure.results.map((each) => ({ ...each, name: translate(each.name) })),
    common_mistakes: procedure.common_mistakes.map(translate),
    clerk_says: procedure.clerk_says.map((remark) => ({ ...remark, say: translate(remark.say) })),
    online_only_note: translateIfKnown(onlineOnly, translate),
  };
}

/** Deadlines, penalties and entitlements, where the record has some. */
function translateRules(
  { deadlines, penalties, entitlements }: Procedure,
  translate: Translate,
): Pick<Procedure, "deadlines" | "penalties" | "entitlements"> {
  return {
    ...(deadlines === undefined
      ? {}
      : {
          deadlines: deadlines.map((each) => ({
            ...each,
            after: translate(each.after),
            late: translateIfKnown(each.late, translate),
          })),
        }),
    ...(penalties === undefined
      ? {}
      : { penalties: penalties.map((each) => ({ ...each, say: translate(each.say) })) }),
    ...(entitlements === undefined
      ? {}
      : { entitlements: entitlements.map((each) => ({ ...each, say: translate(each.say) })) }),
  };
}

/** Translates what a fee, a time and an amount have in common; "all" is a value and no text. */
function translateFact<Fact extends Fee | ProcessingTime | Amount>(
  fact: Fact,
  translate: Translate,
): Fact {
  const { who, unit, say } = fact;
  return {
    ...fact,
    who: who === "all" ? who : translate(who),
    unit: unit === null ? null : translate(unit),
    ...(say === undefined ? {} : { say: translate(say) }),
    ...("rate_of" in fact && fact.rate_of !== undefined
      ? { rate_of: translate(fact.rate_of) }
      : {}),
    ...("formula" in fact && fact.formula !== undefined
      ? { formula: translate(fact.formula) }
      : {}),
  };
}

function translateDocument(document: ProcedureDocument, translate: Translate): ProcedureDocument {
  const { name, note, condition } = document;
  return {
    ...document,
    name: appendTranslation(name, translate),
    note: translateIfKnown(note, translate),
    condition: translateIfKnown(condition, translate),
  };
}

/** Keeps the Vietnamese label as a word of the option, so that a resident may still answer with it. */
function translateOption(option: GuideOption, translate: Translate): GuideOption {
  const { label, full, words = [], note, stops } = option;
  return {
    ...option,
    label: translate(label),
    ...(full === undefined ? {} : { full: translate(full) }),
    words: [label, ...(full === undefined ? [] : [full]), ...words],
    note: note === "" ? note : translate(note),
    ...(stops === undefined ? {} : { stops: translate(stops) }),
  };
}

function translateGuide(guide: Guide, translate: Translate): Guide {
  const { short, purpose, questions, issuers = {}, visits, no_checklist: noChecklist } = guide;
  const translatedIssuers = Object.entries(issuers).map(
    ([name, { by, source }]) =>
      [appendTranslation(name, translate), { by: translate(by), source }] as const,
  );
  return {
    ...guide,
    short: prependTranslation(short, translate),
    purpose: translate(purpose),
    questions: questions.map((question) => ({
      ...question,
      ask: translate(question.ask),
      ...(question.hint === undefined ? {} : { hint: translate(question.hint) }),
      ...(question.why === undefined ? {} : { why: translate(question.why) }),
      options: Object.fromEntries(
        Object.entries(question.options).map(([value, option]) => [
          value,
          translateOption(option, translate),
        ]),
      ),
    })),
    issuers: Object.fromEntries(translatedIssuers),
    ...(visits === undefined
      ? {}
      : { visits: visits.map((visit) => ({ ...visit, say: translate(visit.say) })) }),
    ...(noChecklist === undefined
      ? {}
      : { no_checklist: { ...noChecklist, say: translate(noChecklist.say) } }),
  };
}

/** Returns the name with its translation: "Giấy chứng sinh (birth notice from the hospital)". */
function appendTranslation(name: string, translate: Translate): string {
  const translation = translate(name);
  return translation === name ? name : `${name} (${translation})`;
}

/** Returns what English speakers look for first, and the name to say at a counter: "Birth certificate (Làm giấy khai sinh)". */
function prependTranslation(name: string, translate: Translate): string {
  const translation = translate(name);
  if (translation === name) return name;
  return `${translation.charAt(0).toUpperCase()}${translation.slice(1)} (${name})`;
}

function translateIfKnown(text: string | null, translate: Translate): string | null {
  return text === null ? null : translate(text);
}
