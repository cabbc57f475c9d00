import { createHmac, randomInt } from "node:crypto";
import type { Resident } from "../../channels/resident.ts";
import { toInternationalPhone } from "../../channels/sms/gateway.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import type { Reach } from "../delivery/recipient-contacts.ts";

/** An address at which somebody of the desk tries broadcasts out. */
export interface TestRecipient {
  readonly id: number;
  readonly kind: "phone" | "email" | "zalo" | "messenger";
  readonly account: string;
  readonly user_id: string;
  readonly sealed: string | null;
  readonly created_at: Date;
}

const codeLifeMs = 15 * 60_000;
const codeDigits = 8;
const emailAddress = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/;

/** What was typed as an address; null for what is neither a Vietnamese mobile number nor an e-mail address. */
export function parseAddress(
  typed: string,
): { readonly kind: "phone" | "email"; readonly address: string } | null {
  const phone = toInternationalPhone(typed);
  if (phone !== null) return { kind: "phone", address: phone };
  return emailAddress.test(typed) ? { kind: "email", address: typed } : null;
}

/** Where the people of an agency try broadcasts out. `secretKey` keys hashes, so that a copy of the table tells no address. */
export function createTestRecipients(box: SecretBox, secretKey: string) {
  const key = createHmac("sha256", secretKey).update("own addresses").digest();
  const hash = (text: string) => createHmac("sha256", key).update(text).digest("hex").slice(0, 32);
  const contextOf = (kind: string, user: string) => `own ${kind} ${user}`;

  return {
    /** A phone or an e-mail address; the same again changes nothing. */
    async add(
      db: DbHandle,
      accountId: number,
      { kind, address, now }: { kind: "phone" | "email"; address: string; now: Date },
    ): Promise<void> {
      const user_id = hash(address.toLowerCase());
      const sealed = box.seal(address, contextOf(kind, user_id));
      await db
        .insertInto("own_address")
        .values({ account_id: accountId, kind, account: "", user_id, sealed, created_at: now })
        .onConflict((conflict) =>
          conflict.columns(["account_id", "kind", "account", "user_id"]).doNothing(),
        )
        .execute();
    },

    async remove(db: DbHandle, accountId: number, id: number): Promise<void> {
      await db
        .deleteFrom("own_address")
        .where("id", "=", id)
        .where("account_id", "=", accountId)
        .execute();
    },

    async ofAccount(db: DbHandle, accountId: number): Promise<TestRecipient[]> {
      return (await addresses(db).where("account_id", "=", accountId).execute()) as TestRecipient[];
    },

    /** Of everybody who works for the agency. */
    async ofAgency(db: DbHandle, agencyId: number): Promise<TestRecipient[]> {
      return (await addresses(db)
        .innerJoin("desk_account", "desk_account.id", "own_address.account_id")
        .where("desk_account.agency_id", "=", agencyId)
        .where("desk_account.closed_at", "is", null)
        .execute()) as TestRecipient[];
    },

    /** Eight digits to be sent from the chat that is to become an address, within a quarter of an hour. */
    async makeCode(db: DbHandle, accountId: number, now: Date): Promise<string> {
      const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, "0");
      await db.deleteFrom("own_chat_code").where("account_id", "=", accountId).execute();
      await db
        .insertInto("own_chat_code")
        .values({
          code_hash: hash(code),
          account_id: accountId,
          ends_at: new Date(now.getTime() + codeLifeMs),
        })
        .execute();
      return code;
    },

    /** Whose code this is has that chat as an address from now on; false for a code that holds no more. */
    async pair(tx: Transaction, code: string, resident: Resident, now: Date): Promise<boolean> {
      const known = await tx
        .deleteFrom("own_chat_code")
        .where("code_hash", "=", hash(code))
        .where("ends_at", ">", now)
        .returning("account_id")
        .executeTakeFirst();
      if (known === undefined) return false;
      const { channel: kind, account, user: user_id } = resident;
      await tx
        .insertInto("own_address")
        .values({
          account_id: known.account_id,
          ...{ kind, account, user_id, sealed: null, created_at: now },
        })
        .onConflict((conflict) =>
          conflict.columns(["account_id", "kind", "account", "user_id"]).doNothing(),
        )
        .execute();
      return true;
    },

    /** The address in words, for its owner. */
    shown: ({ kind, user_id, sealed }: TestRecipient): string =>
      sealed === null ? "" : box.open(sealed, contextOf(kind, user_id)),

    /** Nobody's consent but their own act of adding it is needed. */
    reachOf(
      { kind, user_id, sealed }: Omit<TestRecipient, "id" | "created_at">,
      heard: Date,
    ): Reach {
      const address = sealed === null ? null : box.open(sealed, contextOf(kind, user_id));
      const phone = kind === "phone" ? address : null;
      const email = kind === "email" ? address : null;
      return {
        channel: sealed === null ? kind : "contact",
        lastHeard: heard,
        consents: new Set(["chat", "news"]),
        phone,
        email,
        hasPhone: phone !== null,
        hasEmail: email !== null,
      };
    },
  };
}

export type TestRecipients = ReturnType<typeof createTestRecipients>;

function addresses(db: DbHandle) {
  return db
    .selectFrom("own_address")
    .select(["own_address.id", "kind", "account", "user_id", "sealed"])
    .select("own_address.created_at")
    .orderBy("own_address.id");
}
