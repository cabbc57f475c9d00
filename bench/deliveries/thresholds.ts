import { atLeast, atMost, type Measurement, reported } from "../thresholds.ts";
import { followerCount, measureDeliveries } from "./measure-deliveries.ts";

const minRatioToPlainPosts = 0.5;
const maxRatioToCopy = 5;

/** Measures notifications to many followers, and compares them with what is promised. */
export async function compareDeliveries(): Promise<Measurement[]> {
  const { drainMs, plainMs, storeMs, copyMs } = await measureDeliveries();
  const perSecond = (ms: number) => `${((followerCount / ms) * 1000).toFixed(0)} /s`;
  return [
    atLeast(
      "20,000 deliveries drained, rate to plain posts",
      plainMs / drainMs,
      minRatioToPlainPosts,
    ),
    reported("deliveries", perSecond(drainMs)),
    reported("plain posts", perSecond(plainMs)),
    atMost(
      "event with 20,000 followers stored, to a COPY of its rows",
      storeMs / copyMs,
      maxRatioToCopy,
      "times",
    ),
    reported("event stored", `${storeMs.toFixed(0)} ms`),
    reported("COPY", `${copyMs.toFixed(0)} ms`),
  ];
}
