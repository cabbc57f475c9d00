import type { Flow, FlowContext, Transition } from "./flow.ts";
import { settleVersions } from "./frame-migration.ts";
import { answer, begin, forget, isInterruption, isPassing, workOf } from "./frames.ts";
import type { FlowChange } from "./replay.ts";
import type { Frame } from "./state.ts";

/** The flows that a resident has begun, the latest on top: what waits beneath is taken up again. */
export class FrameStack {
  #frames: Frame[];
  readonly #flowNamed: (id: string) => Flow | null;

  constructor(frames: readonly Frame[], flowNamed: (id: string) => Flow | null) {
    this.#frames = [...frames];
    this.#flowNamed = flowNamed;
  }

  get frames(): Frame[] {
    return this.#frames;
  }

  get top(): Frame | undefined {
    return this.#frames.at(-1);
  }

  get hasBeneath(): boolean {
    return this.#frames.length > 1;
  }

  /** The work that can be taken up again: on top, or beneath flows that only lead somewhere. */
  get work(): Frame | undefined {
    return workOf(this.#frames);
  }

  /** The work beneath the service's own interruption of it. */
  get workBeneath(): Frame | undefined {
    return this.top === undefined || !isInterruption(this.top) ? undefined : this.work;
  }

  get isWorkOnTop(): boolean {
    return this.top !== undefined && !isPassing(this.top);
  }

  /** False where there is no such flow. */
  begin(go: Transition): boolean {
    const flow = this.#flowNamed(go.flow);
    if (flow !== null) this.#frames = begin(this.#frames, go, flow.version);
    return flow !== null;
  }

  /** Goes back to the menu, which is always there. */
  beginMenu(): void {
    const version = this.#flowNamed("menu")?.version ?? "";
    this.#frames = begin(this.#frames, { flow: "menu" }, version);
  }

  /** Keeps these answers in the frame on top, then drops those. */
  keep(kept: readonly (readonly [string, string])[], dropped: readonly string[]): void {
    if (this.top === undefined) return;
    const answered = kept.reduce((frame, [id, value]) => answer(frame, id, value), this.top);
    this.replaceTop(forget(answered, dropped));
  }

  replaceTop(frame: Frame): void {
    this.#frames = [...this.#frames.slice(0, -1), frame];
  }

  dropTop(): void {
    this.#frames = this.#frames.slice(0, -1);
  }

  /** Lets the latest work go, and with it the flows that only lead somewhere. */
  dropWork(): void {
    this.dropPassing();
    this.dropTop();
  }

  dropPassing(): void {
    this.#frames = this.#frames.filter((frame) => !isPassing(frame));
  }

  clear(): void {
    this.#frames = [];
  }

  /** Brings frames of another version up to date; `asking` is the step that the resident was asked. */
  settleVersions(asking: string | null, scene: FlowContext): FlowChange {
    const settled = settleVersions(this.#frames, asking, scene, this.#flowNamed);
    this.#frames = settled.frames;
    return settled.change;
  }
}
