import type { SendResult } from "./sender.ts";

/** Long texts are divided before they come to a channel: this one was not. */
export class TextTooLongError extends Error {
  override readonly name = "TextTooLongError";

  constructor(length: number, max: number) {
    super(`a message of ${length} characters; the platform takes ${max}`);
  }
}

/** The text with its accents composed, so that one letter counts as one. Throws TextTooLongError. */
export function fitText(text: string, max: number): string {
  const normal = text.normalize("NFC");
  if (normal.length > max) throw new TextTooLongError(normal.length, max);
  return normal;
}

/** A message that fits no form of the platform's never will; anything else may pass. */
export function failureOf(error: unknown): SendResult {
  const name = Error.isError(error) ? error.name : "an unknown error";
  const isOurs = name === "TextTooLongError" || name === "PayloadTooLongError";
  return { outcome: isOurs ? "rejected" : "retry", reason: `not sent: ${name}` };
}
