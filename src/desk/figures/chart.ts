const width = 640;
const rowHeight = 30;
const barHeight = 18;
const labelWidth = 230;
/** Room for the number after the longest bar. */
const numberWidth = 60;
const maxLabel = 34;
const maxBars = 31;

interface Bar {
  readonly label: string;
  readonly value: number;
}

/** Draws horizontal bars as SVG. It is a single image to screen readers: the table next to it says the same. */
export function drawBars(title: string, bars: readonly Bar[]): string {
  const drawn = bars.slice(0, maxBars);
  const height = drawn.length * rowHeight + 4;
  const longest = Math.max(1, ...drawn.map(({ value }) => value));
  const scale = (width - labelWidth - numberWidth) / longest;
  const lines = drawn.map(({ label, value }, at) => {
    const y = at * rowHeight + 6;
    const length = Math.round(value * scale);
    const text = y + barHeight - 4;
    return [
      `<text x="${labelWidth - 8}" y="${text}" text-anchor="end">${escapeMarkup(shorten(label))}</text>`,
      `<rect class="bar" x="${labelWidth}" y="${y}" width="${length}" height="${barHeight}"/>`,
      `<text x="${labelWidth + length + 6}" y="${text}">${value}</text>`,
    ].join("");
  });
  const axis = `<line class="axis" x1="${labelWidth}" y1="0" x2="${labelWidth}" y2="${height}"/>`;
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(title)}">${lines.join("")}${axis}</svg>`;
}

function shorten(label: string): string {
  return label.length <= maxLabel ? label : `${label.slice(0, maxLabel - 1)}…`;
}

function escapeMarkup(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
