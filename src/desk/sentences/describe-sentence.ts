import type { Catalog } from "../../catalog/catalog.ts";
import { findName } from "../../catalog/procedures/procedure.ts";
import type { SearchDecision } from "../../catalog/search/decide.ts";
import type { ListedSentence } from "../../db/queries/misunderstood-sentences.ts";
import type { selectLabels } from "../../db/queries/sentence-labels.ts";
import { labelNames, nameIntent, nameKind } from "./labels.ts";

const maxProcedures = 3;

/** Describes a stored sentence: what it was taken for then, and how it is understood now. */
export function describeSentence(sentence: ListedSentence, catalog: Catalog, now: Date) {
  return {
    ...sentence,
    cases: sentence.cases.map((one) => ({
      ...one,
      kindName: nameKind(one.kind),
      intentName: nameIntent(one.intent),
      procedures: one.procedures.map((id) => nameProcedure(catalog, id)),
    })),
    today: readSentence(sentence.words, catalog, now),
  };
}

export type LabelRow = Awaited<ReturnType<typeof selectLabels>>[number];

export function describeLabel(row: LabelRow, catalog: Catalog, now: Date) {
  const { id, alike, words, verdict, intent, procedure_id: procedure } = row;
  return {
    id,
    alike,
    words,
    verdict,
    verdictName: labelNames[verdict],
    intent,
    intentName: intent === null ? "" : nameIntent(intent),
    procedure: procedure === null ? null : nameProcedure(catalog, procedure),
    by: row.labelled_by,
    at: row.labelled_at,
    isAlias:
      procedure !== null && catalog.procedures.get(procedure)?.aliases.includes(words) === true,
    today: readSentence(words, catalog, now),
  };
}

/** Understands a sentence as the chat does: the procedure that it begins, or those that it offers. */
export function readSentence(sentence: string, catalog: Catalog, now: Date) {
  const { intent, decision } = catalog.understand(sentence, { now });
  const offered = offeredBy(decision).slice(0, maxProcedures);
  return {
    intent,
    intentName: nameIntent(intent),
    procedures: offered.map((id) => nameProcedure(catalog, id)),
  };
}

function offeredBy(decision: SearchDecision): readonly string[] {
  if (decision.type === "winner") return [decision.id];
  return decision.type === "choice" ? decision.ids : [];
}

function nameProcedure(catalog: Catalog, id: string) {
  return { id, name: findName(catalog, id) ?? id };
}
