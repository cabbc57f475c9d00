import { normalizeInPieces } from "../text/normalize.ts";

/** Text from portals and spreadsheets, as people would have typed it. */

/** What portals write in a field without content. */
const placeholders: ReadonlySet<string> = new Set([
  ...["không có thông tin", "không có", "chưa có thông tin", "đang cập nhật", "null", "undefined"],
  ...["n/a", "none"],
]);

/** Far more than the longest section of a page with its markup; what is longer is refused as too long afterwards. */
const maxRawLength = 500_000;

const namedEntities: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " },
};
const blockTag = /<\/?(?:p|div|br|li|ul|ol|tr|table|tbody|h[1-6])\b[^<>]*>/gi;
const anyTag = /<\/?[a-z][^<>]*>/gi;
const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi;
/** Control characters and invisible ones, except tab and line break. */
const unprintable = /[^\P{C}\t\n]/gu;

/**
 * Returns the text without markup, in NFC, blanks single and lines trimmed; "" if it only says that there is none.
 * A list becomes lines.
 */
export function cleanText(raw: string): string {
  const plain = decodeEntities(
    raw.slice(0, maxRawLength).replace(blockTag, "\n").replace(anyTag, ""),
  );
  const text = normalizeInPieces(plain, maxRawLength)
    .replace(/\r\n?/g, "\n")
    .replace(unprintable, "")
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
  return isPlaceholder(text) ? "" : text;
}

/** The same in one line. */
export function cleanLine(raw: string): string {
  return cleanText(raw).replaceAll("\n", " ");
}

/** A value of JSON as text; "" if it is neither a text nor a number. */
export function toText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function isPlaceholder(text: string): boolean {
  return placeholders.has(text.toLowerCase()) || /^[-–.…\s]*$/.test(text);
}

/** Whether the text was decoded wrongly somewhere on its way: "Ä‘Äƒng kÃ½", or letters that are lost. */
export function isMangled(text: string): boolean {
  return /\uFFFD|Ã[\u0080-\u00BF]|Ä[\u0080-\u0192‘’]|á[º»]/.test(text);
}

function decodeEntities(text: string): string {
  return text.replace(entity, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return namedEntities[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}
