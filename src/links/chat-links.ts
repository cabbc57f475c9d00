import {
  type ChatLinkFilter,
  type ChatLinkRow,
  countChatLinks,
  insertChatLink,
  selectChatLink,
  selectChatLinkByCode,
  selectChatLinks,
} from "../db/queries/links.ts";
import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";
import { createCode, createSignature, isSignatureValid, parseCode } from "./link-code.ts";

/** What a link opens. */
export interface LinkTarget {
  readonly point: string;
  readonly procedure: string | null;
  readonly dossier: number | null;
}

export interface ChatLink extends LinkTarget {
  readonly id: number;
  /** As residents type it, including its signature. */
  readonly code: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly usedAt: Date | null;
}

/** Whether a link still opens anything. A single-use link is used as soon as its conversation has begun. */
type LinkState = "open" | "expired" | "revoked" | "used";

interface NewLink extends LinkTarget {
  readonly by: string;
  readonly now: Date;
  readonly expiresAt: Date | null;
}

const maxTries = 50;

/** Creates a link. The caller has checked that point, procedure and dossier exist. `key` signs a link to a dossier. */
export async function createLink(
  tx: Transaction,
  { point, procedure, dossier, by, now, expiresAt }: NewLink,
  key: string,
): Promise<ChatLink> {
  const existing = await countChatLinks(tx);
  for (let tries = 0; tries < maxTries; tries += 1) {
    const row = await insertChatLink(tx, {
      code: createCode(existing),
      point_id: point,
      procedure_id: procedure,
      dossier_id: dossier,
      made_by: by,
      made_at: now,
      expires_at: expiresAt,
    });
    if (row !== undefined) return toChatLink(row, key);
  }
  throw new Error(`no free code for a chat link in ${maxTries} tries`);
}

/** Returns the link of a code; null if there is none, or if its signature is missing, wrong or not wanted. */
export async function findLink(db: DbHandle, typed: string, key: string): Promise<ChatLink | null> {
  const parsed = parseCode(typed);
  if (parsed === null) return null;
  const row = await selectChatLinkByCode(db, parsed.code);
  if (row === undefined) return null;
  if (row.dossier_id === null) return parsed.signature === null ? toChatLink(row, key) : null;
  const content = { code: row.code, dossier: row.dossier_id, expiresAt: row.expires_at };
  return isSignatureValid(parsed.signature, content, key) ? toChatLink(row, key) : null;
}

export async function findLinkById(
  db: DbHandle,
  id: number,
  key: string,
): Promise<ChatLink | null> {
  const row = await selectChatLink(db, id);
  return row === undefined ? null : toChatLink(row, key);
}

/** Returns the links that the filter selects, the latest first. */
export async function listLinks(
  db: DbHandle,
  filter: ChatLinkFilter,
  key: string,
): Promise<ChatLink[]> {
  const rows = await selectChatLinks(db, filter);
  return rows.map((row) => toChatLink(row, key));
}

export function linkState(link: ChatLink, now: Date): LinkState {
  if (link.revokedAt !== null) return "revoked";
  if (link.expiresAt !== null && link.expiresAt <= now) return "expired";
  return link.usedAt === null ? "open" : "used";
}

function toChatLink(row: ChatLinkRow, key: string): ChatLink {
  const { code, dossier_id: dossier, expires_at: expiresAt } = row;
  const signature = dossier === null ? "" : createSignature({ code, dossier, expiresAt }, key);
  return {
    id: row.id,
    code: code + signature,
    point: row.point_id,
    procedure: row.procedure_id,
    dossier,
    madeBy: row.made_by,
    madeAt: row.made_at,
    expiresAt,
    revokedAt: row.revoked_at,
    usedAt: row.used_at,
  };
}
