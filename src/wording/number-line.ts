import type { NumberToCall } from "../catalog/points/phone-book.ts";
import { joinParagraphs } from "./text.ts";

/** The words of a number to call in one language. */
interface NumberPhrases {
  /** What shows that a text sends the resident to ask somebody. */
  readonly asks: RegExp;
  readonly line: (call: NumberToCall) => string;
  /** The same where every character counts. */
  readonly briefLine: (call: NumberToCall) => string;
  readonly formatNumber: (call: NumberToCall) => string;
}

/** Builds what gives a number to residents who are told to ask. */
export function createNumberLine({ asks, line, briefLine, formatNumber }: NumberPhrases) {
  /** The line with the number if one of the texts tells to ask and none has the number yet, else "". */
  const lineWith =
    (write: NumberPhrases["line"]) =>
    (texts: readonly string[], call: NumberToCall | null): string => {
      if (call === null || !texts.some((text) => asks.test(text))) return "";
      const number = formatNumber(call);
      return texts.some((text) => text.includes(number)) ? "" : write(call);
    };
  const lineFor = lineWith(line);
  /** Adds that line to the last text. */
  const addNumber = (texts: readonly string[], call: NumberToCall | null): string[] => {
    const last = texts.at(-1);
    return last === undefined
      ? []
      : [...texts.slice(0, -1), joinParagraphs(last, lineFor(texts, call))];
  };
  return { lineFor, briefLineFor: lineWith(briefLine), addNumber };
}
