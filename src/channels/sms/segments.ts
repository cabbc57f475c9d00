import { replaceLookalikes } from "../../catalog/text/lookalikes.ts";
/** The size of a text as SMS (3GPP TS 23.038): 7-bit letters, or two bytes for every letter as soon as one needs them. */
export interface SmsSize {
  readonly encoding: "GSM-7" | "UCS-2";
  readonly segments: number;
  /** The letters used, as the encoding counts them, and the number that the segments hold. */
  readonly used: number;
  readonly room: number;
}

const basic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** Each of these counts as two letters. */
const extended = "^{}\\[~]|€\f";
const basicLetters = new Set(basic);
const extendedLetters = new Set(extended);
/** The letters of a single segment, and of each segment in a chain, whose header takes some of the space. */
const rooms = { "GSM-7": { alone: 160, chained: 153 }, "UCS-2": { alone: 70, chained: 67 } };

/** Counts the segments that a gateway charges for; "" has none. */
export function measureSms(text: string): SmsSize {
  const letters = [...text];
  const isBasic = letters.every((one) => basicLetters.has(one) || extendedLetters.has(one));
  const encoding = isBasic ? "GSM-7" : "UCS-2";
  const used = isBasic
    ? letters.reduce((sum, one) => sum + (extendedLetters.has(one) ? 2 : 1), 0)
    : text.length;
  const { alone, chained } = rooms[encoding];
  const segments = used <= alone ? Math.min(used, 1) : Math.ceil(used / chained);
  return { encoding, segments, used, room: segments <= 1 ? alone : segments * chained };
}

const plainMarks: Readonly<Record<string, string>> = {
  đ: "d",
  Đ: "D",
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "–": "-",
  "—": "-",
  "…": "...",
  "•": "-",
  "\u00a0": " ",
};

/** Removes diacritics and typographic marks: the text stays readable, and more than twice as much fits into a segment. */
export function withoutDiacritics(text: string): string {
  return replaceLookalikes(text)
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[đĐ“”‘’–—…•\u00a0]/g, (mark) => plainMarks[mark] ?? mark);
}
