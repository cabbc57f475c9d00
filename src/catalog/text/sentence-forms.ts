import { fold } from "./fold.ts";

/**
 * Sentence forms: phrases with alternatives, written with marks and matched without them.
 * "(a|b)" is one of several, "[a|b]" one or none, "[a|b]*" any number, "<score>" one of the values below, and a final
 * "…" lets the sentence go on.
 */

/** A text that fits a form, with the value that it holds. */
interface FormMatch {
  /** What stands for the form's placeholder, or behind its "…"; null if it has neither. */
  readonly value: string | null;
}

const placeholders: ReadonlyMap<string, string> = new Map([
  ["<score>", "[1-5]"],
  ["<code>", "\\d{8}"],
]);

const token = /\(([^()[\]]+)\)|\[([^()[\]]+)\](\*?)|(<\w+>)|([\p{L}\p{N}]+)|(…)$/uy;

/** Compiles a form to a pattern over a folded text with a blank behind each word; null if the form is malformed. */
export function compileSentenceForm(form: string): RegExp | null {
  const parts: string[] = [];
  let isOpen = false;
  token.lastIndex = 0;
  while (token.lastIndex < form.length) {
    const found = token.exec(form);
    if (found === null) return null;
    const part = compileToken(found);
    if (part === null) return null;
    isOpen = found[6] !== undefined;
    parts.push(part);
    while (form[token.lastIndex] === " ") token.lastIndex += 1;
  }
  return parts.length === 0 ? null : new RegExp(`^${parts.join("")}${isOpen ? "" : "$"}`);
}

/** Matches a folded text with a compiled form. */
export function matchSentenceForm(folded: string, form: RegExp): FormMatch | null {
  const found = form.exec(`${folded} `);
  return found === null ? null : { value: found[1]?.trim() ?? null };
}

function compileToken(found: RegExpExecArray): string | null {
  const [, required, optional, repeat, placeholder, word] = found;
  if (required !== undefined) return alternatives(required);
  if (optional !== undefined) return `(?:${alternatives(optional)})${repeat === "*" ? "*" : "?"}`;
  if (word !== undefined) return `${fold(word)} `;
  if (placeholder === undefined) return "(.*)$";
  const pattern = placeholders.get(placeholder);
  return pattern === undefined ? null : `(${pattern}) `;
}

function alternatives(listed: string): string {
  return `(?:${listed.split("|").map(fold).join("|")}) `;
}
