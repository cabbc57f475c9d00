/**
 * What a button of ours sends back. On Zalo a button press arrives as if the resident had typed the payload, and anybody
 * may type one, so a flow accepts a choice only while it offers it.
 */
interface Choice {
  readonly question: string;
  readonly value: string;
}

const prefix = "#hd|";
/** The limit of both Zalo and Messenger. */
const maxPayloadLength = 1_000;

/** An option whose payload is too long for a button. */
export class PayloadTooLongError extends Error {
  override readonly name = "PayloadTooLongError";

  constructor(question: string) {
    super(`an option of the question "${question}" does not fit into a button`);
  }
}

/** Returns `#hd|<question>|<value>`: the question is escaped, and the value runs to the end unchanged. */
export function encodePayload({ question, value }: Choice): string {
  const payload = `${prefix}${question.replaceAll("%", "%25").replaceAll("|", "%7C")}|${value}`;
  if (payload.length > maxPayloadLength) throw new PayloadTooLongError(question);
  return payload;
}

/** Returns null for a text that is no payload of ours. */
export function decodePayload(text: string): Choice | null {
  if (!text.startsWith(prefix)) return null;
  const end = text.indexOf("|", prefix.length);
  if (end <= prefix.length) return null;
  const question = text.slice(prefix.length, end).replaceAll("%7C", "|").replaceAll("%25", "%");
  return { question, value: text.slice(end + 1) };
}
