// Shared by the server and the page of the chat, whose script holds it.

// No lookbehind: Safari before 16.4 would not load this file.
const before = String.raw`(^|[^\w.,/+-])`;
const after = String.raw`(?![\w/-]|[.,]\d)`;
const web = String.raw`https?:\/\/[^\s<>"“”]+`;
/** Phone numbers as written in Viet Nam: 0236 3881 888, (028) 38.291.234, +84 24 1022 1022. */
const phone = String.raw`(?:\+84[ .]?|\(?0)\d{1,3}\)?(?:[ .]?\d{2,4}){2,3}`;
/** Service numbers: 19001009, 1800 1096. */
const hotline = String.raw`1[89]00[ .]?\d{2,4}(?:[ .]?\d{2})?`;
/** The edges prevent dossier codes, amounts and dates from being read as phone numbers. */
const linkPattern = new RegExp(`${before}(${web}|(?:${phone}|${hotline})${after})`, "gu");

/** Numbers that anybody knows, if the words before them tell to call: "gọi 113 (công an) hoặc 114", "tổng đài 1022". */
const shortNumber = /(?:11[1-5]|1022)/gu;
const tellsToCall =
  /(?:gọi|tổng đài|đường dây|hotline|call|dial)(?:[^\d.!?\n]|11[1-5]|1022){0,80}$/iu;
/** What stands before a number of a house, a room, a form or a law, or inside a longer number. */
const namesAnother = /(?:[\p{L}\d.,/+-]|(?:nhà|phòng|mẫu|điều|khoản|room|article|form) )$/iu;
/** Inside a longer number, an amount, or the number of a house in a street. */
const isAmount =
  /^(?:[\p{L}\d/-]|[.,]\d|\s\p{Lu}|\s?(?:%|đ|đồng|nghìn|ngàn|triệu|phút|giờ|ngày|tháng|năm|tuổi|người|m2|m²)(?!\p{L}))/u;

const maxWordsBefore = 120;

const punctuation = ".,;:!?)]»";
const datePattern = /^\d{2}\.\d{2}\.\d{4}/;
const callableDigits = { min: 8, max: 12 };
/** A province's line with its area code: 024 1022. */
const provinceLine = /^0\d{2,3}1022$/;

/** Splits a message into plain pieces and links, which together are the message. */
export function splitLinks(text) {
  const pieces = [];
  let end = 0;
  for (const { link, start } of findAll(text)) {
    if (start > end) pieces.push({ text: text.slice(end, start), href: null });
    pieces.push(link);
    end = start + link.text.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}

function findAll(text) {
  const found = Array.from(text.matchAll(linkPattern), ({ 1: edge, 2: link, index }) => ({
    link: linkOf(link),
    start: index + edge.length,
  })).filter(({ link }) => link !== null);
  const short = Array.from(text.matchAll(shortNumber), ({ 0: number, index: start }) => ({
    link: { text: number, href: `tel:${number}` },
    start,
  })).filter(({ link, start }) => isCalled(text, start, start + link.text.length));
  const isFree = ({ start }) =>
    found.every((other) => start < other.start || start >= other.start + other.link.text.length);
  return [...found, ...short.filter(isFree)].sort((a, b) => a.start - b.start);
}

/** Whether the short number at these places is one that the words tell to call. */
function isCalled(text, start, end) {
  const head = text.slice(Math.max(0, start - maxWordsBefore), start);
  return tellsToCall.test(head) && !namesAnother.test(head) && !isAmount.test(text.slice(end));
}

function linkOf(found) {
  if (found.startsWith("http")) {
    const address = withoutPunctuation(found);
    return { text: address, href: address };
  }
  if (datePattern.test(found)) return null;
  const number = found.replace(/[^\d+]/g, "");
  const isCallable = number.length >= callableDigits.min && number.length <= callableDigits.max;
  return isCallable || provinceLine.test(number) ? { text: found, href: `tel:${number}` } : null;
}

/** An address ends before the punctuation of its sentence. */
function withoutPunctuation(address) {
  let { length } = address;
  while (punctuation.includes(address.charAt(length - 1)) && length > 0) length -= 1;
  return address.slice(0, length);
}
