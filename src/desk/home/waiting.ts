import { selectWaitingCounts, type WaitingCounts } from "../../db/queries/waiting-counts.ts";
import type { DbHandle } from "../../db/schema.ts";
import { waitingNames } from "../../notify/colleagues/waiting-names.ts";
import type { Account } from "../identity/account.ts";
import type { Role } from "../identity/roles.ts";

interface WaitingKind {
  readonly id: keyof WaitingCounts;
  /** Below /desk. */
  readonly path: string;
  readonly roles: readonly Role[];
  readonly isLate?: boolean;
}

/** What can wait for somebody, the most urgent first. */
const kinds: readonly WaitingKind[] = [
  {
    id: "conversations",
    path: "/inbox",
    roles: ["staff", "official", "administrator"],
  },
  {
    id: "mine",
    path: "/inbox?show=mine",
    roles: ["staff", "official", "administrator"],
  },
  {
    id: "overdue",
    path: "/dossiers?overdue=1",
    roles: ["official", "administrator"],
    isLate: true,
  },
  {
    id: "dueSoon",
    path: "/dossiers",
    roles: ["official", "administrator"],
  },
  {
    id: "undelivered",
    path: "/undelivered",
    roles: ["official", "administrator"],
    isLate: true,
  },
  {
    id: "approvals",
    path: "/broadcasts",
    roles: ["official", "administrator"],
  },
  {
    id: "dataRequests",
    path: "/tasks",
    roles: ["administrator"],
  },
];

/** Returns what waits for an account and is not zero. */
export async function listWaiting(db: DbHandle, account: Account, now: Date) {
  const counts = await selectWaitingCounts(db, account, now);
  return kinds
    .filter(({ id, roles }) => roles.includes(account.role) && counts[id] > 0)
    .map(({ id, path, isLate = false }) => ({
      id,
      name: waitingNames[id],
      path,
      isLate,
      count: counts[id],
    }));
}
