import { maxMessengerTextLength as maxMessengerLength } from "../../channels/messenger/limits.ts";
import { measureSms, type SmsSize, withoutDiacritics } from "../../channels/sms/segments.ts";
import { maxZaloTextLength as maxZaloLength } from "../../channels/zalo/limits.ts";
import { type Content, messageFor } from "./content.ts";
import { longestValues, sampleValues, type Values } from "./placeholders.ts";

/** More than this is paid for as so many messages, for each recipient. */
export const maxSmsSegments = 8;

/** A broadcast as each channel shows it, with sample values. */
export interface Preview {
  readonly chat: readonly {
    readonly channel: "zalo" | "messenger";
    readonly text: string;
    readonly length: number;
    readonly max: number;
  }[];
  readonly sms: {
    readonly text: string;
    readonly size: SmsSize;
    /** What the other spelling would cost. */
    readonly withDiacritics: SmsSize;
    readonly withoutDiacritics: SmsSize;
    readonly maxSegments: number;
  };
  readonly email: { readonly subject: string; readonly text: string };
}

/** null where a text can't be shown, for it has faults. */
export function createPreview(content: Content, agency: string): Preview | null {
  const message = composed(content, { ...sampleValues, co_quan: agency });
  const accented = composed({ ...content, plainSms: false }, { ...sampleValues, co_quan: agency });
  if (message === null || accented === null) return null;
  const { subject, text, short } = message;
  const length = text.normalize("NFC").length;
  return {
    chat: [
      { channel: "zalo", text, length, max: maxZaloLength },
      { channel: "messenger", text, length, max: maxMessengerLength },
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

/** What would not fit even with the longest values that placeholders may get. */
export function validateLength(content: Content, agency: string): LengthError[] {
  const message = composed(content, { ...longestValues, co_quan: agency });
  if (message === null) return [];
  const over = message.text.normalize("NFC").length - Math.min(maxZaloLength, maxMessengerLength);
  const { segments } = measureSms(message.short);
  return [
    ...(over > 0 ? [{ channel: "chat", over } as const] : []),
    ...(segments > maxSmsSegments ? [{ channel: "sms", segments } as const] : []),
  ];
}

function composed(content: Content, values: Values) {
  const message = messageFor(content, { id: 0, language: "vi", values });
  return "missing" in message ? null : message;
}
