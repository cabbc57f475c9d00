import { once } from "node:events";
import { Worker } from "node:worker_threads";
import {
  type HostilePayload,
  type HostileRequest,
  hostilePayloads,
  plainPayload,
} from "./payloads.ts";
import { send } from "./send.ts";

export interface Route {
  readonly method: string;
  readonly url: string;
}

/** A running service that hostile requests are sent to. */
export interface Target {
  readonly address: string;
  readonly routes: readonly Route[];
  /** CPU time that the process's main thread has used. */
  cpuMs(): Promise<number>;
  /** What is still in use after garbage was collected. */
  usedMemoryBytes(): Promise<number>;
  /** The most memory that the process had at any time since the last reset. */
  peakMemoryBytes(): Promise<number>;
  resetPeakMemory(): Promise<void>;
  hasEnded(): boolean;
}

/** The tokens of somebody who has signed in at the desk, and as a one-stop system. */
export interface Session {
  readonly desk: string;
  readonly onestop: string;
}

type OpenSession = (address: string) => Promise<Session>;

/** What another client may wait at most, and by how much memory may grow. */
const maxHealthMs = 100;
const maxGrowthBytes = 64 * 1024 * 1024;
/** A collection of garbage may fall into one try: only what is slow each time is slow by itself. */
const maxTries = 4;

/** Sends every payload to every route while another client asks for the service's health. Returns what went wrong. */
export async function attackEveryRoute(
  target: Target,
  openSession: OpenSession | null,
): Promise<string[]> {
  const probe = await startProbe(target);
  try {
    await warmUp(target, openSession);
    return await attack(target, probe, openSession);
  } finally {
    await probe.stop();
  }
}

async function attack(
  target: Target,
  probe: Probe,
  openSession: OpenSession | null,
): Promise<string[]> {
  const faults: string[] = [];
  const usedBefore = await target.usedMemoryBytes();
  let session: Session | null = null;
  for (const route of target.routes.filter(isTried)) {
    if (openSession !== null) session ??= await openSession(target.address);
    const attempt = {
      route,
      payloads: hostilePayloads.filter((each) => fits(route, each)),
      session,
    };
    faults.push(...(await attackRoute(target, probe, attempt)));
    if (target.hasEnded()) return [...faults, `${nameOf(route)}: the service has ended`];
    // It may have ended the session.
    if (takesBody(route)) session = null;
  }
  faults.push(...reportGrowth("all requests", (await target.usedMemoryBytes()) - usedBefore));
  return faults;
}

async function attackRoute(target: Target, probe: Probe, attempt: Attempt): Promise<string[]> {
  const { route, payloads, session } = attempt;
  const faults: string[] = [];
  await target.resetPeakMemory();
  const before = await target.peakMemoryBytes();
  const slowestMs = await probe.measure(async () => {
    for (const payload of payloads) {
      const status = await sendTo(target, route, payload, session);
      if (isFault(status)) faults.push(`${nameOf(route)}, ${payload.name}: ${status}`);
    }
  });
  if (target.hasEnded()) return faults;
  faults.push(...reportGrowth(nameOf(route), (await target.peakMemoryBytes()) - before));
  if (slowestMs > maxHealthMs) faults.push(...(await findSlow(target, probe, attempt)));
  return faults;
}

function reportGrowth(what: string, bytes: number): string[] {
  const megabytes = Math.round(bytes / 1024 / 1024);
  return bytes > maxGrowthBytes ? [`${what}: memory grew by ${megabytes} MB`] : [];
}

interface Attempt {
  readonly route: Route;
  readonly payloads: readonly HostilePayload[];
  readonly session: Session | null;
}

/** Finds the payloads that are slow each time. */
async function findSlow(
  target: Target,
  probe: Probe,
  { route, payloads, session }: Attempt,
): Promise<string[]> {
  const slow: string[] = [];
  for (const payload of payloads) {
    let best = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < maxTries && best > maxHealthMs; tries += 1) {
      best = Math.min(best, await probe.measure(() => sendTo(target, route, payload, session)));
    }
    if (best > maxHealthMs) slow.push(`${nameOf(route)}, ${payload.name}: ${Math.round(best)} ms`);
  }
  return slow;
}

/** Sends each route what is small, so that only what a payload costs beyond that is measured. */
async function warmUp(target: Target, openSession: OpenSession | null): Promise<void> {
  const session = openSession === null ? null : await openSession(target.address);
  for (const route of target.routes.filter(isTried)) {
    await sendTo(target, route, plainPayload, session);
  }
}

interface Probe {
  /** Returns the longest time that another client waited for the service while the work was done. */
  measure(work: () => Promise<unknown>): Promise<number>;
  stop(): Promise<void>;
}

/** Starts another client on a thread of its own. */
async function startProbe(target: Target): Promise<Probe> {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL("health-probe.ts", import.meta.url), {
    workerData: { address: target.address, shared },
  });
  const failed = once(worker, "error").then(([error]) => Promise.reject(error));
  const answers = async (count: number) => {
    const goal = Atomics.load(shared, 1) + count;
    for (let now = Atomics.load(shared, 1); now < goal; now = Atomics.load(shared, 1)) {
      await Promise.race([Atomics.waitAsync(shared, 1, now).value, failed]);
    }
  };
  await answers(3);
  return {
    measure: async (work) => {
      const cpuBefore = await target.cpuMs();
      Atomics.store(shared, 0, 0);
      await work();
      await answers(2);
      // On a busy machine the answer waits for a processor; only what the service itself computed counts.
      return Math.min(Atomics.load(shared, 0) / 1_000, (await target.cpuMs()) - cpuBefore);
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}

/** A store that is down is not the payload's fault. */
function isFault(status: number): boolean {
  return status >= 500 && status !== 503;
}

function sendTo(
  target: Target,
  route: Route,
  payload: HostilePayload,
  session: Session | null,
): Promise<number> {
  const built = payload.build(route.url);
  const request = takesBody(route) ? built : { ...built, body: null };
  return send(
    target.address,
    route.method,
    session === null ? request : authorize(request, session),
  );
}

/** Adds the desk's session, and the session of a one-stop system, which stands in the body. */
function authorize(request: HostileRequest, { desk, onestop }: Session): HostileRequest {
  const { body, headers } = request;
  const isObject = body?.at(0) === "{".charCodeAt(0) && body.length > 2;
  const fields = `{"session":${JSON.stringify(onestop)},`;
  return {
    ...request,
    headers: { ...headers, authorization: `Bearer ${desk}` },
    body: isObject ? Buffer.concat([Buffer.from(fields), body.subarray(1)]) : body,
  };
}

/** A HEAD is handled as its GET. */
function isTried({ method }: Route): boolean {
  return method !== "HEAD" && method !== "OPTIONS" && method !== "TRACE" && method !== "CONNECT";
}

function takesBody({ method }: Route): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** A payload in a body does not reach a route that takes none. */
function fits(route: Route, payload: HostilePayload): boolean {
  return takesBody(route) || payload.build(route.url).body === null;
}

function nameOf({ method, url }: Route): string {
  return `${method} ${url}`;
}
