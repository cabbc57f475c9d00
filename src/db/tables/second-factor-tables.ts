/** The code generator on an account owner's phone. */
export interface DeskSecondFactorTable {
  readonly account_id: number;
  readonly secret_sealed: string;
  /** The time step of the latest code that was accepted: neither it nor an earlier one is accepted again. */
  readonly last_time_step: number;
  readonly created_at: Date;
}

/** A code that replaces the phone once. Using it deletes its row. */
export interface DeskRecoveryCodeTable {
  readonly account_id: number;
  readonly code_hash: string;
}

/** A role whose accounts need a second factor by choice of an administrator. Administrators always need one. */
export interface DeskSecondFactorRoleTable {
  readonly role: string;
}

/** A sign-in whose password was right, and which waits for a code or for the enrolment of a phone. */
export interface DeskSignInStepTable {
  /** Hash of the browser's token: a copy of this table continues no sign-in. */
  readonly token_hash: string;
  readonly account_id: number;
  readonly device: string;
  /** The secret that a phone is enrolled with; null if a code is awaited. */
  readonly secret_sealed: string | null;
  /** Its owner replaces a phone that is enrolled already. */
  readonly replaces_factor: boolean;
  readonly ends_at: Date;
}
