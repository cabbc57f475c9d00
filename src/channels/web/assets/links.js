// Shared by the server, which renders the conversation so far, and the page, which adds to it.

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

const trailingPunctuation = /(?<![.,;:!?)\]»])[.,;:!?)\]»]+$/u;
const datePattern = /^\d{2}\.\d{2}\.\d{4}/;
const callableDigits = { min: 8, max: 12 };

/** Splits a message into plain pieces and links, which together are the message. */
export function splitLinks(text) {
  const pieces = [];
  let end = 0;
  for (const [, edge, found, start] of findAll(text)) {
    const link = linkOf(found);
    if (link === null) continue;
    const linkStart = start + edge.length;
    if (linkStart > end) pieces.push({ text: text.slice(end, linkStart), href: null });
    pieces.push(link);
    end = linkStart + link.text.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}

function findAll(text) {
  return Array.from(text.matchAll(linkPattern), (match) => [...match, match.index]);
}

function linkOf(found) {
  if (found.startsWith("http")) {
    const address = found.replace(trailingPunctuation, "");
    return { text: address, href: address };
  }
  if (datePattern.test(found)) return null;
  const number = found.replace(/[^\d+]/g, "");
  const isCallable = number.length >= callableDigits.min && number.length <= callableDigits.max;
  return isCallable ? { text: found, href: `tel:${number}` } : null;
}
