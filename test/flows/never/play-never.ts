import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Catalog } from "../../../src/catalog/catalog.ts";
import { intents } from "../../../src/catalog/understanding/intent.ts";
import type { Understanding } from "../../../src/catalog/understanding/understand.ts";
import { procedureOf } from "../../../src/flows/conversations/procedure.ts";
import { Chat } from "../chat.ts";

/** The kinds of event that a sentence of the list tells of. */
const events = [
  ...(["death", "birth", "loss", "fraud", "self-harm", "violence", "emergency"] as const),
  ...(["grief", "anger", "thanks", "entitlement"] as const),
] as const;

const sentenceSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** The procedure in whose conversation it is typed; absent: it is the first sentence. */
  after: z.string().optional(),
  never: z.strictObject({
    /** Ids, prefixes that end in "-", or "*" for every procedure. */
    procedures: z.array(z.string()),
    intents: z.array(z.enum(intents)),
  }),
  must: z.strictObject({ event: z.enum(events).optional() }),
});

export type NeverSentence = z.infer<typeof sentenceSchema>;

const fileSchema = z.strictObject({
  meta: z.looseObject({ total: z.number().int() }),
  sentences: z.array(sentenceSchema),
});

const now = new Date("2026-11-30T09:30:00+07:00");
/** So many results `GET /api/v1/search` lists if it is not told otherwise. */
const listedCount = 10;

export function readNeverSentences(): readonly NeverSentence[] {
  const text = readFileSync(join(import.meta.dirname, "must-never.json"), "utf8");
  return fileSchema.parse(JSON.parse(text)).sentences;
}

/** What happened to a sentence though it must never. */
export interface Hit {
  readonly sentence: NeverSentence;
  /** What was done: begun, offered, listed or read so, and the procedure or intent. */
  readonly what: string;
}

/** Says the sentence in the chat and asks what it means, and returns what must never have followed. */
export function findHits(catalog: Catalog, sentence: NeverSentence): Hit[] {
  const { text, after, never } = sentence;
  const isNever = (id: string) => id !== after && never.procedures.some((one) => covers(one, id));
  const { intent, results } = catalog.understand(text, { now, procedure: after ?? null });
  const shown = [
    ...play(catalog, sentence),
    ...results.slice(0, listedCount).map(({ id }) => ({ how: "listed", id })),
  ];
  return [
    ...shown
      .filter(({ id }) => isNever(id))
      .map(({ how, id }) => ({ sentence, what: `${how} ${id}` })),
    ...(never.intents.includes(intent) ? [{ sentence, what: `read as ${intent}` }] : []),
  ];
}

/** Returns the procedures that the reply begins or offers. */
function play(
  catalog: Catalog,
  { text, after }: NeverSentence,
): { readonly how: string; readonly id: string }[] {
  const chat = new Chat(catalog, now, "1022");
  if (after !== undefined) chat.send({ type: "start", procedure: after });
  const messages = chat.say(text);
  const frame = chat.state?.frames.at(-1);
  const begun = procedureOf(frame);
  const options =
    frame?.flow === "choose" ? messages.flatMap((m) => (m.type === "text" ? [] : m.options)) : [];
  return [
    ...(begun === null ? [] : [{ how: "began", id: begun }]),
    ...options
      .map(({ value }) => ({ how: "offered", id: value }))
      .filter(({ id }) => catalog.procedures.has(id)),
  ];
}

function covers(pattern: string, id: string): boolean {
  if (pattern === "*") return true;
  return pattern.endsWith("-") ? id.startsWith(pattern) : id === pattern;
}

/** Whether it was noticed what the sentence tells of. */
export function isNoticed(catalog: Catalog, { text, after, must }: NeverSentence): boolean {
  // Inside a conversation about a birth or a death it is known already.
  const isInside = after !== undefined && catalog.procedures.get(after)?.concerns === must.event;
  if (must.event === undefined || isInside) return true;
  const understood = catalog.understand(text, { now, procedure: after ?? null });
  // Which aid somebody may have is asked for if it is asked, or if the first that is meant is an aid.
  if (must.event === "entitlement")
    return understood.intent === "eligibility" || isAid(catalog, understood);
  return tellsOf(must.event, understood);
}

const aidFields = ["Bảo trợ xã hội", "Người có công", "Giảm nghèo", "BHXH - BHYT"];

function isAid(catalog: Catalog, { results }: Understanding): boolean {
  return aidFields.includes(catalog.procedures.get(results[0]?.id ?? "")?.field ?? "");
}

type ToldEvent = Exclude<(typeof events)[number], "entitlement">;

function tellsOf(event: ToldEvent, { happened }: Understanding): boolean {
  const kind = happened?.kind ?? null;
  switch (event) {
    case "grief":
      // Whose death is told is consoled.
      return happened?.mood === "grief" || happened?.isRecentDeath === true;
    case "anger":
    case "thanks":
      return happened?.mood === event;
    case "loss":
      return kind === "loss" || kind === "lost_papers";
    case "self-harm":
      return kind === "self_harm";
    case "violence":
      return kind === "violence" || kind === "danger";
    case "emergency":
      return kind === "danger" || kind === "violence" || kind === "self_harm";
    default:
      return kind === event;
  }
}
