import { FileError } from "./csv.ts";

/** A tag or a text of an XML document. Attributes are read only if somebody asks for them. */
export type XmlPiece =
  | {
      readonly type: "open";
      readonly name: string;
      attributes(): ReadonlyMap<string, string>;
    }
  | { readonly type: "close"; readonly name: string }
  | { readonly type: "text"; readonly text: string };

/** Longer than any tag of a spreadsheet. */
const maxTagLength = 4_096;

/**
 * Scans the tags and texts of an XML document in its order, as far as spreadsheets need it: an element without content
 * opens and closes, comments and instructions are left out. Documents that declare entities are refused, because these can
 * grow without bounds.
 * @throws FileError if it is no such document.
 */
export function* scanXml(xml: string): Generator<XmlPiece> {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf("<", at);
    const text = xml.slice(at, open < 0 ? xml.length : open);
    if (text !== "") yield { type: "text", text: decode(text) };
    if (open < 0) return;
    const close = xml.indexOf(">", open);
    if (close < 0 || close - open > maxTagLength) throw unreadable();
    const tag = xml.slice(open + 1, close);
    at = close + 1;
    if (tag.startsWith("!--")) {
      const end = xml.indexOf("-->", open);
      if (end < 0) throw unreadable();
      at = end + 3;
    } else if (tag.startsWith("!")) throw unreadable();
    else if (tag.startsWith("/")) yield { type: "close", name: localName(tag.slice(1)) };
    else if (!tag.startsWith("?")) yield* openTag(tag);
  }
}

function* openTag(tag: string): Generator<XmlPiece> {
  const isEmpty = tag.endsWith("/");
  const content = isEmpty ? tag.slice(0, -1) : tag;
  const name = localName(/^\S+/.exec(content)?.[0] ?? "");
  yield { type: "open", name, attributes: () => readAttributes(content) };
  if (isEmpty) yield { type: "close", name };
}

/** Some programs write a prefix before every name. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1).trim();
}

function readAttributes(content: string): ReadonlyMap<string, string> {
  const found = content.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = "", one, two]) => [name, decode(one ?? two ?? "")]));
}

const named: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" },
};

function decode(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,4}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : "";
    },
  );
}

function unreadable(): FileError {
  return new FileError("Tệp Excel có nội dung không đọc được; bạn mở, lưu lại rồi thử lại");
}
