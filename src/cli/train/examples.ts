import { z } from "zod";
import { outOfScopeClass, serviceClass } from "../../catalog/classifier/classifier.ts";
import type { CatalogRecords } from "../../catalog/schema.ts";
import { intents } from "../../catalog/understanding/intent.ts";
import { pick, type Random } from "./random.ts";

/** A text that means one of some procedures, or none. */
export interface Example {
  readonly text: string;
  /** Ids of procedures, each as right as the others; or one of the classes of what is none; or the name of an intent. */
  readonly classes: readonly string[];
  /** How much it counts beside a name of the procedure. */
  readonly weight: number;
  /** A name says nothing else: pieces of stories may stand around it. Officials write descriptions. */
  readonly kind: "name" | "sentence" | "description";
}

const sentenceSchema = z.object({
  text: z.string(),
  /** None: it teaches which procedure is meant, and not what is asked about it. */
  intent: z.enum(intents).optional(),
  procedures: z.array(z.string()),
});
export const sentencesSchema = z.object({ sentences: z.array(sentenceSchema) });
export const framesSchema = z.object({ before: z.array(z.string()), after: z.array(z.string()) });

/** By intent: how it is asked about a procedure, whose name stands in the place of "…". */
export const asksSchema = z.object({
  asks: z.partialRecord(z.enum(intents), z.array(z.string().includes("…")).min(1)),
});

export type Asks = z.infer<typeof asksSchema>["asks"];
export type LabelledSentence = z.infer<typeof sentenceSchema>;
export type Frames = z.infer<typeof framesSchema>;

/** Descriptions name other things too, and are written by officials. */
const descriptionWeight = 0.3;
const optionWeight = 0.3;

/** Takes the examples from the catalogue: every name, and what is written about a procedure. */
export function examplesOf(records: CatalogRecords): Example[] {
  const phrases = new Map(records.synonyms.map((each) => [each.procedure, each.phrases]));
  const guides = new Map(records.guides.map((guide) => [guide.procedure, guide]));
  const examples = records.procedures.flatMap(({ id, name, aliases, who, result }) => {
    const guide = guides.get(id);
    const names = [name, name.replace(/\([^()]*\)/g, " "), ...aliases, ...(phrases.get(id) ?? [])];
    const about = [who, result, guide?.purpose].filter((text) => typeof text === "string");
    return [
      ...[...new Set([...names, ...(guide === undefined ? [] : [guide.short])])].map((text) =>
        named(text, id),
      ),
      ...about.map((text) => described(text, id, descriptionWeight)),
      ...optionsOf(guide, id),
    ];
  });
  const topics = records.vocabulary.outOfScopeTopics.flatMap((topic) =>
    topic.phrases.map((text) => named(text, outOfScopeClass)),
  );
  return [...examples, ...topics];
}

/** What its questions offer: an option that leads elsewhere describes the other procedure. */
function optionsOf(guide: CatalogRecords["guides"][number] | undefined, id: string): Example[] {
  return (guide?.questions ?? []).flatMap(({ options }) =>
    Object.values(options).flatMap(({ label, full, words = [], leads_to = id }) =>
      [label, full ?? label, ...words]
        .filter((text) => text.includes(" "))
        .map((text) =>
          described(text, leads_to, leads_to === id ? optionWeight / 2 : optionWeight),
        ),
    ),
  );
}

function named(text: string, id: string): Example {
  return { text, classes: [id], weight: 1, kind: "name" };
}

function described(text: string, id: string, weight: number): Example {
  return { text, classes: [id], weight, kind: "description" };
}

/** A sentence as a resident says it weighs more than a bare name, and one that no procedure answers more: there are few. */
const sentenceWeight = 1.5;
const noProcedureWeight = 3;

/** Takes an example of what a labelled sentence means; null if it says too little to mean anything. */
export function procedureExampleOf(sentence: LabelledSentence): Example | null {
  const { text, intent, procedures } = sentence;
  if (procedures.length > 0) return said(text, procedures);
  if (intent === "clarify") return null;
  const none = intent === "out_of_scope" ? outOfScopeClass : serviceClass;
  return { ...said(text, [none]), weight: noProcedureWeight };
}

/** Takes an example of what a labelled sentence asks; none if that is not labelled. */
export function intentExamplesOf({ text, intent, procedures }: LabelledSentence): Example[] {
  if (intent === undefined) return [];
  const example = said(text, [intent]);
  return [procedures.length > 0 ? example : { ...example, weight: noProcedureWeight }];
}

function said(text: string, classes: readonly string[]): Example {
  return { text, classes, weight: sentenceWeight, kind: "sentence" };
}

/** Made-up questions are many and stiff: they count less. */
const askWeight = 0.7;

/** Asks each intent about each procedure once, by one of its names. */
export function askExamplesOf(records: CatalogRecords, asks: Asks, random: Random): Example[] {
  return records.procedures.flatMap(({ name, aliases }) =>
    Object.entries(asks).map(([intent, forms]): Example => {
      const said = pick([name, ...aliases, ...aliases], random);
      const text = pick(forms, random).replace("…", said.charAt(0).toLowerCase() + said.slice(1));
      return { text, classes: [intent], weight: askWeight, kind: "description" };
    }),
  );
}
