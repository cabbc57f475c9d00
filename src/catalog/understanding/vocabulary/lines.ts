/** Phrases written as lines, parted by commas. */
export function lines(...text: readonly string[]): readonly string[] {
  return text.flatMap((line) => line.split(", "));
}
