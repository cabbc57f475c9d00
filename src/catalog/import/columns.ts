import { fold } from "../text/fold.ts";

/** What a column of a table may hold, with its known headers, folded. */
export interface KnownColumn<Field extends string> {
  readonly field: Field;
  readonly headers: readonly string[];
}

/**
 * Guesses the field of each column by its header: exact names first, then headers that begin or end with a name. No field
 * has two columns; null is a column that is ignored.
 */
export function guessFields<Field extends string>(
  header: readonly string[],
  known: readonly KnownColumn<Field>[],
): (Field | null)[] {
  const folded = header.map((text) => fold(text));
  const guessed: (Field | null)[] = header.map(() => null);
  for (const fits of [isSame, isPart]) {
    for (const { field, headers } of known) {
      if (guessed.includes(field)) continue;
      const at = folded.findIndex(
        (text, column) => guessed[column] === null && headers.some((name) => fits(text, name)),
      );
      if (at >= 0) guessed[at] = field;
    }
  }
  return guessed;
}

function isSame(text: string, known: string): boolean {
  return text === known;
}

function isPart(text: string, known: string): boolean {
  return text.startsWith(`${known} `) || text.endsWith(` ${known}`);
}
