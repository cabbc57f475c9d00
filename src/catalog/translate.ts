import type {
  CatalogRecords,
  DatedLine,
  Guide,
  GuideOption,
  HelpPoint,
  Procedure,
  ProcedureDocument,
} from "./schema.ts";

/** The records whose texts residents are told. */
export type TranslatableRecords = Pick<
  CatalogRecords,
  "procedures" | "guides" | "glossary" | "lifeEvents"
>;

/** The same text in another language. */
type Say = (text: string) => string;

/**
 * The records in another language, phrase by phrase. Names that a resident must find again on papers and doors
 * keep their Vietnamese and get the other language in brackets; laws, codes and aliases stay as they are.
 */
export function translateRecords(
  { procedures, guides, glossary, lifeEvents }: TranslatableRecords,
  say: Say,
): TranslatableRecords {
  return {
    procedures: procedures.map((procedure) => tellProcedure(procedure, say)),
    guides: guides.map((guide) => tellGuide(guide, say)),
    glossary: glossary.map((entry) => ({ ...entry, everyday: say(entry.everyday) })),
    lifeEvents: lifeEvents.map((event) => ({
      ...event,
      label: say(event.label),
      title: say(event.title),
    })),
  };
}

export function translatePoint(point: HelpPoint, say: Say): HelpPoint {
  return { ...point, equipment: point.equipment?.map(say) ?? null };
}

function tellProcedure(procedure: Procedure, say: Say): Procedure {
  const { name, processing_time: time, fee, online_only_note: onlineOnly } = procedure;
  return {
    ...procedure,
    name: withGloss(name, say),
    aliases: [...procedure.aliases, ...say(name).split(/[,;] /)],
    agency: maybe(procedure.agency, say),
    submit_online: procedure.submit_online.map(say),
    who: maybe(procedure.who, say),
    documents: procedure.documents.map((document) => tellDocument(document, say)),
    steps: procedure.steps.map(say),
    processing_time: time && { ...time, unit: maybe(time.unit, say), note: maybe(time.note, say) },
    fee: fee && { ...fee, note: maybe(fee.note, say) },
    result: maybe(procedure.result, say),
    common_mistakes: procedure.common_mistakes.map(say),
    ...(onlineOnly ? { online_only_note: say(onlineOnly) } : {}),
  };
}

function tellDocument(document: ProcedureDocument, say: Say): ProcedureDocument {
  const { name, note, condition } = document;
  return {
    ...document,
    name: withGloss(name, say),
    note: maybe(note, say),
    condition: maybe(condition, say),
  };
}

/** Said in Vietnamese too, an option is still the same answer. */
function tellOption(option: GuideOption, say: Say): GuideOption {
  const { label, full, words = [], note, stops } = option;
  return {
    ...option,
    label: say(label),
    ...(full === undefined ? {} : { full: say(full) }),
    words: [label, ...(full === undefined ? [] : [full]), ...words],
    note: note === "" ? note : say(note),
    ...(stops === undefined ? {} : { stops: say(stops) }),
  };
}

function tellGuide(guide: Guide, say: Say): Guide {
  const { purpose, questions, fee_lines: fees, time_lines: times, issuers = {} } = guide;
  const tellLines = (lines: readonly DatedLine[]) =>
    lines.map((line) => ({ ...line, text: say(line.text) }));
  const told = Object.entries(issuers).map(
    ([name, { by, source }]) => [withGloss(name, say), { by: say(by), source }] as const,
  );
  return {
    ...guide,
    purpose: say(purpose),
    questions: questions.map((question) => ({
      ...question,
      ask: say(question.ask),
      ...(question.hint === undefined ? {} : { hint: say(question.hint) }),
      options: Object.fromEntries(
        Object.entries(question.options).map(([value, option]) => [value, tellOption(option, say)]),
      ),
    })),
    ...(fees === undefined ? {} : { fee_lines: tellLines(fees) }),
    ...(times === undefined ? {} : { time_lines: tellLines(times) }),
    issuers: Object.fromEntries(told),
  };
}

/** "Giấy chứng sinh (birth notice from the hospital)". */
function withGloss(name: string, say: Say): string {
  const gloss = say(name);
  return gloss === name ? name : `${name} (${gloss})`;
}

function maybe(text: string | null, say: Say): string | null {
  return text === null ? null : say(text);
}
