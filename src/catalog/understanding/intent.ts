/** What a resident wants with a sentence. docs/understanding.md tells which one wins where several are said. */
export const intents = [
  /** Whether it may, must or need be done, by whom, and what it entitles to. */
  "eligibility",
  /** Which papers. */
  "documents",
  /** How it goes, or the wish to have it done. */
  "steps",
  /** Which authority, or where to hand in. */
  "where",
  /** How long it takes, or by when it must be done. */
  "time",
  /** What it costs. */
  "fee",
  /** Whether and how it goes over the internet. */
  "online",
  /** Trouble with, or questions about, an account or an app. */
  "account_help",
  /** Where a help point or an office is, or which one is near. */
  "nearest_point",
  /** When an office is open. */
  "hours",
  /** What has become of what was handed in. */
  "dossier_status",
  /** Too little to tell: a bare matter, or one that may be several procedures. */
  "clarify",
  /** Life, health or property is in danger now. */
  "emergency",
  /** Greetings, thanks, and questions about the service itself. */
  "smalltalk",
  /** Not what this service is there for. */
  "out_of_scope",
  /** To speak with a person. */
  "person",
  /** To see what there is. */
  "menu",
] as const;

export type Intent = (typeof intents)[number];

const ofProcedure: ReadonlySet<Intent> = new Set([
  ...(["eligibility", "documents", "steps", "where", "time", "fee", "online"] as const),
  ...(["account_help", "clarify"] as const),
]);

/** Whether the intent concerns one procedure, rather than the service, a place or a person. */
export function asksProcedure(intent: Intent): boolean {
  return ofProcedure.has(intent);
}
