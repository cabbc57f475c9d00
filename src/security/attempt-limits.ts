const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Whose attempts a limit counts together. */
export type AttemptScope = "everybody" | "address" | "account" | "session" | "client" | "resident";

export interface AttemptLimit {
  readonly scope: AttemptScope;
  readonly max: number;
  readonly windowMs: number;
}

function limit<Scope extends AttemptScope>(scope: Scope, max: number, windowMs = quarterMs) {
  return { scope, max, windowMs };
}

/**
 * How many attempts are judged in a window, for each kind of secret that somebody may guess: the widest scope first. What a
 * guesser achieves with them in a day is in docs/operating.md, "Guessing".
 *
 * "Client" is a device or address from which the owner has signed in before. Its attempts count only there, so that strangers
 * who use up the other limits do not keep owners out.
 */
export const attemptLimits = {
  /** An office may share an address; a forgetful owner needs a few attempts. */
  "desk sign-in": [limit("everybody", 2_000), limit("address", 50), limit("account", 10)],
  "desk sign-in, known client": [limit("client", 10)],
  /** Somebody may have found an owner's open session. */
  "desk own password": [limit("session", 10)],
  /** Six digits that were mailed: they count for an own address only. */
  "notice e-mail": [limit("account", 10)],
  /** Only who has the password gets to guess codes: three of a million are right at a time. */
  "desk code": [limit("everybody", 2_000), limit("account", 10)],
  "desk code, known client": [limit("client", 10)],
  /** Only wrong ones are counted: the secret is too long to be guessed, so a right one is never refused. */
  "desk invitation": [limit("everybody", 2_000), limit("address", 20)],
  "one-stop sign-in": [limit("everybody", 500), limit("address", 10), limit("account", 20)],
  "one-stop sign-in, known client": [limit("client", 10)],
  /** Like invitations. */
  "stop link": [limit("everybody", 2_000), limit("address", 20)],
  /** Like invitations. */
  "kept list": [limit("everybody", 2_000), limit("address", 20)],
  /** A neighbourhood may share an address. Links without a secret are never refused. */
  "chat link": [limit("everybody", 5_000), limit("address", 60), limit("resident", 20)],
  /** Eight digits with which an official makes a chat a recipient of test messages. */
  "pairing code": [limit("everybody", 500), limit("address", 20), limit("resident", 5)],
  /** Over all dossiers. A family, or the visitors of a help point, may share an address. */
  "dossier proof": [
    limit("everybody", 1_000, dayMs),
    limit("address", 200, dayMs),
    limit("address", 60, hourMs),
    limit("resident", 10, dayMs),
    limit("resident", 5, hourMs),
  ],
  /** Once everybody together has used these up: what is left to each, so that strangers keep no owner out. */
  "dossier proof, own": [limit("address", 5, dayMs), limit("resident", 3, dayMs)],
  "chat link, own": [limit("address", 5, dayMs), limit("resident", 3, dayMs)],
  "pairing code, own": [limit("address", 5, dayMs), limit("resident", 3, dayMs)],
} as const satisfies Readonly<Record<string, readonly AttemptLimit[]>>;

export type AttemptKind = keyof typeof attemptLimits;

type ScopesOf<Kind extends AttemptKind> = (typeof attemptLimits)[Kind][number]["scope"];

/**
 * Who makes an attempt, for each scope of its kind. null: the caller has none, as an address on a platform, or a resident on a
 * page that anybody opens.
 */
export type AttemptSubjects<Kind extends AttemptKind> = Readonly<
  { [Scope in Exclude<ScopesOf<Kind>, "everybody" | Nullable>]: string } & {
    [Scope in Extract<ScopesOf<Kind>, Nullable>]: string | null;
  }
>;
type Nullable = "address" | "resident";
