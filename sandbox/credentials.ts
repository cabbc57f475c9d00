import { randomBytes } from "node:crypto";
import { type StandInPage, testPage } from "../test/platforms/messenger/accounts.ts";
import { type StandInAccount, testAccount } from "../test/platforms/zalo/accounts.ts";

/** Every start has secrets of its own: none is written down, none is of use elsewhere. */
export interface OwnKeys {
  readonly account: StandInAccount;
  readonly accessToken: string;
  readonly page: StandInPage;
  /** Of the one-stop system that brings the dossier. */
  readonly onestop: { readonly username: string; readonly password: string };
}

export function makeOwnKeys(): OwnKeys {
  return {
    account: {
      ...testAccount,
      appSecret: secret(),
      oaSecretKey: secret(),
      refreshToken: secret(),
    },
    accessToken: secret(),
    onestop: { username: "motcua", password: secret() },
    page: {
      ...testPage,
      appSecret: secret(),
      pageToken: secret(),
      verifyToken: secret(),
    },
  };
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}
