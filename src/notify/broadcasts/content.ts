import type { PushMessage } from "../../channels/push.ts";
import { withoutDiacritics } from "../../channels/sms/segments.ts";
import { wordingIn } from "../../wording/wording.ts";
import { fillIn, type Placeholder, type Values } from "./placeholders.ts";

/** What a broadcast says, the same for all. */
export interface Content {
  readonly title: string;
  readonly text: string;
  readonly plainSms: boolean;
  readonly isTrial: boolean;
}

export interface MessageRecipient {
  readonly id: number;
  readonly language: string;
  readonly values: Values;
}

/** What one recipient is told, or which of its placeholders has no value for them. */
export function messageFor(
  content: Content,
  { id, language, values }: MessageRecipient,
): PushMessage | { readonly missing: Placeholder } {
  const title = fillIn(content.title, values);
  if ("missing" in title) return title;
  const text = fillIn(content.text, values);
  if ("missing" in text) return text;
  const spoken = language === "en" ? "en" : "vi";
  const pushed = wordingIn(spoken).broadcast.push({
    agency: values.co_quan,
    title: title.text,
    text: text.text,
    isTrial: content.isTrial,
  });
  return {
    ...pushed,
    short: content.plainSms ? withoutDiacritics(pushed.short) : pushed.short,
    // Templates have words of their own, approved for other news: none of them carries this.
    parameters: {},
    language: spoken,
    id: `hb-${id}`,
  };
}
