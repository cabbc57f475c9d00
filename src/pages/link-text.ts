/** What is dialled or opened in a text: an address, or a phone number as written in Viet Nam. */
const address = String.raw`https?:\/\/[^\s<>"“”]+`;
const phone = String.raw`(?:\+84[ .]?|\(?0)\d{1,3}\)?(?:[ .]?\d{2,4}){2,3}`;
const hotline = String.raw`1[89]00[ .]?\d{2,4}(?:[ .]?\d{2})?`;
/** The edges keep codes, amounts and dates from being read as phone numbers. */
const linkable = new RegExp(
  String.raw`(?<![\w.,/+-])(?:${address}|(?:${phone}|${hotline})(?![\w/-]|[.,]\d))`,
  "gu",
);
const trailing = /(?<![.,;:!?)\]»])[.,;:!?)\]»]+$/u;
const date = /^\d{2}\.\d{2}\.\d{4}/;

/** Writes a text as HTML in which addresses and phone numbers are links, as they are in the chat. */
export function linkText(text: string, toHtml: (text: string) => string): string {
  let html = "";
  let end = 0;
  for (const { 0: found, index } of text.matchAll(linkable)) {
    const shown = found.startsWith("http") ? found.replace(trailing, "") : found;
    if (date.test(shown)) continue;
    const target = shown.startsWith("http") ? shown : `tel:${shown.replace(/[^\d+]/g, "")}`;
    html += `${toHtml(text.slice(end, index))}<a href="${toHtml(target)}" rel="noopener noreferrer">${toHtml(shown)}</a>`;
    end = index + shown.length;
  }
  return html + toHtml(text.slice(end));
}
