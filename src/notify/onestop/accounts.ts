import type { Database } from "../../db/open.ts";
import { selectOpenSystem, updateSystemUsed } from "../../db/queries/onestop-systems.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import type { AuditedSender, AuditNotices } from "./audit-notices.ts";
import { createSessions, type OnestopCredentials, type SessionHolder } from "./sessions.ts";
import { checkSystemKey } from "./systems.ts";

/** Who sends a call: a system of its own, or the shared account. */
export interface OnestopSender extends AuditedSender {
  /** Absent for the shared account. */
  readonly systemId?: number;
}

interface AccountsOptions {
  readonly database: Pick<Database, "db">;
  /** null: only systems with keys of their own have access. */
  readonly credentials: OnestopCredentials | null;
  readonly secretKey: string;
  readonly notices: AuditNotices;
  readonly now: () => Date;
}

/** The page at the desk shows when a system was used; a minute is exact enough. */
const usedEveryMs = 60_000;

/** Opens and checks the sessions of one-stop systems. */
export function createAccounts({
  database,
  credentials,
  secretKey,
  notices,
  now,
}: AccountsOptions) {
  const { db } = database;
  const sessions = createSessions(credentials, secretKey, now);

  return {
    /** Returns a new session, or null if user name or password are wrong, or the key is revoked. */
    async signIn(username: string, password: string): Promise<string | null> {
      if (isShared(credentials, username, password)) return sessions.openShared();
      const check = await checkSystemKey(db, username, password);
      if (check === null) return null;
      if (check.fault === null) return sessions.openSystem(check.system);
      await notices.noteKeyFault({ subject: subjectOf(check.system.id), username }, check.fault);
      return null;
    },

    /** Returns who holds an open session; null if there is none, or the key was revoked or replaced since. */
    async senderOf(session: string): Promise<OnestopSender | null> {
      const sender = await findSender(db, sessions.read(session), credentials, now());
      if (sender !== null) await notices.noteUse(sender);
      return sender;
    },
  };
}

export type OnestopAccounts = ReturnType<typeof createAccounts>;

function isShared(
  credentials: OnestopCredentials | null,
  username: string,
  password: string,
): boolean {
  if (credentials === null) return false;
  const areEqual = [
    equalInConstantTime(username, credentials.username),
    equalInConstantTime(password, credentials.password),
  ];
  return !areEqual.includes(false);
}

async function findSender(
  db: Database["db"],
  holder: SessionHolder | null,
  credentials: OnestopCredentials | null,
  now: Date,
): Promise<OnestopSender | null> {
  if (holder === null) return null;
  if (holder === "shared account") {
    return { subject: holder, username: credentials?.username ?? "" };
  }
  const system = await selectOpenSystem(db, holder);
  if (system === undefined) return null;
  const { id, username, used_at: usedAt } = system;
  if (usedAt === null || now.getTime() - usedAt.getTime() >= usedEveryMs) {
    await updateSystemUsed(db, id, now);
  }
  return { systemId: id, subject: subjectOf(id), username };
}

function subjectOf(systemId: number): string {
  return `system ${systemId}`;
}
