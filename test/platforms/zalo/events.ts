import { testAccount } from "./accounts.ts";

/** Builds Zalo's events (docs/platforms/zalo.md, "Events"), as small as the real ones. */

export interface EventOptions {
  readonly user?: string;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  readonly id?: string;
  readonly oaId?: string;
}

export const testUser = "1000000000000000001";
const defaultAt = 1_750_000_000_000;
let made = 0;

export const events = {
  text: (text: string, options?: EventOptions) => fromUser("user_send_text", { text }, options),
  location: (
    latitude: string | number,
    longitude: string | number,
    options?: EventOptions & { readonly text?: string },
  ) =>
    fromUser(
      "user_send_location",
      {
        ...(options?.text !== undefined && { text: options.text }),
        attachments: [{ type: "location", payload: { coordinates: { latitude, longitude } } }],
      },
      options,
    ),
  /** image, link, audio, video, sticker, file, gif, business_card. */
  media: (kind: string, options?: EventOptions & { readonly text?: string }) =>
    fromUser(
      `user_send_${kind}`,
      {
        ...(options?.text !== undefined && { text: options.text }),
        attachments: [{ type: kind, payload: { url: "https://example.zdn.vn/file" } }],
      },
      options,
    ),
  anonymous: (
    kind: "text" | "image" | "file" | "sticker",
    message: object,
    conversation: string,
    options?: EventOptions,
  ) => fromUser(`anonymous_send_${kind}`, { conversation_id: conversation, ...message }, options),
  /** A message that our OA sent; by a person in OA Manager if `adminId` is given. */
  echo: (
    kind: string,
    options: EventOptions & { readonly adminId?: string; readonly text?: string } = {},
  ) => ({
    ...head(`oa_send_${kind}`, options),
    sender: {
      id: options.oaId ?? testAccount.oaId,
      ...(options.adminId !== undefined && { admin_id: options.adminId }),
    },
    recipient: { id: options.user ?? testUser },
    message: { msg_id: options.id ?? freshId(), text: options.text ?? "…" },
  }),
  received: (messageId: string, options: EventOptions = {}) =>
    fromOa("user_received_message", { msg_id: messageId }, options),
  seen: (messageIds: readonly string[], options: EventOptions = {}) =>
    fromOa("user_seen_message", { msg_ids: messageIds }, options),
  reaction: (messageId: string, options?: EventOptions) =>
    fromUser("user_reacted_message", { msg_id: messageId, react_icon: "/-strong" }, options),
  follow: (options?: EventOptions) => relation("follow", options),
  unfollow: (options?: EventOptions) => relation("unfollow", options),
  clickChatNow: (options?: EventOptions) => ofUser("user_click_chatnow", options),
  withdraw: (options?: EventOptions) => ofUser("user_withdraw", options),
  submitInfo: (options: EventOptions = {}) => ({
    ...head("user_submit_info", options),
    sender: { id: options.user ?? testUser },
    recipient: { id: options.oaId ?? testAccount.oaId },
    info: { name: "Nguyễn Thị Thử", phone: "84900000000" },
  }),
  /** Any event of the OA without a person: tags, widgets, templates, groups and future ones. */
  ofOa: (name: string, more: object = {}, options: EventOptions = {}) => ({
    ...head(name, options),
    oa_id: options.oaId ?? testAccount.oaId,
    ...more,
  }),
  /** The sample that the console signs and posts when the webhook's address is saved. */
  consoleSample: () =>
    fromUser(
      "user_send_text",
      { text: "This is testing message" },
      { user: "246845883529197922", oaId: "388613280878808645", id: "This is message id" },
    ),
};

function head(name: string, { at = defaultAt }: EventOptions) {
  return { app_id: testAccount.appId, event_name: name, timestamp: String(at) };
}

function fromUser(name: string, message: object, options: EventOptions = {}) {
  return {
    ...head(name, options),
    sender: { id: options.user ?? testUser },
    recipient: { id: options.oaId ?? testAccount.oaId },
    user_id_by_app: "3000000000000000003",
    message: { msg_id: options.id ?? freshId(), ...message },
  };
}

function fromOa(name: string, message: object, options: EventOptions) {
  return {
    ...head(name, options),
    sender: { id: options.oaId ?? testAccount.oaId },
    recipient: { id: options.user ?? testUser },
    message,
  };
}

function relation(name: string, options: EventOptions = {}) {
  return {
    ...events.ofOa(name, { source: "oa_profile" }, options),
    follower: { id: options.user ?? testUser },
    user_id_by_app: "3000000000000000003",
  };
}

function ofUser(name: string, options: EventOptions = {}) {
  return {
    ...events.ofOa(name, {}, options),
    user_id: options.user ?? testUser,
    user_id_by_app: "3000000000000000003",
  };
}

function freshId(): string {
  made += 1;
  return `message-${made}`;
}
