import type { Ask, Step } from "./flow.ts";
import type { AnsweredRequest } from "./ports.ts";

/** How a flow goes on after what it asked; null where that is not answered yet. */
export function settleAsk(
  { request, goOn }: Ask,
  answered: readonly AnsweredRequest[] = [],
): Exclude<Step, Ask> | null {
  const key = JSON.stringify(request);
  const known = answered.find((one) => JSON.stringify(one.request) === key);
  return known === undefined ? null : goOn(known.answer);
}
