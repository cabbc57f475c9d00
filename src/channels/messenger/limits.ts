/** Messenger's limits (reference messenger.md §1.2, §2, §3), and ours on what it may send us. */

/** "Fewer than 2000 characters". */
export const maxMessengerTextLength = 1_999;
export const maxQuickReplies = 13;
export const maxButtons = 3;
export const maxButtonTextLength = 640;
export const maxElements = 10;
/** Of an element's title and of its subtitle. */
export const maxElementTextLength = 80;
/** Of a button and of a quick reply. */
export const maxTitleLength = 20;

/** A batch has up to 1000 updates; one long Vietnamese text is some 12 KB once escaped. */
export const maxWebhookBytes = 16 * 1024 * 1024;
/** Answers of the API are some hundred bytes, the profile some KB. */
export const maxAnswerBytes = 256 * 1024;

/** Above 40 messages a second the Page's inbox freezes and nothing goes out (§6). */
export const maxMessagesPerSecond = 40;
