/** Messenger's limits (docs/platforms/messenger.md, "Message formats" and "Rate limits"), and ours on what it may send us. */

/** "Fewer than 2000 characters". */
export const maxMessengerTextLength = 1_999;
export const maxQuickReplies = 13;
export const maxMessengerButtons = 3;
export const maxButtonTextLength = 640;
export const maxElements = 10;
/** For an element's title and for its subtitle. */
export const maxElementTextLength = 80;
/** For the title of a button and of a quick reply. */
export const maxTitleLength = 20;

/** A batch has up to 1000 updates; one long Vietnamese text is some 12 KB once escaped. */
export const maxMessengerWebhookBytes = 16 * 1024 * 1024;

/** Above 40 messages a second the Page's inbox freezes and nothing goes out. */
export const maxMessagesPerSecond = 40;
