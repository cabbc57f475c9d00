import { procedureOf } from "../../../src/flows/conversations/procedure.ts";
import type { Chat } from "../chat.ts";
import type { Talk, TalkAnswer } from "./talk.ts";

/** What waits for the resident after a turn. */
export interface Situation {
  readonly flow: string;
  /** The step that was asked; "" if none was. */
  readonly step: string;
  /** The procedure that the conversation is about, or null. */
  readonly procedure: string | null;
  /** Its answers so far, those to its own questions and to the steps after them. */
  readonly answers: ReadonlyMap<string, string>;
  readonly options: readonly string[];
}

export function readSituation(chat: Chat): Situation {
  const frame = chat.state?.frames.at(-1);
  return {
    flow: frame?.flow ?? "",
    step: chat.state?.asking ?? "",
    procedure: procedureOf(frame),
    answers: new Map(frame?.answers),
    options: (chat.last?.messages ?? []).flatMap((message) =>
      message.type === "text" ? [] : message.options.map(({ value }) => value),
    ),
  };
}

export function isProcedure({ flow }: Situation): boolean {
  return flow.startsWith("procedure:");
}

/** Returns what the resident has to say to a question of a procedure, or undefined. */
export function findAnswer(
  talk: Talk,
  { procedure, step }: Pick<Situation, "procedure" | "step">,
): TalkAnswer | undefined {
  return talk.answers[`${procedure}/${step}`] ?? talk.answers[step];
}

/** Whether the resident takes this procedure for what they came for, or for a way to it. */
export function isWanted(talk: Talk, procedure: string | null): boolean {
  return procedure !== null && [...talk.reaches, ...talk.via].includes(procedure);
}

/** Returns the questions of a procedure that were answered otherwise than the resident means. */
export function findMistakes(talk: Talk, { procedure, answers }: Situation): string[] {
  return [...answers].flatMap(([step, value]) => {
    const means = findAnswer(talk, { procedure, step })?.means;
    return means === undefined || [means].flat().includes(value) ? [] : [step];
  });
}
