/**
 * What a button of ours sends back. Zalo knows no tap: the payload arrives as if the resident had typed it,
 * and anyone may type one, so the flow honours a choice only where it offers it now.
 */
export interface Choice {
  readonly question: string;
  readonly value: string;
}

const prefix = "#hd|";
/** Zalo and Messenger take as many characters. */
const maxPayloadLength = 1_000;

/** A choice too long for a button. */
export class PayloadTooLongError extends Error {
  override readonly name = "PayloadTooLongError";

  constructor(question: string) {
    super(`an option of the question "${question}" does not fit into a button`);
  }
}

/** `#hd|<question>|<value>`; the question is escaped, the value runs to the end as it is. */
export function encodePayload({ question, value }: Choice): string {
  const payload = `${prefix}${question.replaceAll("%", "%25").replaceAll("|", "%7C")}|${value}`;
  if (payload.length > maxPayloadLength) throw new PayloadTooLongError(question);
  return payload;
}

/** null: the text is no payload of ours, but words. */
export function decodePayload(text: string): Choice | null {
  if (!text.startsWith(prefix)) return null;
  const end = text.indexOf("|", prefix.length);
  if (end <= prefix.length) return null;
  const question = text.slice(prefix.length, end).replaceAll("%7C", "|").replaceAll("%25", "%");
  return { question, value: text.slice(end + 1) };
}
