import { hasAuditEntry } from "../../db/queries/audit.ts";
import { selectSetUpFacts } from "../../db/queries/set-up-facts.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Reach } from "../../links/reach.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext, SignedInRequest } from "../framework/route.ts";
import type { Account } from "../identity/account.ts";

/** Named for good: the audit trail is exported with them. */
const triedAction = "sentence.try";
const hiddenAction = "first-day.hide";
const everBefore = new Date(0);

/** Returns the steps of an administrator's first day, each with whether it is done; null once all are, or they are hidden. */
export async function readFirstDay(
  { account }: Pick<SignedInRequest, "account">,
  { database: { db }, reach }: Pick<DeskContext, "database" | "reach">,
) {
  const { id: accountId } = account;
  if (await hasAuditEntry(db, { accountId, action: hiddenAction, since: everBefore })) return null;
  const facts = await selectSetUpFacts(db);
  const ways = await reach();
  const steps = [
    {
      id: "agency",
      title: "Khai cơ quan và mã hồ sơ của cơ quan",
      path: "/agencies",
      isDone: facts.hasAgency,
    },
    {
      id: "people",
      title: "Mời cán bộ và cộng tác viên",
      path: "/people/new",
      isDone: facts.hasColleague,
    },
    {
      id: "points",
      title: "Ghi giờ, điện thoại của các điểm hướng dẫn",
      path: "/points?missing=hours",
      isDone: facts.hasEditedPoint,
    },
    {
      id: "channels",
      title: describeChannels(ways),
      path: "/channels",
      isDone: ways.isPublic && (ways.zalo ?? ways.messenger) !== null,
    },
    {
      id: "sentence",
      title: "Thử một câu dân hay hỏi",
      path: "/aliases",
      isDone: await hasAuditEntry(db, { accountId, action: triedAction, since: everBefore }),
    },
  ];
  return steps.every(({ isDone }) => isDone) ? null : steps;
}

function describeChannels({ zalo, messenger, sms, email }: Reach): string {
  const all = [
    ["Zalo", zalo !== null],
    ["Messenger", messenger !== null],
    ["SMS", sms],
    ["thư điện tử", email],
  ] as const;
  const states = all.map(([name, isOn]) => `${name} ${isOn ? "đang bật" : "chưa bật"}`);
  return `Bật các kênh: ${states.join(", ")}`;
}

/** Notes once that an account has tried a sentence. */
export async function recordTried(db: DbHandle, account: Account, now: Date): Promise<void> {
  const entry = { accountId: account.id, action: triedAction, since: everBefore };
  if (await hasAuditEntry(db, entry)) return;
  await recordAction(db, account, { action: triedAction, subject: "catalog" }, now);
}

export function hideFirstDay(db: DbHandle, account: Account, now: Date): Promise<void> {
  return recordAction(db, account, { action: hiddenAction, subject: "desk" }, now);
}
