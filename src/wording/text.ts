import { maxLabelLength } from "./message.ts";

/** This much of an officer's note is quoted, word for word. */
const maxNoteLength = 300;

/** Shortens a label until it fits a button: cut at a word, marked with "…". */
export function shorten(label: string, maxLength = maxLabelLength): string {
  const text = label.normalize("NFC").trim();
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength - 1);
  const space = head.lastIndexOf(" ");
  return `${head.slice(0, space > maxLength / 2 ? space : maxLength - 1).trimEnd()}…`;
}

/** Quotes an officer's own words on one line. */
export function quoteNote(note: string): string {
  return `“${shorten(note.replaceAll(/\s+/g, " "), maxNoteLength)}”`;
}

/** Ends a text with a full stop unless it already ends like a sentence. */
export function toSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** "Lệ phí: 8.000 đ."; the label is not repeated if the text begins with it. */
export function withLabel(label: string, text: string): string {
  if (text.startsWith("\n")) return `${label}:${text}`;
  return text.toLowerCase().startsWith(label.toLowerCase()) ? text : `${label}: ${text}`;
}

/** Begins a sentence with a capital, except in a name such as "eTax". */
export function capitalize(text: string): string {
  const [first = "", second = ""] = text;
  const isName = second !== second.toLowerCase();
  return isName ? text : first.toUpperCase() + text.slice(first.length);
}

/** Makes a text continue a sentence: only an ordinary first word loses its capital, never a name such as "VssID", or "CT01". */
export function decapitalize(text: string): string {
  const [first = ""] = text;
  const [word = ""] = text.slice(first.length).split(" ");
  return word === word.toLowerCase() ? first.toLowerCase() + text.slice(first.length) : text;
}

/** So many cases of a fee or a time are named in a short answer. */
const maxCases = 3;

/** Keeps the first cases of a list, and says `more` instead of the others. */
export function firstCases(text: string, more: string): string {
  const lines = text.split("\n");
  const cases = lines.filter((line) => line.startsWith("•"));
  if (cases.length <= maxCases) return text;
  const dropped = new Set(cases.slice(maxCases));
  return [...lines.filter((line) => !dropped.has(line)), more].join("\n");
}

/** Leaves out what stands in brackets: "Giấy ủy quyền (nhờ làm thay)" → "Giấy ủy quyền". */
export function dropBrackets(text: string): string {
  return text.replaceAll(/ ?\([^()]*\)/g, "").trim();
}

/** Puts lines under a title; "" if there are no lines. */
export function formatSection(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines].join("\n");
}

/** Joins the lines that are not empty. */
export function joinLines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

/** Joins the paragraphs that are not empty. */
export function joinParagraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Adds a sentence: on a line of its own after a list. */
export function followedBy(text: string, sentence: string): string {
  return `${text}${text.includes("\n") ? "\n" : " "}${sentence}`;
}
