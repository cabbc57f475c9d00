import type { SendResult } from "./sender.ts";

/** A text over the limit of a platform. Long texts should have been divided before they reach a channel. */
export class TextTooLongError extends Error {
  override readonly name = "TextTooLongError";

  constructor(length: number, max: number) {
    super(`a message of ${length} characters; the platform takes ${max}`);
  }
}

/** Returns the text with composed accents, so that one letter counts as one. Throws TextTooLongError. */
export function fitText(text: string, max: number): string {
  const normal = text.normalize("NFC");
  if (normal.length > max) throw new TextTooLongError(normal.length, max);
  return normal;
}

/** The result of a send that failed before the request. A message that does not fit never will; other errors may pass. */
export function renderFailure(error: unknown): SendResult {
  const name = Error.isError(error) ? error.name : "an unknown error";
  const isTooLong = name === "TextTooLongError" || name === "PayloadTooLongError";
  return { outcome: isTooLong ? "rejected" : "retry", reason: `not sent: ${name}` };
}
