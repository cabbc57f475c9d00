const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Returns indented JSON as escaped HTML, with names and strings marked for colouring. */
export function jsonHtml(content: unknown): string {
  const json = JSON.stringify(content, null, 2) ?? "null";
  let html = "";
  let end = 0;
  for (const match of json.matchAll(token)) {
    const [whole, string, colon] = match;
    html += escapeHtml(json.slice(end, match.index)) + mark(whole, string, colon);
    end = match.index + whole.length;
  }
  return html + escapeHtml(json.slice(end));
}

function mark(whole: string, string: string | undefined, colon: string | undefined): string {
  if (string === undefined) return `<span class="fixed">${whole}</span>`;
  const kind = colon === undefined ? "string" : "name";
  return `<span class="${kind}">${escapeHtml(string)}</span>${colon ?? ""}`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
