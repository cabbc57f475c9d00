/** What to do about a refusal by Zalo. */
type ZaloAction =
  /** May work later. */
  | "retry"
  /** We are too fast: every send of the account waits. */
  | "rate-limited"
  /** This message will never arrive. */
  | "rejected"
  /** No message of the account will arrive before a person has acted. */
  | "account-blocked"
  /** Get another access token, then send once more. */
  | "refresh"
  /** Zalo may have refused the buttons: send once more without them, or reject if there are none. */
  | "text-style";

interface ZaloError {
  readonly action: ZaloAction;
  /** For operators. */
  readonly meaning: string;
}

/** Every error code of the Official Account API (docs/platforms/zalo.md, "Error codes"). */
export const zaloErrors: ReadonlyMap<number, ZaloError> = new Map([
  [-32, { action: "rate-limited", meaning: "rate limit of the app or the OA reached" }],
  [-100, { action: "rejected", meaning: "attachment id expired" }],
  [-200, { action: "retry", meaning: "Zalo could not send it" }],
  [-201, { action: "text-style", meaning: "a field of the message is invalid" }],
  [-204, { action: "account-blocked", meaning: "the OA is disabled" }],
  [-205, { action: "account-blocked", meaning: "the OA does not exist" }],
  [-209, { action: "account-blocked", meaning: "the app is not activated" }],
  [-210, { action: "rejected", meaning: "a parameter is over its limit" }],
  [-211, { action: "account-blocked", meaning: "the OA's quota of messages is used up" }],
  [
    -212,
    {
      action: "account-blocked",
      meaning: "the app has not registered the Official Account product",
    },
  ],
  [-213, { action: "rejected", meaning: "the person does not follow the OA" }],
  [-216, { action: "refresh", meaning: "access token invalid" }],
  [-217, { action: "rejected", meaning: "the person blocked invitations" }],
  [-218, { action: "rejected", meaning: "the person's quota of received messages is used up" }],
  [-219, { action: "account-blocked", meaning: "the app was removed" }],
  [-220, { action: "refresh", meaning: "access token expired or removed" }],
  [-221, { action: "account-blocked", meaning: "the OA is not verified" }],
  [
    -223,
    { action: "account-blocked", meaning: "the OA has not given the app the right to this API" },
  ],
  [-224, { action: "account-blocked", meaning: "the OA's package does not include this API" }],
  [-227, { action: "rejected", meaning: "the person's account is banned or long unused" }],
  [-230, { action: "rejected", meaning: "the person has not written for 7 days" }],
  [-232, { action: "rejected", meaning: "no interaction with the person, or it is too old" }],
  [-233, { action: "text-style", meaning: "type of message invalid or not supported" }],
  // Never answered to a reply, which may be sent at any hour.
  [-234, { action: "retry", meaning: "not allowed between 22:00 and 06:00" }],
  [-235, { action: "account-blocked", meaning: "this type of OA may not use this API" }],
  [-237, { action: "rejected", meaning: "the group is disabled or expired" }],
  [-238, { action: "rejected", meaning: "the group asset is used or invalid" }],
  [-240, { action: "rejected", meaning: "the old message API was shut down" }],
  [-241, { action: "rejected", meaning: "the asset is used" }],
  [-242, { action: "account-blocked", meaning: "appsecret_proof is wrong: check ZALO_APP_SECRET" }],
  [-244, { action: "rejected", meaning: "the person restricted this type of message" }],
  // These concern one message, whose wording or template a person must check: others may still be sent.
  [-248, { action: "rejected", meaning: "the message breaks the platform's standard" }],
  [-249, { action: "rejected", meaning: "the template is not allowed for user ids" }],
  [
    -320,
    { action: "account-blocked", meaning: "the app is not linked to a Zalo Cloud (ZBS) account" },
  ],
  [-321, { action: "account-blocked", meaning: "the Zalo Cloud (ZBS) account has no balance" }],
] satisfies [number, ZaloError][]);

/** Codes seen in the wild with another sign, and HTTP statuses that some gateways use as codes. */
const aliases: ReadonlyMap<number, number> = new Map([
  [216, -216],
  [220, -220],
  [401, -216],
  [-401, -216],
  [32, -32],
  [429, -32],
]);

/** Explains a code. A code that no source names is retried, because the outbox limits its tries. */
export function zaloErrorOf(code: number): ZaloError {
  return (
    zaloErrors.get(aliases.get(code) ?? code) ?? {
      action: "retry",
      meaning: "an unknown error code",
    }
  );
}
