import type { NumberToCall } from "../catalog/points/phone-book.ts";
import { joinParagraphs } from "./text.ts";

/** The words of a number to call in one language. */
interface NumberPhrases {
  /** What shows that a text sends the resident to ask somebody. */
  readonly asks: RegExp;
  readonly line: (call: NumberToCall) => string;
  readonly formatNumber: (call: NumberToCall) => string;
}

/** Builds what gives a number to residents who are told to ask. */
export function createNumberLine({ asks, line, formatNumber }: NumberPhrases) {
  /** Adds the number to the last text if one of them tells to ask and none has the number yet. */
  const addNumber = (texts: readonly string[], call: NumberToCall | null): string[] => {
    const last = texts.at(-1);
    if (call === null || last === undefined) return [...texts];
    const number = formatNumber(call);
    if (!texts.some((text) => asks.test(text)) || texts.some((text) => text.includes(number))) {
      return [...texts];
    }
    return [...texts.slice(0, -1), joinParagraphs(last, line(call))];
  };
  return { addNumber };
}
