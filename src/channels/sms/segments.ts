/** How a text travels as SMS (3GPP TS 23.038): 7-bit letters, or two bytes for each as soon as one letter wants it. */
export interface SmsSize {
  readonly encoding: "GSM-7" | "UCS-2";
  readonly segments: number;
  /** Letters used, as the encoding counts them, and how many the segments hold. */
  readonly used: number;
  readonly room: number;
}

const basic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** Each takes two places. */
const extended = "^{}\\[~]|€\f";
const basicLetters = new Set(basic);
const extendedLetters = new Set(extended);
/** Of one segment alone, and of each in a chain, whose head takes some of its room. */
const rooms = { "GSM-7": { alone: 160, chained: 153 }, "UCS-2": { alone: 70, chained: 67 } };

/** The segments that a gateway charges for. "" is none. */
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

/** The same without diacritics and typographic marks: readable, and more than twice as much fits into a segment. */
export function withoutDiacritics(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[đĐ“”‘’–—…•\u00a0]/g, (mark) => plainMarks[mark] ?? mark);
}
