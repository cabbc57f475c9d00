import { FileError } from "../file-error.ts";
import { readLegacyLetters, tcvn3Letters, vniWindowsLetters } from "./legacy-letters.ts";
import { findEvidence, shareOf } from "./vietnamese-evidence.ts";

/**
 * Decodes a file of text in whichever encoding an office's program saves it: UTF-8 or UTF-16 with or without a byte order
 * mark, otherwise Windows' Vietnamese, TCVN3 or VNI, whichever gives the most Vietnamese syllables.
 * @throws FileError if it is no text.
 */
export function decodeText(content: Uint8Array): string {
  if (content.length === 0) throw new FileError("Tệp trống");
  const encoding = findUnicode(content);
  const text =
    encoding === null ? decodeLegacy(content) : new TextDecoder(encoding).decode(content);
  if (text.includes("\0")) throw new FileError("Tệp này không phải là bảng chữ (CSV)");
  return text;
}

/** Returns the Unicode encoding of a text; null if it has none. */
function findUnicode(content: Uint8Array): string | null {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Every other byte of plain letters is zero.
  if (second === 0) return "utf-16le";
  if (first === 0) return "utf-16be";
  return isUtf8(content) ? "utf-8" : null;
}

function isUtf8(content: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(content);
    return true;
  } catch {
    // That is the question.
    return false;
  }
}

function decodeLegacy(content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString(
    "latin1",
  );
  const candidates = [
    new TextDecoder("windows-1258").decode(content),
    readLegacyLetters(bytes, tcvn3Letters),
    readLegacyLetters(bytes, vniWindowsLetters),
  ].map((text) => ({ text, share: shareOf(findEvidence(text)) }));
  // The first of equals: what Windows itself writes.
  const [best] = candidates.toSorted((one, other) => other.share - one.share);
  return best?.text ?? "";
}
