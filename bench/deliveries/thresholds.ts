import { atLeast, atMost, type Promised } from "../thresholds.ts";
import { followers, measureDeliveries } from "./measure-deliveries.ts";

const leastToPlainPosts = 0.5;
const mostTimesCopy = 5;

/** What is promised of news to many. */
export async function promiseDeliveries(): Promise<Promised[]> {
  const { drainMs, plainMs, storeMs, copyMs } = await measureDeliveries();
  const perSecond = (ms: number) => `${((followers / ms) * 1000).toFixed(0)} /s`;
  return [
    atLeast("20,000 deliveries drained, rate to plain posts", plainMs / drainMs, leastToPlainPosts),
    { what: "deliveries", measured: perSecond(drainMs) },
    { what: "plain posts", measured: perSecond(plainMs) },
    atMost(
      "event with 20,000 followers stored, to a COPY of its rows",
      storeMs / copyMs,
      mostTimesCopy,
      "times",
    ),
    { what: "event stored", measured: `${storeMs.toFixed(0)} ms` },
    { what: "COPY", measured: `${copyMs.toFixed(0)} ms` },
  ];
}
