/**
 * The two encodings in which offices wrote Vietnamese before Unicode. Both give the upper half of a byte other letters by a
 * font, so that a file, or a cell of a workbook, looks like Western European text to a program.
 */

/** TCVN 5712:1993, VN3 ("ABC", fonts .VnTime): the letters of the bytes from A1 to FE; "·" stands for none. */
const tcvn3 =
  "ĂÂÊÔƠƯĐăâêôơưđ·\u0300\u0309\u0303\u0301\u0323àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ";
const tcvn3First = 0xa1;

/** VNI for Windows: a letter of its own for each of these bytes (small; capitals are 20 lower). */
const vniLetters: Readonly<Record<number, string>> = {
  ...{ 241: "đ", 244: "ơ", 246: "ư" },
  ...{ 237: "í", 236: "ì", 230: "ỉ", 243: "ĩ", 242: "ị", 238: "ỵ" },
};

const [grave, acute, circumflex, tilde] = ["\u0300", "\u0301", "\u0302", "\u0303"];
const [breve, hook, dot] = ["\u0306", "\u0309", "\u0323"];

/** VNI for Windows: the marks of the letter before. */
const vniMarks: Readonly<Record<number, string>> = {
  ...{ 249: acute, 248: grave, 251: hook, 245: tilde, 239: dot },
  ...{ 234: breve, 226: circumflex },
  ...{ 233: `${breve}${acute}`, 232: `${breve}${grave}`, 250: `${breve}${hook}` },
  ...{ 252: `${breve}${tilde}`, 235: `${breve}${dot}` },
  ...{ 225: `${circumflex}${acute}`, 224: `${circumflex}${grave}`, 229: `${circumflex}${hook}` },
  ...{ 227: `${circumflex}${tilde}`, 228: `${circumflex}${dot}` },
};

const capitalOffset = 0x20;
const none = "·";

/** What each character of Latin-1 stands for; "" for itself. */
export type LegacyLetters = readonly string[];

export const tcvn3Letters: LegacyLetters = Array.from({ length: 256 }, (_, byte) => {
  const letter = [...tcvn3][byte - tcvn3First] ?? none;
  return letter === none ? "" : letter;
});

export const vniWindowsLetters: LegacyLetters = Array.from({ length: 256 }, (_, byte) => {
  const small = byte + capitalOffset;
  return (
    vniLetters[byte] ?? vniMarks[byte] ?? vniLetters[small]?.toUpperCase() ?? vniMarks[small] ?? ""
  );
});

/** Returns the text that was meant by a text of Latin-1 letters, with its marks after the letters. */
export function readLegacyLetters(text: string, letters: LegacyLetters): string {
  return text.replace(/[\xA0-\xFF]/g, (letter) => letters[letter.charCodeAt(0)] || letter);
}
