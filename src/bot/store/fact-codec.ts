import type { TurnFact } from "./turn-store.ts";

/**
 * A turn fact as one line, from its commit to the durable record: `id`, time in ms, channel, hash of the resident, flow, step, outcome,
 * point or nothing, missed words by blanks; tabs between. Facts come with every turn, and as JSON they cost three times as much.
 */
export function encodeFact(fact: TurnFact): string {
  const { id, at, channel, residentHash, flow, step, outcome, point, missedWords } = fact;
  const told = `${flow}\t${step}\t${outcome}\t${point ?? ""}\t${missedWords.join(" ")}`;
  return `${id}\t${at.getTime()}\t${channel}\t${residentHash}\t${told}`;
}

const form = /^[^\t]+\t\d{1,15}\t(?:web|zalo|messenger)(?:\t[^\t]*){6}$/;

/** Whether this version knows the shape: another may have written it. */
export function isFactLine(line: string): boolean {
  return form.test(line);
}

/** Of those lines that tell of a sentence which was not understood: few, so that only these are taken apart. */
export function factsWithMissedWords(lines: readonly string[]): TurnFact[] {
  return lines.filter((line) => !line.endsWith("\t")).map(decodeFact);
}

/** The fact of a line that `isFactLine` holds for. */
export function decodeFact(line: string): TurnFact {
  const [
    id = "",
    at,
    channel,
    residentHash = "",
    flow = "",
    step = "",
    outcome = "",
    point,
    words,
  ] = line.split("\t");
  return {
    ...{ id, at: new Date(Number(at)), channel: channel as TurnFact["channel"], residentHash },
    ...{ flow, step, outcome, point: point || null },
    missedWords: words ? words.split(" ") : [],
  };
}
