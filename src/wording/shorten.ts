import { maxLabelLength } from "./message.ts";

/** A label that fits a button: cut at a word, marked with "…". */
export function shorten(label: string, max = maxLabelLength): string {
  const text = label.normalize("NFC").trim();
  if (text.length <= max) return text;
  const head = text.slice(0, max - 1);
  const space = head.lastIndexOf(" ");
  return `${head.slice(0, space > max / 2 ? space : max - 1).trimEnd()}…`;
}
