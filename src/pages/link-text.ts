import { splitLinks } from "../phone/links.js";

/** Writes a text as HTML in which addresses and phone numbers are links, as they are in the chat. */
export function linkText(text: string, toHtml: (text: string) => string): string {
  return splitLinks(text)
    .map(({ text: shown, href }) =>
      href === null
        ? toHtml(shown)
        : `<a href="${toHtml(href)}" rel="noopener noreferrer">${toHtml(shown)}</a>`,
    )
    .join("");
}
