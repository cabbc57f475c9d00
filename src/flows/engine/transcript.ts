import { type ConversationState, conversationLimits } from "./state.ts";

/** One line of the talk: what the resident said ("r"), or of ours the flow and step that were asked ("s"). */
export type TranscriptEntry = readonly [from: "r" | "s", words: string];

/** Stands for what must not be shown again. */
export const hidden = "••••";

/**
 * The latest lines of the talk, for the person to whom it may be handed over. The state keeps them as one text, a line each
 * behind its "r" or "s": it is written with every turn, and forty small values took longer than all the rest of it.
 */
export class Transcript {
  #text: string;

  constructor(kept: ConversationState["lines"]) {
    this.#text = kept ?? "";
  }

  get all(): readonly TranscriptEntry[] {
    if (this.#text === "") return [];
    const lines = lastLines(this.#text, conversationLimits.lines).split("\n");
    return lines.map((line) => [line.startsWith("r") ? "r" : "s", line.slice(1)]);
  }

  add(from: TranscriptEntry[0], words: string): void {
    const line = words
      .slice(0, conversationLimits.lineLength)
      .toWellFormed()
      .replaceAll(control, " ");
    this.#text += `${this.#text === "" ? "" : "\n"}${from}${line}`;
  }

  forget(): void {
    this.#text = "";
  }

  /** As many of the latest as find room beside what the flows keep. */
  beside(state: ConversationState): ConversationState {
    const room = roomBeside(state);
    let lines = lastLines(this.#text, conversationLimits.lines);
    // Each character is three bytes of JSON at most, most are one.
    while (lines.length * 3 > room && bytesOf(lines) > room) lines = withoutFirstLine(lines);
    return lines === "" ? state : { ...state, lines };
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON writes six bytes for each.
const control = /[\u0000-\u001f]/g;

function lastLines(text: string, count: number): string {
  let start = text.length;
  for (let line = 0; line < count && start >= 0; line += 1)
    start = text.lastIndexOf("\n", start - 1);
  return text.slice(start + 1);
}

function withoutFirstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? "" : text.slice(end + 1);
}

/** `,"lines":""`, as it stands in the state. */
const wrapping = 11;
/** At most: of one character in JSON, of a state without its frames, of a frame and of an answer without their words. */
const bytes = { character: 6, besideFrames: 300, frame: 40, answer: 8 } as const;

/** Nearly every state is far from its limit: then its bytes need not be counted. */
function roomBeside(state: ConversationState): number {
  const left = conversationLimits.stateBytes - wrapping;
  if (mostBytesOf(state) <= left - conversationLimits.linesBytes)
    return conversationLimits.linesBytes;
  return Math.min(conversationLimits.linesBytes, left - bytesOf(state));
}

function mostBytesOf({ frames, point }: ConversationState): number {
  let count: number = bytes.besideFrames + (point?.length ?? 0) * bytes.character;
  for (const { flow, version, answers } of frames) {
    count += bytes.frame + (flow.length + version.length) * bytes.character;
    for (const [step, value] of answers) {
      count += bytes.answer + (step.length + value.length) * bytes.character;
    }
  }
  return count;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
