// How a written message is said aloud.
import { splitLinks } from "../../../phone/links.js";

/** Browsers stop in the middle of longer pieces. */
const maxPieceLength = 180;
const words = {
  vi: { link: "đường dẫn trên màn hình", day: "ngày", month: "tháng", year: "năm" },
  en: { link: "the link on the screen" },
};

const mark = /(?:[•·▸►→✓✔☐☑]|\p{Extended_Pictographic}|\uFE0F)+/gu;
// No lookbehind: Safari before 16.4 would not load this file.
/** Thousands: "35.000". Longer runs of groups are codes. */
const thousands = /(^|[^\w.,/-])(\d{1,3}(?:\.\d{3}){1,3})(?![\w/-]|[.,]\d)/g;
const date = /(^|[^\p{L}\p{N}./-])(?:ngày )?(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?(?![\w/-]|\.\d)/giu;

/** Returns the pieces of a message in their order, without what nobody wants to hear: addresses, marks, emoji. */
export function spokenPieces(text, language) {
  return text
    .split("\n")
    .map((line) => speakLine(line, language))
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .flatMap(splitSentences);
}

function speakLine(line, language) {
  return splitLinks(line.trim())
    .map(({ text, href }) => {
      if (href === null) return speakPlain(text, language);
      // Figure by figure: otherwise it is read as one large number.
      return href.startsWith("tel:") ? spellOut(text) : words[language].link;
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function speakPlain(text, language) {
  const plain = text
    .replace(mark, " ")
    .replace(thousands, (_all, edge, number) => edge + number.replaceAll(".", ""))
    .replace(/[“”"*_]/g, "");
  return language === "vi" ? plain.replace(date, speakDate) : plain;
}

function speakDate(written, edge, day, month, year) {
  if (Number(day) > 31 || Number(month) > 12 || Number(day) === 0 || Number(month) === 0) {
    return written;
  }
  const { day: dayWord, month: monthWord, year: yearWord } = words.vi;
  const until = `${edge}${dayWord} ${Number(day)} ${monthWord} ${Number(month)}`;
  return year === undefined ? until : `${until} ${yearWord} ${year}`;
}

function spellOut(number) {
  return ` ${Array.from(number.replace(/\D/g, "")).join(" ")} `;
}

function splitSentences(line) {
  if (line.length <= maxPieceLength) return [line];
  const pieces = [];
  for (const sentence of line.match(/[^.!?;:]+[.!?;:]*\s*/g) ?? [line]) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length <= maxPieceLength) {
      pieces[pieces.length - 1] = last + sentence;
    } else pieces.push(sentence);
  }
  return pieces.map((piece) => piece.trim());
}
