import { conversationLimits } from "./state.ts";

/** A flow that never comes to a question: a fault in the flow, named so that it can be mended. */
export class FlowLoopError extends Error {
  override readonly name = "FlowLoopError";
  readonly flow: string;

  constructor(flow: string) {
    super(`Flow ${flow} took ${conversationLimits.stepsPerTurn} steps without asking anything.`);
    this.flow = flow;
  }
}
