/** How texts are put together, in any language. */

/** Ends as a sentence does. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** "Lệ phí: 8.000 đ.", without saying the name twice where the text begins with it. */
export function labelled(label: string, text: string): string {
  return text.toLowerCase().startsWith(label.toLowerCase()) ? text : `${label}: ${text}`;
}

export function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Goes on inside a sentence: only an ordinary first word loses its capital, never a name or "CT01". */
export function lower(text: string): string {
  const [first = "", second = ""] = text;
  return second === second.toLowerCase() ? first.toLowerCase() + text.slice(1) : text;
}

/** Lines under their title; "" where there are none. */
export function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines].join("\n");
}

/** The lines that say something. */
export function joinLines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

/** The paragraphs that say something. */
export function joinParagraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
