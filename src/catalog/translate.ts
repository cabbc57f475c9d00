import type {
  CatalogRecords,
  DatedLine,
  Guide,
  GuideOption,
  HelpPoint,
  Procedure,
  ProcedureDocument,
} from "./schema.ts";

/** The records whose texts are shown to residents. */
export type TranslatableRecords = Pick<
  CatalogRecords,
  "procedures" | "guides" | "glossary" | "lifeEvents"
>;

/** Returns the same text in another language. */
export type Translate = (text: string) => string;

/**
 * Translates the records phrase by phrase. Names that a resident must recognize on papers and doors keep their
 * Vietnamese, with the translation in brackets; laws, codes and aliases are not translated.
 */
export function translateRecords(
  { procedures, guides, glossary, lifeEvents }: TranslatableRecords,
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
  };
}

export function translatePoint(point: HelpPoint, translate: Translate): HelpPoint {
  return { ...point, equipment: point.equipment?.map(translate) ?? null };
}

function translateProcedure(procedure: Procedure, translate: Translate): Procedure {
  const { name, processing_time: time, fee, online_only_note: onlineOnly } = procedure;
  return {
    ...procedure,
    name: appendTranslation(name, translate),
    aliases: [...procedure.aliases, ...translate(name).split(/[,;] /)],
    agency: translateIfKnown(procedure.agency, translate),
    submit_online: procedure.submit_online.map(translate),
    who: translateIfKnown(procedure.who, translate),
    documents: procedure.documents.map((document) => translateDocument(document, translate)),
    steps: procedure.steps.map(translate),
    processing_time: time && {
      ...time,
      unit: translateIfKnown(time.unit, translate),
      note: translateIfKnown(time.note, translate),
    },
    fee: fee && { ...fee, note: translateIfKnown(fee.note, translate) },
    result: translateIfKnown(procedure.result, translate),
    common_mistakes: procedure.common_mistakes.map(translate),
    ...(onlineOnly ? { online_only_note: translate(onlineOnly) } : {}),
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
  const { purpose, questions, fee_lines: fees, time_lines: times, issuers = {} } = guide;
  const translateLines = (lines: readonly DatedLine[]) =>
    lines.map((line) => ({ ...line, text: translate(line.text) }));
  const translatedIssuers = Object.entries(issuers).map(
    ([name, { by, source }]) =>
      [appendTranslation(name, translate), { by: translate(by), source }] as const,
  );
  return {
    ...guide,
    purpose: translate(purpose),
    questions: questions.map((question) => ({
      ...question,
      ask: translate(question.ask),
      ...(question.hint === undefined ? {} : { hint: translate(question.hint) }),
      options: Object.fromEntries(
        Object.entries(question.options).map(([value, option]) => [
          value,
          translateOption(option, translate),
        ]),
      ),
    })),
    ...(fees === undefined ? {} : { fee_lines: translateLines(fees) }),
    ...(times === undefined ? {} : { time_lines: translateLines(times) }),
    issuers: Object.fromEntries(translatedIssuers),
  };
}

/** Returns the name with its translation: "Giấy chứng sinh (birth notice from the hospital)". */
function appendTranslation(name: string, translate: Translate): string {
  const translation = translate(name);
  return translation === name ? name : `${name} (${translation})`;
}

function translateIfKnown(text: string | null, translate: Translate): string | null {
  return text === null ? null : translate(text);
}
