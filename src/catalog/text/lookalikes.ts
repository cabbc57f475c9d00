/**
 * Letters that look like those of Vietnamese but are others, as keyboards, fonts, PDFs and scanned texts produce them: the
 * Icelandic "Ð" for "Đ", "ƣ" for "ư" in texts converted from old fonts, letters of the Cyrillic and Greek alphabets.
 * Unicode's confusables.txt (UTS 39) lists them; here are those whose double is a letter that Vietnamese uses.
 */
const doubles: readonly (readonly [letter: string, lookalikes: string])[] = [
  ["Đ", "\u00D0\u0189"],
  ["đ", "\u00F0\u0256\u20AB"],
  // The horn apart, so that a decomposed text stays decomposed.
  ["U\u031B", "\u01A2"],
  ["u\u031B", "\u01A3"],
  ["A", "\u0391\u0410"],
  ["a", "\u0251\u03B1\u0430"],
  ["B", "\u0392\u0412"],
  ["C", "\u0421\u03F9"],
  ["c", "\u0441\u03F2"],
  ["d", "\u0501"],
  ["E", "\u0395\u0415"],
  ["e", "\u0435"],
  ["g", "\u0261"],
  ["H", "\u0397\u041D"],
  ["h", "\u04BB"],
  ["I", "\u0399\u0406\u04C0"],
  ["i", "\u0131\u03B9\u0456"],
  ["K", "\u039A\u041A"],
  ["k", "\u03BA\u043A"],
  ["M", "\u039C\u041C"],
  ["N", "\u039D"],
  ["O", "\u039F\u041E"],
  ["o", "\u03BF\u043E"],
  ["P", "\u03A1\u0420"],
  ["p", "\u03C1\u0440"],
  ["q", "\u051B"],
  ["S", "\u0405"],
  ["s", "\u0455"],
  ["T", "\u03A4\u0422"],
  ["u", "\u03C5"],
  ["v", "\u03BD"],
  ["X", "\u03A7\u0425"],
  ["x", "\u03C7\u0445"],
  ["Y", "\u03A5\u0423\u04AE"],
  ["y", "\u0443\u04AF"],
];

const letterOf = new Map(
  doubles.flatMap(([letter, lookalikes]) => [...lookalikes].map((one) => [one, letter] as const)),
);
const anyLookalike = new RegExp(`[${[...letterOf.keys()].join("")}]`, "gu");
/** A "d" with a stroke laid over it. */
const overlaid = /([Dd])[\u0335-\u0338]/g;

/** Replaces such letters by the Vietnamese ones, not composed. A text without any is returned as it is. */
export function replaceLookalikes(text: string): string {
  return text
    .replace(anyLookalike, (found) => letterOf.get(found) ?? found)
    .replace(overlaid, (_, letter: string) => (letter === "d" ? "đ" : "Đ"));
}
