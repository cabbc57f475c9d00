import { maxMessengerTextLength } from "../../channels/messenger/limits.ts";
import { measureSms, type SmsSize, withoutDiacritics } from "../../channels/sms/segments.ts";
import { maxZaloTextLength } from "../../channels/zalo/limits.ts";
import { type Content, renderMessage } from "./content.ts";
import { longestValues, type PlaceholderValues, sampleValues } from "./placeholders.ts";

/** Each segment is charged as a message, for each recipient. */
const maxSmsSegments = 8;

/** A broadcast as each channel shows it, with sample values. */
interface Preview {
  readonly chat: readonly {
    readonly channel: "zalo" | "messenger";
    readonly text: string;
    readonly length: number;
    readonly max: number;
  }[];
  readonly sms: {
    readonly text: string;
    readonly size: SmsSize;
    /** The sizes of both spellings, to compare their costs. */
    readonly withDiacritics: SmsSize;
    readonly withoutDiacritics: SmsSize;
    readonly maxSegments: number;
  };
  readonly email: { readonly subject: string; readonly text: string };
}

/** Returns null if the text has errors. */
export function createPreview(content: Content, agency: string): Preview | null {
  const message = render(content, { ...sampleValues, co_quan: agency });
  const accented = render({ ...content, plainSms: false }, { ...sampleValues, co_quan: agency });
  if (message === null || accented === null) return null;
  const { subject, text, short } = message;
  const length = text.normalize("NFC").length;
  return {
    chat: [
      { channel: "zalo", text, length, max: maxZaloTextLength },
      { channel: "messenger", text, length, max: maxMessengerTextLength },
    ],
    sms: {
      text: short,
      size: measureSms(short),
      withDiacritics: measureSms(accented.short),
      withoutDiacritics: measureSms(withoutDiacritics(accented.short)),
      maxSegments: maxSmsSegments,
    },
    email: { subject, text },
  };
}

export type LengthError =
  | { readonly channel: "chat"; readonly over: number }
  | { readonly channel: "sms"; readonly segments: number };

/** Returns what would be too long with the longest values that placeholders may have. */
export function validateLength(content: Content, agency: string): LengthError[] {
  const message = render(content, { ...longestValues, co_quan: agency });
  if (message === null) return [];
  const over =
    message.text.normalize("NFC").length - Math.min(maxZaloTextLength, maxMessengerTextLength);
  const { segments } = measureSms(message.short);
  return [
    ...(over > 0 ? [{ channel: "chat", over } as const] : []),
    ...(segments > maxSmsSegments ? [{ channel: "sms", segments } as const] : []),
  ];
}

function render(content: Content, values: PlaceholderValues) {
  const message = renderMessage(content, { id: 0, language: "vi", values });
  return "missing" in message ? null : message;
}
