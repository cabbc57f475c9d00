import { fold } from "./fold.ts";

/**
 * Sentence forms: phrases with alternatives, written with marks and matched without them.
 * "(a|b)" is one of several, "[a|b]" one or none, "[a|b]*" any number, "<score>" one of the values below, "<words>" one
 * to twelve words of no interest, and "…" some words that are the value: at the end all that are left, elsewhere as few as fit.
 */

/** A text that fits a form, with the value that it holds. */
interface FormMatch {
  /** What stands for the form's placeholder or its "…"; null if it has neither. */
  readonly value: string | null;
  /** How many words stand before the value. */
  readonly wordsBefore: number;
}

const placeholders: ReadonlyMap<string, string> = new Map([
  ["<score>", "[1-5]"],
  ["<code>", "\\d{8}"],
]);
const unread = "<words>";

const token = /\(([^()[\]]+)\)|\[([^()[\]]+)\](\*?)|(<\w+>)|([\p{L}\p{N}]+)|(…)/uy;

/** Compiles a form to a pattern over a folded text with a blank behind each word; null if the form is malformed. */
export function compileSentenceForm(form: string): RegExp | null {
  const parts: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < form.length) {
    const found = token.exec(form);
    if (found === null) return null;
    while (form[token.lastIndex] === " ") token.lastIndex += 1;
    const part = compileToken(found, token.lastIndex === form.length);
    if (part === null) return null;
    parts.push(part);
  }
  return parts.length === 0 ? null : new RegExp(`^${parts.join("")}$`, "d");
}

/** Matches a folded text with a compiled form. */
export function matchSentenceForm(folded: string, form: RegExp): FormMatch | null {
  const found = form.exec(`${folded} `);
  if (found === null) return null;
  const [start = 0] = found.indices?.[1] ?? [];
  const wordsBefore = folded.slice(0, start).split(" ").length - 1;
  return { value: found[1]?.trim() ?? null, wordsBefore };
}

function compileToken(found: RegExpExecArray, isLast: boolean): string | null {
  const [, required, optional, repeat, placeholder, word] = found;
  if (required !== undefined) return alternatives(required);
  if (optional !== undefined) return `(?:${alternatives(optional)})${repeat === "*" ? "*" : "?"}`;
  if (word !== undefined) return `${fold(word)} `;
  if (placeholder === undefined) return isLast ? "(.*)" : "((?:[^ ]+ )+?)";
  if (placeholder === unread) return "(?:[^ ]+ ){1,12}?";
  const pattern = placeholders.get(placeholder);
  return pattern === undefined ? null : `(${pattern}) `;
}

function alternatives(listed: string): string {
  return `(?:${listed.split("|").map(fold).join("|")}) `;
}
