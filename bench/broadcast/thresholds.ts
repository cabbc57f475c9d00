import { atMost, type Promised } from "../thresholds.ts";
import { measureBroadcast } from "./measure-broadcast.ts";

const few = 1_000;
const many = 200_000;
/** What a machine in use adds by itself. */
const mostTimes = 1.5;
const mostForeseeMs = 3_000;
const mostSubmitMs = 6_000;
/** What replies may take beside a broadcast. */
const mostBesideMs = 100;

/** What is promised of broadcasts, whatever their size. */
export async function promiseBroadcasts(): Promise<Promised[]> {
  const small = await measureBroadcast(few);
  const middle = await measureBroadcast(20_000);
  const large = await measureBroadcast(many);
  const times = (what: string, of: (figures: typeof small) => number): Promised[] => [
    atMost(`${what}, 200,000 recipients to 1,000`, of(large) / of(small), mostTimes, "times"),
    { what: `${what}, with 200,000`, measured: `${of(large).toFixed(2)} ms` },
  ];
  return [
    ...times("a message: limits asked, sent, written", ({ sendMs }) => sendMs),
    ...times("progress read", ({ progressMs }) => progressMs),
    atMost("forecast for 200,000 recipients", large.foreseeMs, mostForeseeMs, "ms"),
    { what: "forecast for 20,000", measured: `${middle.foreseeMs.toFixed(0)} ms` },
    atMost("list of 200,000 written down", large.submitMs, mostSubmitMs, "ms"),
    { what: "list of 20,000 written down", measured: `${middle.submitMs.toFixed(0)} ms` },
    atMost("a resident's write beside both, p99", large.besideMs, mostBesideMs, "ms"),
  ];
}
