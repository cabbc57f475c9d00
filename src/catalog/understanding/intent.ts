/** What a resident wants with a sentence. docs/understanding.md says which intent wins if a sentence shows several. */
export const intents = [
  "eligibility",
  "documents",
  "steps",
  "where",
  "time",
  "fee",
  "online",
  "account_help",
  "nearest_point",
  "hours",
  "dossier_status",
  "clarify",
  "emergency",
  "smalltalk",
  "out_of_scope",
  "person",
  "menu",
] as const;

export type Intent = (typeof intents)[number];

/** Describes each intent in one line, for the documentation of the API. */
export const intentDescriptions: Readonly<Record<Intent, string>> = {
  eligibility: "whether it may, must or need be done, by whom, and what it entitles to",
  documents: "which papers",
  steps: "how it goes, or the wish to have it done",
  where: "which authority, or where to hand in",
  time: "how long it takes, or by when it must be done",
  fee: "what it costs",
  online: "whether and how it goes over the internet",
  account_help: "trouble with, or questions about, an account or an app",
  nearest_point: "where a help point or an office is, or which one is near",
  hours: "when an office is open",
  dossier_status: "what has become of what was handed in",
  clarify: "too little to tell: a bare matter, or one that may be several procedures",
  emergency: "life, health or property is in danger now",
  smalltalk: "greetings, thanks, and questions about the service itself",
  out_of_scope: "not what this service is there for",
  person: "to speak with a person",
  menu: "to see what there is",
};

const procedureIntents: ReadonlySet<Intent> = new Set([
  ...(["eligibility", "documents", "steps", "where", "time", "fee", "online"] as const),
  ...(["account_help", "clarify"] as const),
]);

/** Whether the intent concerns one procedure and not the service, a place or a person. */
export function isAboutProcedure(intent: Intent): boolean {
  return procedureIntents.has(intent);
}
