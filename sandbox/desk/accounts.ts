import { generateSync } from "otplib";
import type { Database } from "../../src/db/open.ts";
import {
  insertAccount,
  replaceAccountPoints,
  selectCredentials,
} from "../../src/db/queries/accounts.ts";
import { selectAgencyByMadonvi, updateAgency } from "../../src/db/queries/agencies.ts";
import { insertSecondFactor } from "../../src/db/queries/second-factors.ts";
import { hashPassword } from "../../src/desk/identity/password.ts";
import type { Role } from "../../src/desk/identity/roles.ts";
import { createFactorSecret, sealFactorSecret } from "../../src/desk/identity/second-factor.ts";
import type { Colleague } from "../../src/notify/inbox/conversation.ts";
import { createSecretBox } from "../../src/security/secret-box.ts";
import { createDeskPassword } from "./password.ts";

/** Ready accounts of the desk, whose passwords the page shows: they are made at every start and end with the sandbox. */

export interface DeskAccounts {
  readonly accounts: readonly ShownAccount[];
  readonly administrator: Colleague;
  /** The administrator's code, which a phone would show, and the seconds for which it holds. */
  code(): { readonly code: string; readonly secondsLeft: number };
  /** Lets codes be used again after the clock was set back. */
  forgetCodes(): Promise<void>;
}

export interface ShownAccount {
  readonly role: string;
  readonly username: string;
  readonly password: string;
  readonly needsCode: boolean;
}

interface AccountSurroundings {
  readonly database: Database;
  /** The desk's first account, with which the service began. */
  readonly administrator: { readonly username: string; readonly password: string };
  readonly secretKey: string;
  readonly now: () => Date;
  /** Code of the agency whose dossiers the official may open. */
  readonly madonvi: string;
  /** The help point of the member of staff. */
  readonly pointId: string;
}

const stepSeconds = 30;
/** Residents read it when this account answers them. */
const administratorName = "Nguyễn Thị Mai";

export async function createDeskAccounts(around: AccountSurroundings): Promise<DeskAccounts> {
  const { database, secretKey, now, madonvi, pointId, administrator } = around;
  const { db } = database;
  const secret = createFactorSecret();
  const agencyId = await selectAgencyByMadonvi(db, madonvi);
  if (agencyId === null) throw new TypeError("The sample dossier has no agency");
  await updateAgency(db, agencyId, { is_complete: true });

  const add = async (role: Role, username: string, name: string) => {
    const password = createDeskPassword();
    const id = await insertAccount(db, {
      username,
      name,
      role,
      agency_id: role === "official" ? agencyId : null,
      password_hash: await hashPassword(password),
      created_at: now(),
    });
    if (id === null) throw new TypeError(`The desk has an account ${username} already`);
    return { id, username, password };
  };
  const staff = await add("staff", "congtacvien", "Lê Thị Cộng");
  const official = await add("official", "canbo", "Trần Thị Hoa");
  const first = await selectCredentials(db, administrator.username);
  if (first === undefined) throw new TypeError("The desk has no administrator");
  await db
    .updateTable("desk_account")
    .set({ name: administratorName })
    .where("id", "=", first.id)
    .execute();
  await replaceAccountPoints(db, staff.id, [pointId]);
  const secretSealed = sealFactorSecret(createSecretBox(secretKey, "desk"), secret, first.id);
  const factor = { accountId: first.id, secretSealed, lastTimeStep: 0, now: now() };
  await insertSecondFactor(db, factor, true);

  return {
    accounts: [
      { role: "Cộng tác viên", ...shown(staff), needsCode: false },
      { role: "Cán bộ", ...shown(official), needsCode: false },
      { role: "Quản trị", ...shown(administrator), needsCode: true },
    ],
    administrator: {
      id: first.id,
      username: administrator.username,
      name: administratorName,
      role: "administrator",
      agencyId: null,
      pointIds: [],
    },
    code() {
      const epoch = Math.floor(now().getTime() / 1000);
      return {
        code: generateSync({ secret, epoch }),
        secondsLeft: stepSeconds - (epoch % stepSeconds),
      };
    },
    async forgetCodes() {
      await insertSecondFactor(db, factor, true);
    },
  };
}

function shown({ username, password }: { readonly username: string; readonly password: string }) {
  return { username, password };
}
