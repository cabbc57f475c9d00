import { z } from "zod";

const maxLength = 8_000;
const bodySchema = z.record(z.string(), z.unknown()).catch({});

/** A form whose fields depend on the record. What a program leaves out stays as it is. */
export interface TypedBody {
  /** Returns a field's text; undefined if it was not sent. */
  text(name: string): string | undefined;
  /** Returns the ticked values of a group; undefined if it was not sent. A browser sends nothing of boxes without a tick. */
  ticked(name: string): string[] | undefined;
}

/** The name of the hidden field by which a form says that it has every box. */
export const ticksMark = "has_ticks";

export function readTyped(body: unknown): TypedBody {
  const typed = bodySchema.parse(body);
  const text = (name: string) => {
    const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
    return typeof value === "string" ? clean(value) : undefined;
  };
  return {
    text,
    ticked: (name) => {
      const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
      if (value === undefined) return text(ticksMark) === undefined ? undefined : [];
      return [value].flat().filter((each) => typeof each === "string");
    },
  };
}

/** Splits a text into its lines, or at its commas, without empty and repeated ones. */
export function typedLines(text: string, separator: RegExp = /\n/): string[] {
  const parts = text.split(separator).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** Splits "a | b | c" into so many parts; what is missing is "", and the last part keeps further bars. */
export function splitBars(line: string, count: number): string[] {
  const parts = line.split("|").map((part) => part.trim());
  const last = parts.slice(count - 1).join(" | ");
  return [...Array.from({ length: count - 1 }, (_, at) => parts[at] ?? ""), last];
}

function clean(text: string): string {
  return text.slice(0, maxLength).replaceAll("\0", "").normalize("NFC").trim();
}
