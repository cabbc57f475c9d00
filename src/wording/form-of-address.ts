import { defaultForm, type FormOfAddress } from "../catalog/form-of-address.ts";
import type { Message, PointCards } from "./message.ts";

/** What the resident and the service are called in each form. No word is longer than the one it replaces. */
const words: Readonly<Record<FormOfAddress, { readonly resident: string; readonly own: string }>> =
  {
    bac: { resident: "bác", own: "cháu" },
    ong: { resident: "ông", own: "cháu" },
    ba: { resident: "bà", own: "cháu" },
    co: { resident: "cô", own: "cháu" },
    di: { resident: "dì", own: "cháu" },
    chu: { resident: "chú", own: "cháu" },
    anh: { resident: "anh", own: "em" },
    chi: { resident: "chị", own: "em" },
    em: { resident: "em", own: "mình" },
    ban: { resident: "bạn", own: "mình" },
  };

/** What is quoted is a name or somebody's own words. */
const quote = "“[^“”]*”";

/** An uncle or aunt, a doctor, and names: in "Xã Đức Bác" a capital stands within a sentence, in "Bác Ái" another follows. */
const otherBac = [
  eitherCase("(?:cô|chú|cậu|dì|bá|thím|mợ),? bác"),
  eitherCase("bác (?:sĩ|sỹ|ruột|bỏ|gái|trai|dâu|rể)"),
  "(?<=[\\p{L}\\p{N},] )Bác",
  "Bác(?= \\p{Lu})",
];

/** A child: by what stands before the word, or behind it. */
const otherChau = [
  "(?:con|em|cô|chú|cậu|bà|dì|mẹ),? cháu(?! (?:giúp|ạ))",
  "ông bà (?:–|với|và|nuôi|nhận) cháu",
  "bà (?:–|với|và|nuôi) cháu",
  "(?:nhận|nuôi|chăm|đưa|ý|có|kể cả|thay cho|hộ cho|sinh cho|học cho|ở với|đi với|của|bảo vệ) cháu",
  "cô cậu cho cháu|hoặc cháu|cháu hoặc",
  "cháu (?:không còn(?! thấy)|bé|nhỏ|nội|ngoại|ruột|gái|trai|mồ côi|nghèo|khuyết tật|học|thuộc|khỏe|đủ|đã đủ|chưa đủ|phải|cùng đến)",
];

/** "Mình xin chia buồn với nhà mình" would be one family. */
const sharedFamily = /(?<=(?<![\p{L}])[Nn]hà )mình(?!\p{L})/gu;

const occurrences = new RegExp(
  `(?<kept>${quote}|(?<![\\p{L}\\p{N}])(?:${[...otherBac, ...otherChau.map(eitherCase)].join("|")})(?![\\p{L}\\p{N}]))` +
    "|(?<![\\p{L}\\p{N}])(?:(?<resident>[Bb]ác)|(?<own>[Cc]háu))(?![\\p{L}\\p{N}])",
  "gu",
);

/** Returns a Vietnamese text that calls the resident bác and the service cháu in another form; other uses of both words stay. */
export function addressIn(form: FormOfAddress, text: string): string {
  if (form === defaultForm) return text;
  const { resident, own } = words[form];
  const separate = own === "mình" ? text.replaceAll(sharedFamily, resident) : text;
  const titled = separate.replaceAll("CỦA BÁC", `CỦA ${resident.toUpperCase()}`);
  return titled.replaceAll(occurrences, (found, ...rest) => {
    const groups: Readonly<Record<string, string | undefined>> = rest.at(-1);
    if (groups["kept"] !== undefined) return found;
    return withCaseOf(found, groups["resident"] === undefined ? own : resident);
  });
}

/** Returns the message in a form of address: its text, its buttons and its cards. */
export function addressMessageIn(form: FormOfAddress, message: Message): Message {
  if (form === defaultForm) return message;
  const address = (text: string) => addressIn(form, text);
  if (message.type === "text") {
    const cards = message.cards && { cards: addressCards(address, message.cards) };
    return { ...message, text: address(message.text), ...cards };
  }
  const options = message.options.map((option) => ({
    ...option,
    label: address(option.label),
    full: address(option.full),
  }));
  const asked = { text: address(message.text), options };
  return message.type === "choice"
    ? { ...message, ...asked }
    : { ...message, ...asked, typed: address(message.typed) };
}

/** Names and addresses stay as they are. */
function addressCards(address: (text: string) => string, cards: PointCards): PointCards {
  const { head, words: said, points } = cards;
  return {
    ...cards,
    head: address(head),
    words: { ...said, you: address(said.you), sketch: address(said.sketch) },
    points: points.map((point) => ({
      ...point,
      status: { ...point.status, words: address(point.status.words) },
      reason: address(point.reason),
      phone: point.phone && { ...point.phone, label: address(point.phone.label) },
    })),
  };
}

function withCaseOf(found: string, word: string): string {
  const isCapital = found[0] !== found[0]?.toLowerCase();
  return isCapital ? word.replace(/^./u, (letter) => letter.toUpperCase()) : word;
}

/**
 * Lets the first word of each alternative of a pattern begin with a capital. Not by `(?i:…)`: V8 compiles it wrongly beside
 * lookbehinds, depending on how often the pattern ran.
 */
function eitherCase(pattern: string): string {
  return pattern.replaceAll(
    /(^|[|:])(\p{Ll})/gu,
    (_, before: string, letter: string) => `${before}[${letter.toUpperCase()}${letter}]`,
  );
}
