import type { PushMessage } from "../../channels/push.ts";
import { withoutDiacritics } from "../../channels/sms/segments.ts";
import { wordingIn } from "../../wording/wording.ts";
import { fillIn, type Placeholder, type PlaceholderValues } from "./placeholders.ts";

/** The text of a broadcast, the same for all recipients. */
export interface Content {
  readonly title: string;
  readonly text: string;
  readonly plainSms: boolean;
  readonly isTrial: boolean;
}

interface MessageRecipient {
  readonly id: number;
  readonly language: string;
  readonly values: PlaceholderValues;
}

function namesAgency(text: string): boolean {
  return text.includes("{co_quan}");
}

/** Renders the message to one recipient, or returns the first placeholder that has no value for them. */
export function renderMessage(
  content: Content,
  { id, language, values }: MessageRecipient,
): PushMessage | { readonly missing: Placeholder } {
  const title = fillIn(content.title, values);
  if ("missing" in title) return title;
  const text = fillIn(content.text, values);
  if ("missing" in text) return text;
  const spoken = language === "en" ? "en" : "vi";
  const message = wordingIn(spoken).broadcast.push({
    agency: values.co_quan,
    title: title.text,
    text: text.text,
    isTrial: content.isTrial,
    namedIn: namesAgency(content.text) ? "text" : namesAgency(content.title) ? "title" : null,
  });
  return {
    ...message,
    short: content.plainSms ? withoutDiacritics(message.short) : message.short,
    // A template's own words are approved for other messages, so no template can carry this one.
    parameters: {},
    language: spoken,
    id: `hb-${id}`,
  };
}
