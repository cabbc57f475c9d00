import { selectWaitingCounts, type WaitingCounts } from "../../db/queries/waiting-counts.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Account } from "../identity/account.ts";
import type { Role } from "../identity/roles.ts";

interface WaitingKind {
  readonly id: keyof WaitingCounts;
  readonly name: string;
  /** Below /desk. */
  readonly path: string;
  readonly roles: readonly Role[];
  readonly isLate?: boolean;
}

/** What can wait for somebody, the most urgent first. */
const kinds: readonly WaitingKind[] = [
  {
    id: "conversations",
    name: "người đang chờ trả lời",
    path: "/inbox",
    roles: ["staff", "official", "administrator"],
  },
  {
    id: "mine",
    name: "cuộc trò chuyện bạn đã nhận",
    path: "/inbox?show=mine",
    roles: ["staff", "official", "administrator"],
  },
  {
    id: "overdue",
    name: "hồ sơ quá hẹn",
    path: "/dossiers?overdue=1",
    roles: ["official", "administrator"],
    isLate: true,
  },
  {
    id: "dueSoon",
    name: "hồ sơ đến hẹn trong 4 ngày",
    path: "/dossiers",
    roles: ["official", "administrator"],
  },
  {
    id: "undelivered",
    name: "tin chưa báo được",
    path: "/undelivered",
    roles: ["official", "administrator"],
    isLate: true,
  },
  {
    id: "approvals",
    name: "tin chung chờ bạn duyệt",
    path: "/broadcasts",
    roles: ["official", "administrator"],
  },
  {
    id: "dataRequests",
    name: "yêu cầu về dữ liệu cá nhân",
    path: "/tasks",
    roles: ["administrator"],
  },
];

/** Returns what waits for an account and is not zero. */
export async function listWaiting(db: DbHandle, account: Account, now: Date) {
  const counts = await selectWaitingCounts(db, account, now);
  return kinds
    .filter(({ id, roles }) => roles.includes(account.role) && counts[id] > 0)
    .map(({ id, name, path, isLate = false }) => ({ id, name, path, isLate, count: counts[id] }));
}
