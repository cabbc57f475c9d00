import { accountSentences } from "./sentences/accounts.ts";
import { broadcastSentences } from "./sentences/broadcasts.ts";
import { catalogSentences } from "./sentences/catalog.ts";
import { conversationSentences } from "./sentences/conversations.ts";
import { dossierSentences } from "./sentences/dossiers.ts";
import { pointSentences } from "./sentences/points.ts";
import type { Sentences } from "./sentences/sentence.ts";
import { serviceSentences } from "./sentences/service.ts";

/** What an entry of the trail holds, and who it names. */
export interface RecordedEntry {
  readonly account_id: number | null;
  readonly username: string;
  readonly role: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

/** Names what a reference such as `dossier 12` stands for, with what it is. */
export type NameReference = (reference: string) => string;

/** Every action that the desk, the inbox and one-stop systems record. */
export const auditSentences: Sentences = {
  ...dossierSentences,
  ...broadcastSentences,
  ...conversationSentences,
  ...pointSentences,
  ...catalogSentences,
  ...accountSentences,
  ...serviceSentences,
};

/** Tells an entry as a sentence. One of another version, whose action is not known here, is told by its own words. */
export function tellEntry(entry: RecordedEntry, name: NameReference): string {
  const { account_id: id, action, subject, detail } = entry;
  const who = nameActor(entry, name);
  const tell = Object.hasOwn(auditSentences, action) ? auditSentences[action] : undefined;
  if (tell === undefined) return `${who}: ${action} (${name(subject)}). ${detail}`.trim();
  const isOwn = subject === `account ${id}`;
  return `${tell({ who, it: name(subject), isOwn, detail, name })}.`;
}

/** The name of who acted: a person's, a system's, or the service's own. */
export function nameActor(entry: RecordedEntry, name: NameReference): string {
  const { account_id: id, username, role, action, detail, subject } = entry;
  if (id !== null) return name(`account ${id}`);
  if (role === "one-stop system") return name(subject);
  if (action === "account.reset" || detail === "desk:reset") return "Người vận hành máy chủ";
  return username === "" ? "Hệ thống" : username;
}
