import { removeDiacritics } from "../../catalog/text/fold.ts";
import type { Example, Frames } from "./examples.ts";
import { pick, type Random } from "./random.ts";
import { withSlips } from "./slips.ts";

/** Types an example in the ways in which residents do: without marks, with slips, and a name within a story. */
export function variantsOf(example: Example, frames: Frames, random: Random): Example[] {
  const { text, kind } = example;
  const slipped = (typed: string, count: number) =>
    withSlips(pick([typed, removeDiacritics(typed)], random), count, random);
  const plain = () => [text, removeDiacritics(text), slipped(text, 1)];
  const framed = () => putInFrame(text, frames, random);
  const texts = {
    name: () => [...plain(), framed(), slipped(framed(), 1), slipped(framed(), 2)],
    sentence: () => [...plain(), slipped(text, 2)],
    description: () => [text, slipped(text, 1)],
  }[kind]();
  return texts.map((variant) => ({ ...example, text: variant }));
}

/** Puts a piece of a story before the name, behind it, or both. */
function putInFrame(name: string, { before, after }: Frames, random: Random): string {
  const text = name.charAt(0).toLowerCase() + name.slice(1);
  const [first, last] = [pick(before, random), pick(after, random)];
  return pick([`${first} ${text}`, `${text} ${last}`, `${first} ${text} ${last}`], random);
}
