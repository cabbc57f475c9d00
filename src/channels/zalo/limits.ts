/** Zalo's limits (docs/platforms/zalo.md, "Consultation messages" and "Buttons"), and ours on what it may send us. */

export const maxZaloTextLength = 2_000;
export const maxZaloButtons = 5;
export const maxButtonTitleLength = 100;

/** A webhook is a few hundred bytes; a text of 2,000 characters, escaped, is some 12 KB. */
export const maxZaloWebhookBytes = 256 * 1024;
