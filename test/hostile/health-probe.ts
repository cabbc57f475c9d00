import { Agent, get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { workerData } from "node:worker_threads";

/** Asks for the service's health again and again, as another client would, on a thread that nothing else delays. */

interface ProbeData {
  readonly address: string;
  /** The slowest answer in microseconds since the reader set it to 0, and the number of answers. */
  readonly shared: Int32Array;
}

const { address, shared } = workerData as ProbeData;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const pauseMs = 2;

for (;;) {
  const startedAt = performance.now();
  await ask();
  const micros = Math.round((performance.now() - startedAt) * 1_000);
  if (micros > Atomics.load(shared, 0)) Atomics.store(shared, 0, micros);
  Atomics.add(shared, 1, 1);
  Atomics.notify(shared, 1);
  await pause(pauseMs);
}

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(`${address}/health/live`, { agent }, (response) => {
      response.resume();
      response.once("end", resolve);
    }).once("error", reject);
  });
}
