import { z } from "zod";
import type { Answer } from "../http-server.ts";
import { faultNames } from "./faults.ts";
import type { MetaStandIn, MetaStandInOptions } from "./stand-in.ts";

const fault = z.strictObject({
  name: z.enum(faultNames),
  times: z.int().positive().exactOptional(),
  ms: z.int().nonnegative().exactOptional(),
});
const refusal = z.strictObject({
  user: z.string(),
  code: z.int(),
  subcode: z.int().exactOptional(),
});
const token = z.strictObject({ alive: z.boolean() });
const delivery = z.strictObject({ updates: z.array(z.record(z.string(), z.unknown())) });

/**
 * The requests with which a test or a page in another process controls the stand-in:
 * GET /ledger?from=N, DELETE /ledger; GET /exchange?after=SEQ; POST /fault, DELETE /fault;
 * POST /refuse {user, code, subcode}; POST /token {alive}; POST /deliver {updates}.
 */
export function controlOf(standIn: () => MetaStandIn): NonNullable<MetaStandInOptions["extra"]> {
  return (request, body, answer) => {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const act = actions[`${request.method} ${url.pathname}`];
    if (act === undefined) return false;
    Promise.resolve()
      .then(() => act(standIn(), { url, body, answer }))
      .catch((error) => answer(400, { error: Error.isError(error) ? error.message : "refused" }));
    return true;
  };
}

interface Ask {
  readonly url: URL;
  readonly body: string;
  readonly answer: Answer;
}

const actions: Readonly<Record<string, (standIn: MetaStandIn, ask: Ask) => unknown>> = {
  "GET /ledger": ({ ledger }, { url, answer }) =>
    answer(200, { entries: ledger.entries.slice(Number(url.searchParams.get("from") ?? 0)) }),
  "DELETE /ledger": ({ ledger }, { answer }) => {
    ledger.clear();
    answer(200, {});
  },
  "GET /exchange": ({ exchange }, { url, answer }) => {
    const after = Number(url.searchParams.get("after") ?? 0);
    answer(200, { entries: exchange.entries.filter(({ seq }) => seq > after) });
  },
  "POST /fault": ({ faults }, { body, answer }) => {
    faults.set(fault.parse(JSON.parse(body)));
    answer(200, {});
  },
  "DELETE /fault": ({ faults }, { answer }) => {
    faults.clear();
    answer(200, {});
  },
  "POST /refuse": (standIn, { body, answer }) => {
    const { user, code, subcode } = refusal.parse(JSON.parse(body));
    standIn.refuse(user, code, subcode);
    answer(200, {});
  },
  "POST /token": (standIn, { body, answer }) => {
    standIn.setToken(token.parse(JSON.parse(body)).alive);
    answer(200, {});
  },
  "POST /deliver": async (standIn, { body, answer }) => {
    const { updates } = delivery.parse(JSON.parse(body));
    answer(200, { status: await standIn.deliver(...updates) });
  },
};
