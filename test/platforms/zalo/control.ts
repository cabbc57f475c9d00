import { z } from "zod";
import type { Answer } from "../http-server.ts";
import { faultNames } from "./faults.ts";
import type { StandIn, StandInOptions } from "./stand-in.ts";

const fault = z.strictObject({
  name: z.enum(faultNames),
  times: z.int().positive().optional(),
  ms: z.int().nonnegative().optional(),
  on: z.enum(["message", "token"]).optional(),
});
const refusal = z.strictObject({ user: z.string(), code: z.int() });

/**
 * The requests with which a test in another process controls the stand-in:
 * GET /ledger/count, GET /ledger?from=N, DELETE /ledger; POST /fault, DELETE /fault; POST /refuse {user, code};
 * POST /token/expire, POST /token/consent, GET /token.
 */
export function controlOf(standIn: () => StandIn): NonNullable<StandInOptions["extra"]> {
  return (request, body, answer) => {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const act = actions[`${request.method} ${url.pathname}`];
    if (act === undefined) return false;
    try {
      act(standIn(), { url, body, answer });
    } catch (error) {
      answer(400, { error: Error.isError(error) ? error.message : "refused" });
    }
    return true;
  };
}

interface Ask {
  readonly url: URL;
  readonly body: string;
  readonly answer: Answer;
}

const actions: Readonly<Record<string, (standIn: StandIn, ask: Ask) => void>> = {
  "GET /ledger/count": ({ ledger }, { answer }) => answer(200, { count: ledger.entries.length }),
  "GET /ledger": ({ ledger }, { url, answer }) =>
    answer(200, { entries: ledger.entries.slice(Number(url.searchParams.get("from") ?? 0)) }),
  "DELETE /ledger": ({ ledger }, { answer }) => {
    ledger.clear();
    answer(200, {});
  },
  "POST /fault": ({ faults }, { body, answer }) => {
    const { name, times, ms, on } = fault.parse(JSON.parse(body));
    faults.set({
      name,
      ...(times !== undefined && { times }),
      ...(ms !== undefined && { ms }),
      ...(on !== undefined && { on }),
    });
    answer(200, {});
  },
  "DELETE /fault": ({ faults }, { answer }) => {
    faults.clear();
    answer(200, {});
  },
  "POST /refuse": (standIn, { body, answer }) => {
    const { user, code } = refusal.parse(JSON.parse(body));
    standIn.refuse(user, code);
    answer(200, {});
  },
  "POST /token/expire": ({ tokens }, { answer }) => {
    tokens.expire();
    answer(200, {});
  },
  "POST /token/consent": ({ tokens }, { answer }) => answer(200, tokens.consent(Date.now())),
  "GET /token": ({ tokens: { refreshes, refused } }, { answer }) =>
    answer(200, { refreshes, refused }),
};
