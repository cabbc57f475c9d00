import { atMost, type Measurement, reported } from "../thresholds.ts";
import { type BroadcastFigures, measureBroadcast } from "./measure-broadcast.ts";

const smallCount = 1_000;
const middleCount = 20_000;
const largeCount = 200_000;
/** Leaves room for the noise of a machine in use. */
const maxRatio = 1.5;
const maxEstimateMs = 3_000;
const maxSubmitMs = 6_000;
/** Replies must stay fast while a broadcast is prepared. */
const maxConcurrentWriteMs = 100;

/** Measures broadcasts of several sizes, and compares them with what is promised whatever the size. */
export async function compareBroadcasts(): Promise<Measurement[]> {
  const small = await measureBroadcast(smallCount);
  const middle = await measureBroadcast(middleCount);
  const large = await measureBroadcast(largeCount);
  const compareSizes = (
    name: string,
    durationOf: (figures: BroadcastFigures) => number,
  ): Measurement[] => [
    atMost(
      `${name}, 200,000 recipients to 1,000`,
      durationOf(large) / durationOf(small),
      maxRatio,
      "times",
    ),
    reported(`${name}, with 200,000`, `${durationOf(large).toFixed(2)} ms`),
  ];
  return [
    ...compareSizes("a message: limits checked, sent, written", ({ sendMs }) => sendMs),
    ...compareSizes("progress read", ({ progressMs }) => progressMs),
    atMost("estimate for 200,000 recipients", large.estimateMs, maxEstimateMs, "ms"),
    reported("estimate for 20,000", `${middle.estimateMs.toFixed(0)} ms`),
    atMost("list of 200,000 written down", large.submitMs, maxSubmitMs, "ms"),
    reported("list of 20,000 written down", `${middle.submitMs.toFixed(0)} ms`),
    atMost(
      "a resident's write beside both, p99",
      large.concurrentWriteMs,
      maxConcurrentWriteMs,
      "ms",
    ),
  ];
}
