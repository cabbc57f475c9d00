import type { PlayedTalk } from "./play.ts";

/** The figures over all talks. */
export interface TalkFigures {
  readonly count: number;
  /** Shares, 0 to 1. */
  readonly succeeded: number;
  readonly askedAgain: number;
  readonly wrong: readonly PlayedTalk[];
  readonly gaveUp: readonly PlayedTalk[];
  readonly toldCount: number;
  /** Means per talk that succeeded. */
  readonly typed: number;
  readonly taps: number;
  /** How many answers had to be given again, in all talks. */
  readonly repeated: number;
}

export function countTalks(played: readonly PlayedTalk[]): TalkFigures {
  const succeeded = played.filter(({ end }) => end === "succeeded");
  const toldCount = sum(played, ({ told }) => told.length);
  return {
    count: played.length,
    succeeded: succeeded.length / played.length,
    askedAgain: sum(played, ({ askedAgain }) => askedAgain.length) / toldCount,
    wrong: played.filter(({ end }) => end === "wrong"),
    gaveUp: played.filter(({ end }) => end === "gave-up"),
    toldCount,
    typed: sum(succeeded, ({ typed }) => typed) / succeeded.length,
    taps: sum(succeeded, ({ taps }) => taps) / succeeded.length,
    repeated: sum(played, ({ repeated }) => repeated),
  };
}

/** Both sides of a talk, for a person to read. */
export function transcribeTalk({ talk, end, why, askedAgain, lines }: PlayedTalk): string {
  const heading = [
    `## ${talk.id}: ${end}${why === "" ? "" : ` (${why})`}`,
    `${talk.who}. ${talk.wants}`,
    ...(askedAgain.length === 0 ? [] : [`Told and asked again: ${askedAgain.join(", ")}`]),
  ];
  return [...heading, "", ...lines].join("\n");
}

function sum<T>(all: readonly T[], count: (each: T) => number): number {
  return all.reduce((total, each) => total + count(each), 0);
}
