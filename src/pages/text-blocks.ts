/** A part of a message, as a page shows it. */
export type TextBlock =
  | { readonly kind: "heading" | "paragraph"; readonly text: string }
  | { readonly kind: "bullets" | "numbers"; readonly items: readonly string[] };

const bullet = /^• /;
const number = /^\d{1,3}\. /;
const heading = /:$/;

/** Splits a message of the wording into headings, paragraphs and lists. */
export function toBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of text.split("\n").map((each) => each.trim())) {
    const item = toItem(line);
    const last = blocks.at(-1);
    if (item === null) blocks.push(toPlain(line));
    else if (last?.kind === item.kind)
      blocks.splice(-1, 1, { kind: item.kind, items: [...last.items, item.text] });
    else blocks.push({ kind: item.kind, items: [item.text] });
  }
  return blocks.filter((block) => block.kind !== "paragraph" || block.text !== "");
}

function toItem(line: string): { kind: "bullets" | "numbers"; text: string } | null {
  if (bullet.test(line)) return { kind: "bullets", text: line.replace(bullet, "") };
  return number.test(line) ? { kind: "numbers", text: line.replace(number, "") } : null;
}

function toPlain(line: string): TextBlock {
  return heading.test(line)
    ? { kind: "heading", text: line.slice(0, -1) }
    : { kind: "paragraph", text: line };
}
