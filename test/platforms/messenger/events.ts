import { testPage } from "./accounts.ts";

/** Builds Messenger's updates (docs/platforms/messenger.md, "Updates"), as small as the real ones, and their webhook. */

export interface UpdateOptions {
  readonly user?: string;
  /** Milliseconds since the epoch, or seconds, or either as digits: Meta sends all of these. */
  readonly at?: number | string;
  readonly mid?: string;
  readonly pageId?: string;
}

export const testUser = "5000000000000001";
const defaultAt = 1_750_000_000_000;
let made = 0;

/** The whole body of a webhook. */
export function webhookOf(
  updates: readonly object[],
  pageId: string = testPage.pageId,
  time: number = defaultAt,
) {
  return { object: "page", entry: [{ id: pageId, time, messaging: updates }] };
}

export const updates = {
  text: (text: string, options: UpdateOptions = {}) => message({ text }, options),
  quickReply: (title: string, payload: string, options: UpdateOptions = {}) =>
    message({ text: title, quick_reply: { payload } }, options),
  /** image, video, audio, file, sticker, reel, post, fallback, template … */
  attachment: (type: string, options: UpdateOptions & { readonly text?: string } = {}) =>
    message(
      {
        ...(options.text !== undefined && { text: options.text }),
        attachments: [{ type, payload: { url: "https://scontent.example.com/file" } }],
      },
      options,
    ),
  /** A sticker as it came before August 2026. */
  oldSticker: (options: UpdateOptions = {}) =>
    message(
      {
        attachments: [
          { type: "image", payload: { url: "https://x", sticker_id: 369239263222822 } },
        ],
      },
      options,
    ),
  location: (lat: number, long: number, options: UpdateOptions = {}) =>
    message(
      {
        attachments: [
          { type: "location", title: "Vị trí", payload: { coordinates: { lat, long } } },
        ],
      },
      options,
    ),
  unsend: (mid: string, options: UpdateOptions = {}) =>
    message({ is_deleted: true }, { ...options, mid }),
  edit: (mid: string, text: string, options: UpdateOptions = {}) => ({
    ...head(options),
    message_edit: { mid, text, num_edit: 1 },
  }),
  postback: (
    payload: string,
    options: UpdateOptions & { readonly title?: string; readonly ref?: string } = {},
  ) => ({
    ...head(options),
    postback: {
      mid: options.mid ?? freshMid(),
      title: options.title ?? "Bắt đầu",
      payload,
      ...(options.ref !== undefined && { referral: link(options.ref) }),
    },
  }),
  /** A postback as a standby app sees it, without its payload. */
  strippedPostback: (options: UpdateOptions = {}) => ({
    ...head(options),
    postback: { title: "Bắt đầu" },
  }),
  referral: (ref: string | undefined, options: UpdateOptions = {}) => ({
    ...head(options),
    referral: link(ref),
  }),
  delivery: (mids: readonly string[] | undefined, options: UpdateOptions = {}) => ({
    sender: { id: options.user ?? testUser },
    recipient: { id: options.pageId ?? testPage.pageId },
    delivery: { ...(mids !== undefined && { mids }), watermark: options.at ?? defaultAt },
  }),
  read: (options: UpdateOptions = {}) => ({
    ...head(options),
    read: { watermark: options.at ?? defaultAt },
  }),
  /** A message that the Page sent; by our app if `metadata` says so. */
  echo: (
    text: string,
    options: UpdateOptions & { readonly metadata?: string; readonly appId?: number } = {},
  ) => ({
    sender: { id: options.pageId ?? testPage.pageId },
    recipient: { id: options.user ?? testUser },
    timestamp: options.at ?? defaultAt,
    message: {
      mid: options.mid ?? freshMid(),
      is_echo: true,
      app_id: options.appId ?? 263902037430900,
      text,
      ...(options.metadata !== undefined && { metadata: options.metadata }),
    },
  }),
  /** Any kind by its name: reaction, optin, account_linking, response_feedback, pass_thread_control … */
  other: (kind: string, content: object, options: UpdateOptions = {}) => ({
    ...head(options),
    [kind]: content,
  }),
  /** Has no sender. */
  policy: (action: string, options: UpdateOptions = {}) => ({
    recipient: { id: options.pageId ?? testPage.pageId },
    timestamp: options.at ?? defaultAt,
    policy_enforcement: { action, reason: "The Page was found to send spam." },
  }),
  /** Has no sender either. */
  appRoles: (options: UpdateOptions = {}) => ({
    recipient: { id: options.pageId ?? testPage.pageId },
    timestamp: options.at ?? defaultAt,
    app_roles: { [testPage.appId]: ["primary_receiver"] },
  }),
  /** From a plugin: a guest without a PSID. */
  guest: (text: string, options: UpdateOptions = {}) => ({
    ...message({ text }, options),
    sender: { user_ref: "guest-1" },
  }),
};

function link(ref: string | undefined) {
  return { ...(ref !== undefined && { ref }), source: "SHORTLINK", type: "OPEN_THREAD" };
}

function head({ user = testUser, pageId = testPage.pageId, at = defaultAt }: UpdateOptions) {
  return { sender: { id: user }, recipient: { id: pageId }, timestamp: at };
}

function message(content: object, options: UpdateOptions) {
  return { ...head(options), message: { mid: options.mid ?? freshMid(), ...content } };
}

function freshMid(): string {
  made += 1;
  return `m_${made}`;
}
