/** What to do about an error of the Graph API. */
type MessengerAction =
  /** May work later. */
  | "retry"
  /** May work soon; after a few tries it will not. */
  | "retry-briefly"
  /** We are too fast: every send of the Page waits. */
  | "rate-limited"
  /** Meta finds our sending annoying: every send of the Page waits for longer. */
  | "rate-limited-long"
  /** This message will never arrive. */
  | "rejected"
  /** May concern this resident only, or the whole Page: see `PageBlockDetector`. */
  | "resident-or-page"
  /** No message of the Page will arrive before a person has acted. */
  | "account-blocked";

export interface GraphError {
  readonly code: number;
  readonly subcode: number | null;
  /** The error's message names `appsecret_proof`: its code, 100, also means a bad parameter. */
  readonly isAboutProof: boolean;
}

interface ErrorRow {
  readonly code: number;
  /** If absent, the row covers every subcode without a row of its own. */
  readonly subcode?: number;
  readonly action: MessengerAction;
  /** For operators. */
  readonly meaning: string;
}

/** Every error of docs/platforms/messenger.md, "Error codes". */
export const messengerErrors: readonly ErrorRow[] = [
  { code: 1, action: "retry", meaning: "an unknown error of Meta's" },
  { code: 2, action: "retry-briefly", meaning: "Meta's service is away, or the person is blocked" },
  { code: 4, action: "rate-limited", meaning: "rate limit of the app reached" },
  { code: 10, action: "resident-or-page", meaning: "the app or its token lacks a permission" },
  { code: 10, subcode: 2018065, action: "rejected", meaning: "needs a permission for news" },
  { code: 10, subcode: 2018108, action: "rejected", meaning: "the person cannot receive now" },
  { code: 10, subcode: 2018278, action: "rejected", meaning: "outside the 24-hour window" },
  { code: 10, subcode: 2534022, action: "rejected", meaning: "outside the 24-hour window" },
  {
    code: 10,
    subcode: 1893063,
    action: "account-blocked",
    meaning: "Meta has restricted the Page",
  },
  { code: 32, action: "rate-limited", meaning: "rate limit of the Page reached" },
  { code: 100, action: "rejected", meaning: "a parameter of the message is invalid" },
  { code: 100, subcode: 2018001, action: "rejected", meaning: "there is no such person" },
  { code: 100, subcode: 2018008, action: "rejected", meaning: "the media cannot be fetched" },
  { code: 100, subcode: 2018047, action: "rejected", meaning: "the media has another type" },
  { code: 100, subcode: 2018074, action: "rejected", meaning: "the attachment id is invalid" },
  { code: 100, subcode: 2018109, action: "rejected", meaning: "the attachment is too large" },
  { code: 100, subcode: 2018294, action: "rejected", meaning: "the video took too long to fetch" },
  {
    code: 190,
    action: "account-blocked",
    meaning: "MESSENGER_PAGE_TOKEN is invalid or has expired",
  },
  {
    code: 200,
    action: "resident-or-page",
    meaning: "the app is not live, or a permission was not granted",
  },
  {
    code: 200,
    subcode: 2018028,
    action: "rejected",
    meaning: "the app is not reviewed for this person",
  },
  { code: 200, subcode: 1545041, action: "rejected", meaning: "the person is not available" },
  { code: 368, action: "account-blocked", meaning: "Meta has blocked the Page for a while" },
  { code: 551, action: "rejected", meaning: "the person is not available" },
  { code: 613, action: "rate-limited", meaning: "rate limit reached" },
  {
    code: 613,
    subcode: 2018338,
    action: "rate-limited-long",
    meaning: "Meta finds the sending bothersome",
  },
  { code: 1200, action: "retry", meaning: "Meta could not send it for now" },
  { code: 2022, action: "account-blocked", meaning: "Meta has stopped the Page's messages" },
  { code: 80006, action: "rate-limited", meaning: "rate limit of Messenger reached" },
];

/** Another app has the thread, so only this resident waits. Sources name these both as codes and as subcodes. */
const otherAppsThread: ReadonlySet<number> = new Set([2018300, 2018321]);

/** Explains an error. An error that no source names is retried, because the outbox limits its tries. */
export function messengerErrorOf(error: GraphError): Pick<ErrorRow, "action" | "meaning"> {
  const { code, subcode } = error;
  if (error.isAboutProof) {
    return {
      action: "account-blocked",
      meaning: "appsecret_proof is wrong: check MESSENGER_APP_SECRET",
    };
  }
  if (otherAppsThread.has(code) || otherAppsThread.has(subcode ?? 0)) {
    return { action: "retry", meaning: "another app has the thread" };
  }
  return (
    messengerErrors.find((row) => row.code === code && row.subcode === (subcode ?? undefined)) ??
    messengerErrors.find((row) => row.code === code && row.subcode === undefined) ?? {
      action: "retry",
      meaning: "an unknown error code",
    }
  );
}
