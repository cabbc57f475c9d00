import { randomBytes } from "node:crypto";
import { type StandInPage, testPage } from "../test/platforms/messenger/accounts.ts";
import { type StandInAccount, testAccount } from "../test/platforms/zalo/accounts.ts";
import { createDeskPassword } from "./desk/password.ts";

/** Accounts with secrets that are generated at every start. None is stored or valid elsewhere. */
export interface Credentials {
  readonly account: StandInAccount;
  readonly accessToken: string;
  readonly page: StandInPage;
  /** Encrypts what the service stores. */
  readonly secretKey: string;
  /** The desk's first account. */
  readonly administrator: { readonly username: string; readonly password: string };
  /** Account of the one-stop system that reports the dossier. */
  readonly onestop: { readonly username: string; readonly password: string };
}

export function createCredentials(): Credentials {
  return {
    account: {
      ...testAccount,
      appSecret: secret(),
      oaSecretKey: secret(),
      refreshToken: secret(),
    },
    accessToken: secret(),
    secretKey: randomBytes(32).toString("hex"),
    administrator: { username: "quanly", password: createDeskPassword() },
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
