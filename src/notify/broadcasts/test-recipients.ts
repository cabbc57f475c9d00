import { createHmac, randomInt } from "node:crypto";
import type { Resident } from "../../channels/resident.ts";
import {
  consumePairingCode,
  deleteTestAddress,
  insertTestAddress,
  replacePairingCode,
  selectTestAddressesOfAccount,
  selectTestAddressesOfAgency,
} from "../../db/queries/test-recipients.ts";
import type { DbHandle } from "../../db/schema.ts";
import { contactChannel } from "../../db/tables/subscription-tables.ts";
import type { Transaction } from "../../db/transaction.ts";
import { toVietnameseMobile } from "../../phone/phone-number.ts";
import { deriveKey } from "../../security/derive-key.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import type { RecipientContacts } from "../delivery/channel-fallback.ts";

/** An address at which an official receives test broadcasts. */
interface TestRecipient {
  readonly id: number;
  /** phone or email; zalo or messenger for a chat. */
  readonly kind: string;
  readonly account: string;
  readonly user_id: string;
  readonly sealed: string | null;
  readonly created_at: Date;
}

const codeLifeMs = 15 * 60_000;
const codeDigits = 8;
const emailAddress = /^[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+$/;

/** Parses a Vietnamese mobile number or an e-mail address; null if it is neither. */
export function parseAddress(
  typed: string,
): { readonly kind: "phone" | "email"; readonly address: string } | null {
  const phone = toVietnameseMobile(typed);
  if (phone !== null) return { kind: "phone", address: phone };
  return emailAddress.test(typed) ? { kind: "email", address: typed } : null;
}

/** Manages the officials' test addresses. They are hashed with a key, so that a copy of the table reveals no address. */
export function createTestRecipients(box: SecretBox, hashKey: string) {
  const key = Buffer.from(deriveKey(hashKey, "own addresses"), "hex");
  const hash = (text: string) => createHmac("sha256", key).update(text).digest("hex").slice(0, 32);
  const contextOf = (kind: string, user: string) => `own ${kind} ${user}`;

  return {
    /** Adds a phone number or an e-mail address. The same address again changes nothing. */
    async add(
      db: DbHandle,
      accountId: number,
      { kind, address, now }: { kind: "phone" | "email"; address: string; now: Date },
    ): Promise<void> {
      const user_id = hash(address.toLowerCase());
      await insertTestAddress(db, {
        account_id: accountId,
        kind,
        account: "",
        user_id,
        sealed: box.seal(address, contextOf(kind, user_id)),
        created_at: now,
      });
    },

    remove: deleteTestAddress,
    listOfAccount: selectTestAddressesOfAccount,
    /** Lists the addresses of everybody who works for the agency. */
    listOfAgency: selectTestAddressesOfAgency,

    /** Creates eight digits that the official sends, within a quarter of an hour, from the chat that is to become an address. */
    async createPairingCode(db: DbHandle, accountId: number, now: Date): Promise<string> {
      const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, "0");
      const endsAt = new Date(now.getTime() + codeLifeMs);
      await replacePairingCode(db, {
        code_hash: hash(code),
        account_id: accountId,
        ends_at: endsAt,
      });
      return code;
    },

    /** Makes the chat a test address of the official with this code. Returns false if there is no such code. */
    async pair(tx: Transaction, code: string, resident: Resident, now: Date): Promise<boolean> {
      const accountId = await consumePairingCode(tx, hash(code), now);
      if (accountId === null) return false;
      const { channel: kind, account, user: user_id } = resident;
      await insertTestAddress(tx, {
        account_id: accountId,
        kind,
        account,
        user_id,
        sealed: null,
        created_at: now,
      });
      return true;
    },

    /** Returns the address as text, to be shown to its owner; "" for a chat. */
    showAddress: ({ kind, user_id, sealed }: TestRecipient): string =>
      sealed === null ? "" : box.open(sealed, contextOf(kind, user_id)),

    /** Adding the address was the official's own act, so that no other consent is needed. */
    contactsOf(
      { kind, user_id, sealed }: Omit<TestRecipient, "id" | "created_at">,
      lastActiveAt: Date,
    ): RecipientContacts {
      const address = sealed === null ? null : box.open(sealed, contextOf(kind, user_id));
      const phone = kind === "phone" ? address : null;
      const email = kind === "email" ? address : null;
      return {
        channel: sealed === null ? kind : contactChannel,
        lastActiveAt,
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
