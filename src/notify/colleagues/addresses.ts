import { createHmac, randomInt } from "node:crypto";
import type { PushRoutes } from "../../channels/push.ts";
import {
  replaceColleagueEmail,
  selectChatsOfAccount,
  selectColleagueEmail,
  verifyColleagueEmail,
} from "../../db/queries/colleague-addresses.ts";
import type { DbHandle } from "../../db/schema.ts";
import { deriveKey } from "../../security/derive-key.ts";
import { createSecretBox } from "../../security/secret-box.ts";
import type { ColleagueAddress } from "./senders.ts";

const codeLifeMs = 15 * 60_000;
const codeDigits = 6;
/** `test/db/sealed-columns.test.ts` knows the same use and context. */
const sealedUse = "colleague addresses";
const emailContext = (accountId: number) => `email of account ${accountId}`;

interface AddressOptions {
  readonly db: DbHandle;
  readonly secretKey: string;
  readonly hashKey: string;
  readonly routes: PushRoutes;
}

/** An own e-mail address, as its owner's page shows it. */
export interface OwnEmail {
  readonly address: string;
  readonly isVerified: boolean;
}

/** Keeps where each colleague is told of their work: an e-mail address that they verified, and the chats that they linked. */
export function createColleagueAddresses({ db, secretKey, hashKey, routes }: AddressOptions) {
  const box = createSecretBox(secretKey, sealedUse);
  const key = deriveKey(hashKey, "colleague codes");
  const hash = (accountId: number, code: string) =>
    createHmac("sha256", key).update(`${accountId} ${code}`).digest("hex");

  const readEmail = async (accountId: number): Promise<OwnEmail | null> => {
    const row = await selectColleagueEmail(db, accountId);
    if (row === undefined) return null;
    const address = box.open(row.address_sealed, emailContext(accountId));
    return { address, isVerified: row.verified_at !== null };
  };

  return {
    /** Whether this installation sends e-mail. */
    hasEmail: routes.email !== undefined,
    /** Whether it has a platform whose chats can be linked. */
    hasChat: routes["zalo-chat"] !== undefined || routes["messenger-chat"] !== undefined,

    readEmail,

    /** Stores an address in the caller's transaction, unverified, and returns the code to send there. */
    async storeEmail(
      tx: DbHandle,
      accountId: number,
      { address, now }: { readonly address: string; readonly now: Date },
    ): Promise<string> {
      const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, "0");
      await replaceColleagueEmail(tx, {
        account_id: accountId,
        address_sealed: box.seal(address, emailContext(accountId)),
        code_hash: hash(accountId, code),
        code_ends_at: new Date(now.getTime() + codeLifeMs),
        verified_at: null,
      });
      return code;
    },

    /** Mails the code. Returns whether the mail server took it. */
    async sendCode(accountId: number, address: string, code: string): Promise<boolean> {
      const text = `Mã xác nhận thư của bạn ở bàn làm việc Hướng Dẫn: ${code} (dùng trong 15 phút). Nếu không phải bạn yêu cầu, bạn bỏ qua thư này.`;
      const result = await routes.email?.send(
        { account: "", to: address },
        {
          id: `notice-code-${hash(accountId, code).slice(0, 16)}`,
          subject: "Mã xác nhận thư",
          text,
          short: text,
          parameters: {},
          language: "vi",
        },
      );
      return result?.outcome === "sent";
    },

    /** Returns whether the code was right, and the address is used from now on. */
    verifyEmail: (tx: DbHandle, accountId: number, typed: { code: string; now: Date }) =>
      verifyColleagueEmail(tx, accountId, {
        codeHash: hash(accountId, typed.code),
        now: typed.now,
      }),

    async emailAddresses(accountId: number): Promise<readonly ColleagueAddress[]> {
      const email = await readEmail(accountId);
      if (email === null || !email.isVerified) return [];
      return [{ route: "email", account: "", to: email.address }];
    },

    async chatAddresses(accountId: number): Promise<readonly ColleagueAddress[]> {
      const chats = await selectChatsOfAccount(db, accountId);
      return chats.map(({ kind, account, user_id: to }) => ({
        route: kind === "zalo" ? "zalo-chat" : "messenger-chat",
        account,
        to,
      }));
    },
  };
}

export type ColleagueAddresses = ReturnType<typeof createColleagueAddresses>;
