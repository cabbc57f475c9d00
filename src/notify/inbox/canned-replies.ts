import type { Catalog } from "../../catalog/catalog.ts";
import type { Database } from "../../db/open.ts";
import { insertAuditEntry } from "../../db/queries/audit.ts";
import {
  deleteCanned,
  insertCanned,
  selectCanned,
  selectCannedReply,
  updateCanned,
} from "../../db/queries/inbox-canned.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { Colleague, Conversation } from "./conversation.ts";

/** Whose reply it is: both null means everybody's, which only administrators may write. */
export interface CannedReply {
  readonly id: number;
  readonly title: string;
  /** May hold `{ten_can_bo}`, `{diem}` and `{thu_tuc}`. */
  readonly words: string;
  readonly agencyId: number | null;
  readonly pointId: string | null;
}

export interface CannedDraft {
  readonly title: string;
  readonly words: string;
  readonly agencyId: number | null;
  readonly pointId: string | null;
}

/** "unknown-placeholder": braces hold something else than the three names. "not-allowed": it would be another team's. */
export type CannedResult = "done" | "not-allowed" | "unknown-placeholder" | "empty" | "too-long";

/** Replies that colleagues use again. */
export interface CannedReplies {
  /** Those that this account may use, by title. */
  list(db: DbHandle, account: Colleague): Promise<readonly CannedReply[]>;
  add(request: {
    readonly account: Colleague;
    readonly draft: CannedDraft;
    readonly at: Date;
  }): Promise<CannedResult>;
  change(request: {
    readonly account: Colleague;
    readonly id: number;
    readonly draft: CannedDraft;
    readonly at: Date;
  }): Promise<CannedResult>;
  remove(request: {
    readonly account: Colleague;
    readonly id: number;
    readonly at: Date;
  }): Promise<CannedResult>;
  /** The words with the placeholders filled in, for the reply box. What is not known becomes "…". */
  fill(
    words: string,
    names: { readonly account: Colleague; readonly conversation: Conversation },
  ): string;
}

export const maxCannedTitle = 80;
const maxCannedWords = 2_000;

type Owner = Pick<CannedReply, "agencyId" | "pointId">;

/** Creates the replies that colleagues use again. Every change is audited, without its words. */
export function createCannedReplies(
  database: Pick<Database, "transaction">,
  catalog: () => Catalog,
): CannedReplies {
  const change = (
    { account, at }: { readonly account: Colleague; readonly at: Date },
    action: string,
    run: (tx: Transaction) => Promise<number | CannedResult>,
  ): Promise<CannedResult> =>
    database.transaction(async (tx) => {
      const id = await run(tx);
      if (typeof id !== "number") return id;
      const { id: account_id, username, role } = account;
      const subject = `canned reply ${id}`;
      await insertAuditEntry(tx, { at, account_id, username, role, action, subject, detail: "" });
      return "done";
    });
  const ownReply = async (tx: Transaction, account: Colleague, id: number) => {
    const row = await selectCannedReply(tx, id);
    return row !== undefined && mayWrite(account, toReply(row)) ? row : undefined;
  };

  return {
    list: async (db, account) =>
      (await selectCanned(db)).map(toReply).filter((reply) => mayUse(account, reply)),
    add: (request) =>
      change(request, "canned.add", async (tx) => {
        const refusal = check(request.account, request.draft);
        if (refusal !== null) return refusal;
        const made = { made_by: request.account.id, made_at: request.at };
        return insertCanned(tx, { ...toColumns(request.draft), ...made });
      }),
    change: (request) =>
      change(request, "canned.change", async (tx) => {
        const refusal = check(request.account, request.draft);
        if (refusal !== null) return refusal;
        if (!(await ownReply(tx, request.account, request.id))) return "not-allowed";
        await updateCanned(tx, request.id, toColumns(request.draft));
        return request.id;
      }),
    remove: (request) =>
      change(request, "canned.remove", async (tx) => {
        if (!(await ownReply(tx, request.account, request.id))) return "not-allowed";
        await deleteCanned(tx, request.id);
        return request.id;
      }),
    fill: (words, { account, conversation }) => {
      const { points, procedures, listed } = catalog();
      const procedure = conversation.procedureId ?? "";
      const values: Readonly<Record<string, string | undefined>> = {
        ten_can_bo: account.name,
        diem: points.get(conversation.pointId ?? account.pointIds[0] ?? "")?.name,
        thu_tuc: procedures.get(procedure)?.name ?? listed.get(procedure)?.name,
      };
      return words.replaceAll(placeholder, (_, name: string) => values[name] ?? "…");
    },
  };
}

const placeholder = /\{([^{}]*)\}/g;
const placeholderNames: ReadonlySet<string> = new Set(["ten_can_bo", "diem", "thu_tuc"]);

function check(account: Colleague, draft: CannedDraft): CannedResult | null {
  const { title, words } = draft;
  if (title.trim() === "" || words.trim() === "") return "empty";
  if (title.length > maxCannedTitle || words.length > maxCannedWords) return "too-long";
  const isKnown = [...words.matchAll(placeholder)].every(([, name = ""]) =>
    placeholderNames.has(name),
  );
  if (!isKnown) return "unknown-placeholder";
  return mayWrite(account, draft) ? null : "not-allowed";
}

/** Staff write their points' replies, officials their agency's, administrators any. */
function mayWrite({ role, pointIds, agencyId }: Colleague, owner: Owner): boolean {
  switch (role) {
    case "administrator":
      return true;
    case "official":
      return owner.pointId === null && owner.agencyId !== null && owner.agencyId === agencyId;
    case "staff":
      return owner.agencyId === null && owner.pointId !== null && pointIds.includes(owner.pointId);
  }
}

function mayUse(account: Colleague, owner: Owner): boolean {
  return (owner.agencyId === null && owner.pointId === null) || mayWrite(account, owner);
}

function toColumns({ title, words, agencyId, pointId }: CannedDraft) {
  return { title: title.trim(), words: words.trim(), agency_id: agencyId, point_id: pointId };
}

function toReply({
  id,
  title,
  words,
  agency_id: agencyId,
  point_id: pointId,
}: NonNullable<Awaited<ReturnType<typeof selectCannedReply>>>): CannedReply {
  return { id, title, words, agencyId, pointId };
}
