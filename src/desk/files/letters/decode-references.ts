/** The marks by which HTML names letters: &eacute; &Acirc; */
const marks: Readonly<Record<string, string>> = {
  grave: "\u0300",
  acute: "\u0301",
  circ: "\u0302",
  tilde: "\u0303",
  breve: "\u0306",
  uml: "\u0308",
};
const reference =
  /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(d)strok|([a-z])(grave|acute|circ|tilde|breve|uml));/gi;
/** They are signs of HTML itself, and stay as SheetJS reads them. */
const reserved: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
};

/** Decodes the letters that a page of HTML or XML writes by number or name, of which SheetJS reads only the commonest. */
export function decodeReferences(page: string): string {
  return page.replace(reference, (whole, decimal, hex, d, letter, mark) => {
    if (d !== undefined) return d === "D" ? "Đ" : "đ";
    if (letter !== undefined) return `${letter}${marks[mark.toLowerCase()] ?? ""}`.normalize("NFC");
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || code < 0x20) return whole;
    const sign = String.fromCodePoint(code);
    return reserved[sign] ?? sign;
  });
}
