import type { Account } from "../identity/account.ts";
import type { Role } from "../identity/roles.ts";
import type { Session } from "../identity/sessions.ts";
import type { DeskContext } from "./context.ts";
import type { ViewResult } from "./view-result.ts";

/** A file that came with a form. */
export interface Upload {
  readonly name: string;
  readonly content: Buffer;
}

/** A request, read and allowed. Everything in it but the account is as it was sent: parse it. */
export interface DeskRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly upload: Upload | null;
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly now: Date;
}

export interface SignedInRequest extends DeskRequest {
  readonly account: Account;
  readonly session: Session;
}

/** Whose a thing is: only these and administrators reach it. null in both: administrators alone. */
export interface Owner {
  readonly agencyId?: number | null;
  readonly pointId?: string | null;
}

interface Common {
  readonly method: "GET" | "POST";
  /** Below /desk. */
  readonly path: string;
  /** For the audit of this table: what it is for, in a phrase. */
  readonly does: string;
  /** Takes an uploaded file beside the form. */
  readonly takesFile?: boolean;
}

export interface OpenRoute extends Common {
  readonly roles: "anyone";
  answer(call: DeskRequest, desk: DeskContext): Promise<ViewResult>;
}

export interface RoleRoute extends Common {
  readonly roles: readonly Role[];
  /**
   * Whose the thing is that the path names; null where there is no such thing. Asked before `answer`: what is not the
   * account's own is a 404. Left out where the path names nothing, or something that is checked as the account's own.
   */
  readonly ownerOf?: (call: SignedInRequest, desk: DeskContext) => Promise<Owner | null>;
  answer(call: SignedInRequest, desk: DeskContext): Promise<ViewResult>;
}

/** A line of the desk's route table: what is not in the table is no route. */
export type DeskRoute = OpenRoute | RoleRoute;

export function isReachable(account: Account, { agencyId, pointId }: Owner): boolean {
  switch (account.role) {
    case "administrator":
      return true;
    case "official":
      return agencyId != null && agencyId === account.agencyId;
    case "staff":
      return pointId != null && account.pointIds.includes(pointId);
  }
}
