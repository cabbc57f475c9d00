/** Zalo's limits (reference zalo.md §1.1, §4.1, §4.2), and ours on what it may send us. */

export const maxZaloTextLength = 2_000;
export const maxButtons = 5;
export const maxButtonTitleLength = 100;

/** A webhook is a few hundred bytes; a text of 2,000 characters, escaped, some 12 KB. */
export const maxWebhookBytes = 256 * 1024;
/** Answers of the API are some hundred bytes; an error page of a proxy some KB. */
export const maxAnswerBytes = 256 * 1024;
